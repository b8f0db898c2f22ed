import type { Range, TextEdit } from '../text/range.ts';

/** A range after an edit of its text. What is inserted at its end belongs to it, what at its start does not. */
export function shiftRange(range: Range, { start, end, newText }: TextEdit): Range {
  const delta = newText.length - (end - start);
  const move = (offset: number, isEnd: boolean): number => {
    if (offset < start || (offset === start && !isEnd)) return offset;
    return offset >= end ? offset + delta : start + (isEnd ? newText.length : 0);
  };
  const from = move(range.start, false);
  return { start: from, end: Math.max(from, move(range.end, true)) };
}
