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

/** Edits of one text that do not conflict, in order of their places. */
export interface EditSet {
  /** Whether the edit touches characters of another one. Two insertions at one place do not conflict. */
  conflicts(edit: TextEdit): boolean;
  add(edit: TextEdit): void;
}

/** Starts an empty set; each question costs a binary search. */
export function createEditSet(): EditSet {
  const edits: TextEdit[] = [];
  const firstAfter = (offset: number): number => {
    let low = 0;
    let high = edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (edits[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    conflicts(edit) {
      for (let index = firstAfter(edit.end); index-- > 0; ) {
        const other = edits[index]!;
        if (conflict(other, edit)) return true;
        if (other.end < edit.start) return false;
      }
      return false;
    },
    add: (edit) => void edits.splice(firstAfter(edit.start), 0, edit),
  };
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
