import type { TextEdit } from './range.ts';

/**
 * Applies edits whose offsets refer to the text before all of them. Insertions at one place keep their order.
 * The edits must not overlap.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.map((edit, order) => ({ edit, order }));
  sorted.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.order - b.order);
  let result = '';
  let at = 0;
  for (const { edit } of sorted) {
    if (edit.start < at) throw new RangeError(`overlapping edits at offset ${edit.start}`);
    result += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Whether two sets of edits touch the same characters. Two insertions at one place do not conflict. */
export function editsConflict(a: readonly TextEdit[], b: readonly TextEdit[]): boolean {
  return a.some((x) => b.some((y) => conflict(x, y)));
}

function conflict(x: TextEdit, y: TextEdit): boolean {
  if (x.start === x.end && y.start === y.end) return false;
  if (x.start === x.end) return x.start > y.start && x.start < y.end;
  if (y.start === y.end) return y.start > x.start && y.start < x.end;
  return x.start < y.end && y.start < x.end;
}

/** The line end of a text: the first one found, \n where there is none. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}
