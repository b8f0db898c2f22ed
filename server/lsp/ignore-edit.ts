import { tokenize } from '../syntax/tokenize.ts';
import { lineEndOf } from '../text/apply-edits.ts';
import type { TextEdit } from '../text/range.ts';
import type { OpenDocument } from './documents.ts';

const directive = '-- schema-architect-ignore ';

/** Whether a new line can begin at the offset without landing inside a string, a body or a comment. */
function isBetweenTokens(document: OpenDocument, offset: number): boolean {
  const placed = document.script.statements.find(
    ({ start, statement }) => start < offset && offset < start + statement.text.length,
  );
  if (!placed) return true;
  if (placed.statement.kind !== 'sql') return false;
  return !tokenize(placed.statement.text).some(
    (token) =>
      token.kind !== 'white space' &&
      placed.start + token.start < offset &&
      offset < placed.start + token.end,
  );
}

/** The edit that ignores a rule on a line: a comment above it, or another name in the comment that is there. */
export function ignoreEdit(document: OpenDocument, line: number, rule: string): TextEdit | null {
  const { text } = document.script;
  const start = document.lines[line] ?? text.length;
  const above = line > 0 ? text.slice(document.lines[line - 1], start) : '';
  const known = /^\s*-- schema-architect-ignore\s+([\w, -]*\w)/.exec(above);
  if (known) {
    const end = (document.lines[line - 1] ?? 0) + known[0].length;
    return { start: end, end, newText: `, ${rule}` };
  }
  if (!isBetweenTokens(document, start)) return null;
  const indent = /^[^\S\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  return { start, end: start, newText: `${indent}${directive}${rule}${lineEndOf(text)}` };
}
