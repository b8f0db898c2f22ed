import { type Scanner, scan } from './scan.ts';
import type { Token } from './token.ts';

/** The tokens of a text in the selections that are asked for again and again. */
interface Tokenized {
  readonly all: readonly Token[];
  visible: readonly Token[] | null;
  significant: readonly Token[] | null;
}

/** Of the last few texts: one statement is looked at by many rules in turn. */
const remembered = new Map<string, Tokenized>();
const mostRemembered = 32;

function tokenized(text: string): Tokenized {
  const known = remembered.get(text);
  if (known) return known;
  const result: Tokenized = { all: scanAll(text), visible: null, significant: null };
  remembered.set(text, result);
  if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value ?? '');
  return result;
}

function scanAll(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const scanner: Scanner = { kind: 'error', start: 0, end: 0 };
  let brackets = 0;
  for (let at = 0; at < text.length; at = scanner.end) {
    scan(text, at, scanner, brackets > 0);
    if (scanner.kind === 'punctuation') {
      if (text[at] === '[') brackets++;
      else if (text[at] === ']') brackets = Math.max(0, brackets - 1);
      else if (text[at] === ';') brackets = 0;
    }
    tokens.push({ kind: scanner.kind, start: scanner.start, end: scanner.end });
  }
  return tokens;
}

/** The tokens of a text; together they are the text, without gaps. */
export function tokenize(text: string): readonly Token[] {
  return tokenized(text).all;
}

/** The tokens but for white space. */
export function visibleTokens(text: string): readonly Token[] {
  const entry = tokenized(text);
  entry.visible ??= entry.all.filter(({ kind }) => kind !== 'white space');
  return entry.visible;
}

/** Tokens that carry meaning: no white space and no comments. */
export function significantTokens(text: string): readonly Token[] {
  const entry = tokenized(text);
  entry.significant ??= visibleTokens(text).filter(
    ({ kind }) => kind !== 'line comment' && kind !== 'block comment',
  );
  return entry.significant;
}
