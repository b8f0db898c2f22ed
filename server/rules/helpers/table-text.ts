import { tableElements } from '../../syntax/repair-table.ts';
import type { SourceRange, StatementId } from '../../syntax/statement.ts';
import { tokenize } from '../../syntax/tokenize.ts';
import type { Edit, SourceReader } from '../rule.ts';

function isBlank(kind: string): boolean {
  return kind === 'white space';
}

function isComment(kind: string): boolean {
  return kind === 'line comment' || kind === 'block comment';
}

/** Deletes an element of a CREATE TABLE with one comma and the line that it leaves empty. */
export function removeElement(source: SourceReader, element: SourceRange): Edit[] {
  const text = source.statement(element.statement)?.text ?? '';
  const tokens = tokenize(text);
  const cut = (start: number, end: number): Edit => ({
    at: { statement: element.statement, start, end },
    newText: '',
  });
  const next = tokens.find(({ kind, start }) => start >= element.end && !isBlank(kind) && !isComment(kind));
  const before = tokens.filter(({ end }) => end <= element.start);
  const lastSpace = before.at(-1);
  const start = lastSpace && isBlank(lastSpace.kind) ? lastSpace.start : element.start;
  if (next && text[next.start] === ',') {
    // The comma goes with the element; a comment behind it stays where it is.
    return [cut(start, text.slice(element.end, next.start).trim() === '' ? next.end : element.end)].concat(
      text.slice(element.end, next.start).trim() === '' ? [] : [cut(next.start, next.end)],
    );
  }
  const comma = before.findLast(({ kind }) => !isBlank(kind) && !isComment(kind));
  if (!comma || text[comma.start] !== ',') return [cut(start, element.end)];
  if (comma.end === start) return [cut(comma.start, element.end)];
  return [cut(comma.start, comma.end), cut(start, element.end)];
}

/** Deletes words and the white space before them. */
export function removeWords(source: SourceReader, range: SourceRange): Edit {
  const text = source.statement(range.statement)?.text ?? '';
  const start = text.slice(0, range.start).trimEnd().length;
  return { at: { statement: range.statement, start, end: range.end }, newText: '' };
}

/** The white space before the first element of the list, as the others should have it. */
function indentation(text: string, open: number): string {
  const gap = /^\s*/.exec(text.slice(open))?.[0] ?? '';
  return gap.includes('\n') ? gap.slice(gap.lastIndexOf('\n')) : ' ';
}

/** Puts an element at the end of a CREATE TABLE's list; null where there is none. */
export function appendElement(source: SourceReader, id: StatementId, sql: string): Edit | null {
  const text = source.statement(id)?.text ?? '';
  const list = tableElements(text);
  const open = list?.tokens[list.open];
  const closing = list?.tokens[list.close];
  const last = list?.tokens[list.close - 1];
  if (!list || !open || !closing || !last) return null;
  const isEmpty = last === open;
  const gap = indentation(text, open.end);
  return {
    at: { statement: id, start: last.end, end: last.end },
    newText: isEmpty ? sql : `,${gap}${sql}`,
  };
}

/** Puts an element before all others of a CREATE TABLE's list; null where there is none. */
export function prependElement(source: SourceReader, id: StatementId, sql: string): Edit | null {
  const text = source.statement(id)?.text ?? '';
  const list = tableElements(text);
  const open = list?.tokens[list.open];
  if (!list || !open || list.close >= list.tokens.length) return null;
  const isEmpty = list.close === list.open + 1;
  const gap = indentation(text, open.end);
  const newText = isEmpty ? sql : gap === ' ' ? `${sql}, ` : `${gap}${sql},`;
  return { at: { statement: id, start: open.end, end: open.end }, newText };
}
