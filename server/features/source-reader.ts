import type { Node } from '@pgsql/types';
import type { Edit, SourceReader } from '../rules/rule.ts';
import { parseStatement } from '../syntax/parse-statement.ts';
import type { SourceRange, Statement, StatementId } from '../syntax/statement.ts';
import { visibleTokens } from '../syntax/tokenize.ts';
import type { DatabaseFile } from './analysis.ts';

/** Where every statement of a database stands. */
export interface Places {
  /** The statement's place; undefined for one that is gone. */
  find(id: StatementId): Placed | undefined;
  /** The statement alone. */
  statement(id: StatementId): Statement | undefined;
}

export interface Placed {
  readonly statement: Statement;
  readonly file: DatabaseFile;
  /** Offset in the file. */
  readonly start: number;
  /** Counts the statements of the database in order. */
  readonly order: number;
  /** Its index among the file's statements. */
  readonly index: number;
}

/** The place of each statement in the order of all. */
function positionsIn(files: readonly DatabaseFile[]): (id: StatementId) => number {
  const positions = new Map<StatementId, number>();
  for (const { script } of files)
    for (const { statement } of script.statements) positions.set(statement.id, positions.size);
  return (id) => positions.get(id) ?? -1;
}

/** Finds statements by id; `position` counts the statements of all files in order and is -1 for one that is gone. */
export function placeStatements(files: readonly DatabaseFile[], position = positionsIn(files)): Places {
  const firsts: number[] = [];
  let count = 0;
  for (const file of files) {
    firsts.push(count);
    count += file.script.statements.length;
  }
  const fileAt = (order: number): number => {
    let low = 0;
    let high = files.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (firsts[middle]! <= order) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const find = (id: StatementId): Placed | undefined => {
    const order = position(id);
    if (order < 0) return undefined;
    const at = fileAt(order);
    const file = files[at]!;
    const index = order - firsts[at]!;
    const placed = file.script.statements[index];
    return placed && { statement: placed.statement, start: placed.start, file, order, index };
  };
  return { find, statement: (id) => find(id)?.statement };
}

/** Reads the sources for rules; `note` hears of every statement that is looked at. */
export function createSourceReader(places: Places, note: (id: StatementId) => void): SourceReader {
  const find = (id: StatementId): Statement | undefined => {
    note(id);
    return places.statement(id);
  };
  return {
    statement: find,
    text(range: SourceRange) {
      return find(range.statement)?.text.slice(range.start, range.end) ?? '';
    },
    tokens: (id) => visibleTokens(find(id)?.text ?? ''),
    tree(id): Node | null {
      const statement = find(id);
      if (!statement) return null;
      const parsed = parseStatement(statement);
      return parsed.damages.some((damage) => damage.kind !== 'missing semicolon') ? null : parsed.tree;
    },
    isBefore: (first, second) => (places.find(first)?.order ?? 0) < (places.find(second)?.order ?? 0),
    isInSameFile: (first, second) => places.find(first)?.file === places.find(second)?.file,
    isApplied: (id) => places.find(id)?.file.applied === 'applied',
    insertAfter: (id, sql) => insertAfter(places.find(id), id, sql),
    insertBefore: (id, sql) => insertBefore(places.find(id), id, sql),
  };
}

/** After the statement's line where only a comment follows it there, else right after its semicolon. */
function insertAfter(placed: Placed | undefined, id: StatementId, sql: string): Edit {
  const length = placed?.statement.text.length ?? 0;
  const at = (offset: number): SourceRange => ({ statement: id, start: offset, end: offset });
  if (!placed) return { at: at(length), newText: `\n\n${sql}` };
  if (!placed.statement.terminated) return { at: at(length), newText: `;\n\n${sql}` };
  const end = placed.start + length;
  const { text } = placed.file.script;
  const rest = /^[^\S\r\n]*(?:--[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(end, end + 1000));
  if (rest) return { at: at(length + rest[0].trimEnd().length), newText: `\n\n${sql}` };
  return { at: at(length), newText: `\n\n${sql}\n` };
}

/** Before the statement and the comment lines directly above it. */
function insertBefore(placed: Placed | undefined, id: StatementId, sql: string): Edit {
  const newText = `${sql}\n\n`;
  if (!placed) return { at: { statement: id, start: 0, end: 0 }, newText };
  const before = placed.file.script.statements[placed.index - 1];
  const from = before ? before.start + before.statement.text.length : 0;
  const gap = placed.file.script.text.slice(from, placed.start);
  const comments =
    /(?:^|\n)((?:[^\S\r\n]*(?:--[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)[^\S\n]*\n)+)[^\S\r\n]*$/.exec(gap);
  // The first line of the gap still belongs to the statement before.
  const isOwnLines = comments && (comments[0].startsWith('\n') || from === 0);
  const start = isOwnLines ? comments.index + (comments[0].startsWith('\n') ? 1 : 0) - gap.length : 0;
  const ownLine = gap.trim() === '' && from > 0 && !gap.includes('\n');
  return { at: { statement: id, start, end: start }, newText: ownLine ? `\n${newText}` : newText };
}
