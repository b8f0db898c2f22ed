import type { Position, PositionRange, Range } from './range.ts';

/** The offsets at which lines start. A line ends at \n, \r\n or a lone \r. */
export type LineIndex = readonly number[];

/** Finds the lines of a text in one pass. */
export function buildLineIndex(text: string): LineIndex {
  const starts = [0];
  const hasReturns = text.includes('\r');
  if (!hasReturns) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 13 && text.charCodeAt(at + 1) === 10) at++;
    if (code === 10 || code === 13) starts.push(at + 1);
  }
  return starts;
}

/** The position of an offset: zero-based line and UTF-16 character. */
export function toPosition(lines: LineIndex, offset: number): Position {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: offset - (lines[low] ?? 0) };
}

export function toPositionRange(lines: LineIndex, range: Range): PositionRange {
  return { start: toPosition(lines, range.start), end: toPosition(lines, range.end) };
}

/** The offset of a position; positions past the end of a line or of the text are moved to that end. */
export function toOffset(lines: LineIndex, text: string, position: Position): number {
  const start = lines[position.line];
  if (start === undefined) return text.length;
  const end = lines[position.line + 1] ?? text.length;
  return Math.min(start + position.character, end);
}
