import type { Range } from '../text/range.ts';
import type { ParseAnswer } from './parser.ts';
import type { Token } from './token.ts';
import { significantTokens } from './tokenize.ts';

/** A text of (at least) the same length in which the damaged part is blank, so that all offsets still hold. */
export interface Repair {
  readonly text: string;
  /** What was blanked or, for a comma put in, the place of it. */
  readonly element: Range;
}

interface Elements {
  readonly tokens: readonly Token[];
  /** Index of the opening parenthesis of the column list. */
  readonly open: number;
  /** Index of its closing one, or the number of tokens. */
  readonly close: number;
  /** From comma to comma, in the list. */
  readonly elements: readonly Range[];
  readonly unclosed: number;
}

function word(text: string, token: Token | undefined): string {
  return token?.kind === 'word' ? text.slice(token.start, token.end).toUpperCase() : '';
}

/** The elements between the parentheses of a CREATE TABLE; null for any other statement. */
export function tableElements(text: string): Elements | null {
  const tokens = significantTokens(text);
  const words = tokens.slice(0, 4).map((token) => word(text, token));
  if (words[0] !== 'CREATE' || !words.includes('TABLE')) return null;
  const open = tokens.findIndex((token) => text[token.start] === '(' && token.kind === 'punctuation');
  if (open < 0) return null;
  const before = tokens.slice(0, open).map((token) => word(text, token));
  if (before.includes('AS') || before.includes('FOR') || before.includes('WITH')) return null;
  const elements: Range[] = [];
  let depth = 0;
  let start = tokens[open]!.end;
  let close = tokens.length;
  let end = text.length;
  for (let index = open; index < tokens.length; index++) {
    const token = tokens[index]!;
    if (token.kind !== 'punctuation') continue;
    const character = text[token.start];
    if (character === '(') depth++;
    if (character === ')' && --depth === 0) {
      close = index;
      end = token.start;
      break;
    }
    if (character === ';') {
      end = token.start;
      break;
    }
    if (character === ',' && depth === 1) {
      elements.push({ start, end: token.start });
      start = token.end;
    }
  }
  elements.push({ start, end });
  return { tokens, open, close, elements, unclosed: close < tokens.length ? 0 : depth };
}

function blank(text: string, range: Range): string {
  return (
    text.slice(0, range.start) +
    text.slice(range.start, range.end).replace(/[^\r\n]/g, ' ') +
    text.slice(range.end)
  );
}

function closeParentheses(text: string, count: number): string {
  const semicolon = /;\s*$/.exec(text);
  const end = semicolon ? semicolon.index : text.length;
  return `${text.slice(0, end)}${'\n'}${')'.repeat(count)}${text.slice(end)}`;
}

/** The element with the comma that would be left over without it. */
function withComma(elements: readonly Range[], index: number): Range {
  const element = elements[index]!;
  if (index > 0) return { start: elements[index - 1]!.end, end: element.end };
  return { start: element.start, end: elements[1]?.start ?? element.end };
}

/** Repairs worth a try, the least first. */
export function repairs(text: string, error: ParseAnswer & { ok: false }): Repair[] {
  const list = tableElements(text);
  if (!list) return [];
  const { elements, tokens } = list;
  if (list.unclosed > 0) {
    const closed = closeParentheses(text, list.unclosed);
    return [{ text: closed, element: { start: text.length, end: text.length } }];
  }
  const errorToken = tokens.findIndex((token) => token.end > error.offset);
  const closing = tokens[list.close]?.start ?? text.length;
  if (error.offset > closing)
    return [
      {
        text: blank(text, { start: error.offset, end: endOfBody(text) }),
        element: { start: error.offset, end: endOfBody(text) },
      },
    ];
  let index = elements.findIndex((element) => error.offset <= element.end);
  if (index < 0) index = elements.length - 1;
  const element = elements[index]!;
  const before = tokens[errorToken - 1];
  // PostgreSQL reports an empty element at the token after the comma.
  if (text.slice(element.start, element.end).trim() === '' || before?.start === element.start - 1) {
    const empty = elements.findIndex(({ start, end }) => text.slice(start, end).trim() === '');
    if (empty >= 0) return [{ text: blank(text, withComma(elements, empty)), element: elements[empty]! }];
  }
  const result: Repair[] = [];
  const gap = before ? text.slice(before.end, error.offset) : '';
  if (before && before.start >= element.start && gap.includes('\n')) {
    result.push({
      text: `${text.slice(0, before.end)},${text.slice(before.end + 1)}`,
      element: { start: before.start, end: before.end },
    });
  }
  // A constraint without its WHERE is another constraint: it would hide what the partial one leaves open.
  if (!/^where\b/i.test(text.slice(error.offset))) {
    result.push({ text: blank(text, { start: error.offset, end: element.end }), element });
  }
  result.push({ text: blank(text, withComma(elements, index)), element });
  return result;
}

function endOfBody(text: string): number {
  const semicolon = /;\s*$/.exec(text);
  return semicolon ? semicolon.index : text.length;
}
