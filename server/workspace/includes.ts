import { parseScript } from '../syntax/parse-script.ts';
import type { Range } from '../text/range.ts';
import type { DatabasePart, WorkspaceProblem } from './database.ts';
import { folderOf, joinPath } from './paths.ts';

/** One \i or \ir of psql. */
interface Include extends Range {
  readonly file: string;
  /** \ir looks from the folder of its own file, \i from where psql was started. */
  readonly isRelative: boolean;
  /** Between \if and \endif: whether psql reads it is not known. */
  readonly isConditional: boolean;
}

const command = /^\\(i|include|ir|include_relative)\s+(?:'((?:[^']|'')+)'|"([^"]+)"|(\S+))/;

/** The includes of a file whose names do not depend on psql's variables. */
export function readIncludes(text: string): readonly Include[] {
  if (!/\\i(?:r|nclude)?/.test(text)) return [];
  let depth = 0;
  return parseScript(text).statements.flatMap(({ statement, start }): Include[] => {
    if (/^\\if\b/.test(statement.text)) depth++;
    else if (/^\\endif\b/.test(statement.text)) depth--;
    const match = statement.kind === 'psql' ? command.exec(statement.text) : null;
    const file = match?.[2]?.replaceAll("''", "'") ?? match?.[3] ?? match?.[4];
    if (!match || file === undefined || /[:`]/.test(file.replace(/^[A-Za-z]:(?=[\\/])/, ''))) return [];
    const isRelative = match[1] === 'ir' || match[1] === 'include_relative';
    return [
      {
        file: file.replaceAll('\\', '/'),
        isRelative,
        isConditional: depth > 0,
        start,
        end: start + match[0].length,
      },
    ];
  });
}

type Read = (path: string) => string | null;

/**
 * Finds the file of an include. Where psql was started is not known for \i: the folder of the first file and those
 * above it are tried, up to the root, and at last the folder of the file itself.
 */
export function resolveInclude(
  include: Pick<Include, 'file' | 'isRelative'>,
  from: string,
  first: string,
  root: string,
  read: Read,
): string | null {
  const folders = [folderOf(from)];
  if (!include.isRelative) {
    const above: string[] = [];
    for (let folder = folderOf(first); ; folder = folderOf(folder)) {
      above.push(folder);
      if (folder === root || folderOf(folder) === folder || !folder.startsWith(root)) break;
    }
    folders.unshift(...above);
  }
  for (const folder of folders) {
    const path = joinPath(folder, include.file);
    if (read(path) !== null) return path;
  }
  return null;
}

/** Puts included files in the place where psql reads them; each file is read once in a database. */
export function followIncludes(
  parts: readonly DatabasePart[],
  root: string,
  read: Read,
): { parts: readonly DatabasePart[]; problems: readonly WorkspaceProblem[] } {
  const result: DatabasePart[] = [];
  const problems: WorkspaceProblem[] = [];
  const seen = new Set<string>(parts.map(({ path }) => path));
  const follow = (part: DatabasePart, first: string, above: readonly string[]) => {
    const text = read(part.path) ?? '';
    const includes = readIncludes(text).filter(
      ({ start }) => part.stretches?.some((one) => one.start <= start && start < one.end) ?? true,
    );
    if (includes.length === 0) return void result.push(part);
    const before = result.length;
    let at = 0;
    for (const include of includes) {
      const path = resolveInclude(include, part.path, first, root, read);
      const complain = (message: string) =>
        problems.push({ path: part.path, message, start: include.start, end: include.end });
      result.push(...clip(part, text, { start: at, end: include.start }));
      at = include.end;
      if (path === null && include.isConditional) continue;
      if (path === null) complain(`the file ${include.file} that psql includes here does not exist`);
      else if (path === part.path || above.includes(path))
        complain(`${include.file} includes itself: psql would not come to an end`);
      else if (!seen.has(path)) {
        seen.add(path);
        follow({ ...part, path, stretches: null, down: null }, first, [...above, part.path]);
      }
    }
    result.push(...clip(part, text, { start: at, end: text.length }));
    simplify(result, before, part);
  };
  for (const part of parts) follow(part, part.path, []);
  return { parts: result, problems };
}

/** What of a part lies in a range; nothing where no SQL does. */
function clip(part: DatabasePart, text: string, range: Range): DatabasePart[] {
  const stretches = (part.stretches ?? [{ start: 0, end: text.length }]).flatMap((one) => {
    const start = Math.max(one.start, range.start);
    const end = Math.min(one.end, range.end);
    return start < end ? [{ start, end }] : [];
  });
  const hasSql = stretches.some(({ start, end }) =>
    parseScript(text.slice(start, end)).statements.some(({ statement }) => statement.kind === 'sql'),
  );
  return hasSql ? [{ ...part, stretches }] : [];
}

/** A file with SQL only before or only after what it includes stays whole; one without any comes first. */
function simplify(result: DatabasePart[], from: number, part: DatabasePart): void {
  const own = result.flatMap((one, at) => (at >= from && one.path === part.path ? [at] : []));
  if (own.length === 0) result.splice(from, 0, part);
  else if (own.length === 1) result[own[0]!] = part;
  // The way down belongs to the whole file, so it follows the last piece.
  else for (const at of own.slice(0, -1)) result[at] = { ...result[at]!, down: null };
}
