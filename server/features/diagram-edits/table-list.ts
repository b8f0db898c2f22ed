import type { Edit } from '../../rules/rule.ts';
import { tableElements } from '../../syntax/repair-table.ts';
import type { Statement } from '../../syntax/statement.ts';
import { tokenize } from '../../syntax/tokenize.ts';

const constraintStart = /^(?:(?:constraint|primary|unique|check|foreign)\b|exclude\s*(?:\(|using\b))/i;

/**
 * Puts an element into the list of a CREATE TABLE, behind the last column or at the end, in the list's own layout.
 * Null where there is no list.
 */
export function insertElement(
  { id, text }: Statement,
  place: 'behind columns' | 'at the end',
  sql: string,
): readonly Edit[] | null {
  const list = tableElements(text);
  if (!list || list.close >= list.tokens.length) return null;
  const inside = list.tokens.slice(list.open + 1, list.close);
  const elements = list.elements.flatMap((range) => {
    const own = inside.filter(({ start, end }) => start >= range.start && end <= range.end);
    const [first, last] = [own[0], own.at(-1)];
    return first && last ? [{ start: first.start, end: last.end }] : [];
  });
  const at = (offset: number, newText: string): Edit => ({
    at: { statement: id, start: offset, end: offset },
    newText,
  });
  const open = list.tokens[list.open]!.end;
  const isConstraint = ({ start, end }: { start: number; end: number }) =>
    constraintStart.test(text.slice(start, end));
  const index =
    place === 'at the end' ? elements.length - 1 : elements.findLastIndex((one) => !isConstraint(one));
  const before = elements[index];
  const [first] = elements;
  if (!before)
    return [
      at(
        open,
        first
          ? `${gapBefore(text, first.start) || ''}${sql},${gapBefore(text, first.start) ? '' : ' '}`
          : sql,
      ),
    ];
  const gap = gapBefore(text, before.start);
  if (gap === null) return [at(before.end, `, ${sql}`)];
  if (isLeadingComma(text, before.start, open)) {
    const own = gapBefore(text, text.lastIndexOf(',', before.start)) ?? gap;
    return [at(lineEnd(text, before.end), `${own}, ${sql}`)];
  }
  const next = elements[index + 1];
  if (!next) {
    const behind = lineEnd(text, before.end);
    if (behind === before.end) return [at(before.end, `,${gap}${sql}`)];
    return [at(before.end, ','), at(behind, `${gap}${sql}`)];
  }
  const comma = text.indexOf(',', before.end);
  const isCommaOnLine = !text.slice(before.end, comma).includes('\n');
  if (!isCommaOnLine || gapBefore(text, next.start) === null) return [at(before.end, `,${gap}${sql}`)];
  return [at(lineEnd(text, comma + 1), `${gap}${sql},`)];
}

/** The line break and indentation before an offset; null where something else stands before it on its line. */
function gapBefore(text: string, offset: number): string | null {
  return /\r?\n[^\S\r\n]*$/.exec(text.slice(0, offset))?.[0] ?? isAfterComma(text, offset) ?? null;
}

/** With commas at the beginning of lines, an element's line begins with its comma. */
function isAfterComma(text: string, offset: number): string | null {
  return /(\r?\n[^\S\r\n]*),[^\S\r\n]*$/.exec(text.slice(0, offset))?.[1] ?? null;
}

function isLeadingComma(text: string, offset: number, open: number): boolean {
  return isAfterComma(text.slice(open), offset - open) !== null;
}

/** Behind the comments that follow on the same line; the offset itself where other things do. */
function lineEnd(text: string, offset: number): number {
  let end = offset;
  for (const { kind, start, end: stop } of tokenize(text)) {
    if (stop <= offset) continue;
    const own = text.slice(Math.max(start, offset), stop);
    if (kind === 'white space') {
      if (own.includes('\n')) return end;
    } else if (kind === 'line comment' || (kind === 'block comment' && !own.includes('\n')))
      end = offset + text.slice(offset, stop).trimEnd().length;
    else return end === offset ? offset : end;
  }
  return end;
}
