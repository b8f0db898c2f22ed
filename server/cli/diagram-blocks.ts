import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toFailure } from '../workspace/read-files.ts';
import type { DiagramArguments } from './diagram.ts';
import { readMark } from './diagram-options.ts';
import { loadDiagrams } from './diagram-sources.ts';
import { markdownOf } from './diagram-text.ts';
import { print } from './output.ts';
import { UsageError } from './usage.ts';

/** A marked block: what its mark asks for, and the lines between the marks. */
export interface MarkedBlock {
  readonly line: number;
  readonly options: string;
  readonly start: number;
  readonly end: number;
}

const opening = /^\s*<!--\s*schema-architect diagram\b(.*?)\s*-->\s*$/;
const closing = /^\s*<!--\s*\/schema-architect diagram\s*-->\s*$/;

/**
 * Finds the blocks between `<!-- schema-architect diagram … -->` and `<!-- /schema-architect diagram -->`. Marks within
 * fenced code are text about marks.
 */
export function findBlocks(text: string): { blocks: readonly MarkedBlock[]; problem: string | null } {
  const blocks: MarkedBlock[] = [];
  let fence: string | null = null;
  let open: { line: number; options: string; start: number } | null = null;
  let offset = 0;
  for (const [line, written] of text.split('\n').entries()) {
    const end = offset + written.length + 1;
    const [, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(written) ?? [];
    if (fence === null && mark !== undefined) fence = mark;
    else if (fence !== null && mark?.startsWith(fence) && written.trim() === mark) fence = null;
    else if (fence === null || open !== null) {
      const [begins, options = ''] = opening.exec(written) ?? [];
      if (begins !== undefined) {
        if (open) return { blocks, problem: `${open.line}: the block is not closed before line ${line + 1}` };
        open = { line: line + 1, options: options.trim(), start: end };
      } else if (closing.test(written)) {
        if (!open) return { blocks, problem: `${line + 1}: no block begins before this mark` };
        blocks.push({ ...open, end: offset });
        open = null;
        fence = null;
      }
    }
    offset = end;
  }
  return { blocks, problem: open ? `${open.line}: the block is not closed` : null };
}

/** Brings the blocks of Markdown files up to date, or says which are not: then the exit code is 1. */
export async function updateBlocks(files: readonly string[], given: DiagramArguments): Promise<number> {
  let isStale = false;
  let hasFailures = false;
  for (const file of files) {
    const text = read(file);
    const { blocks, problem } = findBlocks(text);
    if (problem !== null) throw new UsageError(`${file}:${problem}`);
    if (blocks.length === 0)
      throw new UsageError(`${file} has no “<!-- schema-architect diagram … -->” to fill`);
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    let updated = '';
    let last = 0;
    for (const block of blocks) {
      const picture = await pictureOf(block, file, given);
      hasFailures ||= picture.hasFailures;
      updated += `${text.slice(last, block.start)}\n${picture.text}\n`.replace(/\r?\n/g, lineEnd);
      last = block.end;
    }
    updated += text.slice(last);
    if (updated === text) continue;
    isStale = true;
    if (given.check) await print(`${file}: a diagram is out of date\n`);
    else {
      writeFileSync(file, updated);
      await print(`${file}: updated\n`);
    }
  }
  return hasFailures ? 2 : isStale && given.check ? 1 : 0;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: ${toFailure(file, error).message}`);
  }
}

async function pictureOf({ options, line }: MarkedBlock, file: string, given: DiagramArguments) {
  try {
    const { request, paths } = readMark(options);
    const own = paths.map((path) => join(dirname(file), path));
    if (own.length === 0 && given.paths.length === 0)
      throw new UsageError('neither the mark nor the command names a PATH of SQL');
    const { diagrams, hasFailures } = await loadDiagrams(
      own.length > 0 ? own : given.paths,
      request,
      given.version,
    );
    return { text: markdownOf(diagrams), hasFailures };
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${file}:${line}: ${error.message}`);
    throw error;
  }
}
