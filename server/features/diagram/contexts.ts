import type { Script } from '../../syntax/script.ts';
import type { StatementId } from '../../syntax/statement.ts';
import type { DiagramSource } from './build-diagram.ts';
import { tableMatcher } from './glob.ts';
import type { Titles } from './group-tables.ts';
import type { Schema } from './schema.ts';

/** What the comments of a file say of bounded contexts. */
interface ContextMarks {
  /** Of the statements directly below a mark. */
  readonly statements: ReadonlyMap<StatementId, string>;
  /** Of all others in the file. */
  readonly file: string | null;
}

const word = '@context';
const noMarks: ContextMarks = { statements: new Map(), file: null };
const marks = new WeakMap<Script, ContextMarks>();

/**
 * The bounded context of each table that has one. The configuration wins over the table's own comment, that over a
 * comment in the source above its statement, and that over one at the top of its file.
 */
export function contextsOf(schema: Schema, { analysis, contexts }: DiagramSource): Titles {
  const configured = [...(contexts ?? [])].map(([name, globs]) => ({ name, fits: tableMatcher(globs) }));
  const byFile = new Map(analysis.files.map(({ name, script }) => [name, readMarks(script)]));
  const hasMarks = [...byFile.values()].some((one) => one !== noMarks);
  const titles = new Map<string, string>();
  for (const { oid, relation } of schema.tables) {
    const file = hasMarks ? byFile.get(analysis.place(relation.nameRange)?.file ?? '') : undefined;
    const context =
      configured.find(({ fits }) => fits(relation))?.name ??
      readContext(relation.comment ?? '') ??
      file?.statements.get(relation.statement) ??
      file?.file;
    if (context) titles.set(oid, context);
  }
  return titles;
}

/** The name after the last `@context` of a text: a word, or anything between double quotes. */
function readContext(text: string): string | null {
  const at = text.lastIndexOf(word);
  if (at < 0) return null;
  const [, quoted, plain] =
    /^@context[ \t]+(?:"([^"\r\n]+)"|([\p{L}\p{N}_](?:[\p{L}\p{N}_./-]*[\p{L}\p{N}_])?))/u.exec(
      text.slice(at),
    ) ?? [];
  return quoted?.trim() || plain || null;
}

function readMarks(script: Script): ContextMarks {
  const known = marks.get(script);
  if (known) return known;
  const found = script.text.includes(word) ? read(script) : noMarks;
  marks.set(script, found);
  return found;
}

function read({ text, statements }: Script): ContextMarks {
  const own = new Map<StatementId, string>();
  let file: string | null = null;
  let end = 0;
  for (const [index, { statement, start }] of statements.entries()) {
    let gap = text.slice(end, start);
    // At the top of a file a blank line divides what is said of the file from what is said of its first statement.
    if (index === 0) {
      const blank = /^[\s\S]*\n[^\S\n]*\n/.exec(gap)?.[0] ?? (startsTable(statement.text) ? '' : gap);
      file = readContext(blank);
      gap = gap.slice(blank.length);
    }
    const context = readContext(gap);
    if (context !== null) own.set(statement.id, context);
    end = start + statement.text.length;
  }
  return { statements: own, file };
}

function startsTable(text: string): boolean {
  return /^create\s+(?:(?!function|procedure)\w+\s+)*?(?:table|view)\b/i.test(text.slice(0, 100));
}
