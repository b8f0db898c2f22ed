import { type Scanner, scan } from './scan.ts';
import type { Token } from './token.ts';

/** The tokens of a text; together they are the text, without gaps. */
export function tokenize(text: string): Token[] {
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

/** Tokens that carry meaning: no white space and no comments. */
export function significantTokens(text: string): Token[] {
  return tokenize(text).filter(
    ({ kind }) => kind !== 'white space' && kind !== 'line comment' && kind !== 'block comment',
  );
}
