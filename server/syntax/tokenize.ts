import { type Scanner, scan } from './scan.ts';
import type { Token } from './token.ts';

const remembered = new Map<string, readonly Token[]>();
const mostRemembered = 16;

/** The tokens of a text; together they are the text, without gaps. Those of the last few texts are kept. */
export function tokenize(text: string): readonly Token[] {
  const known = remembered.get(text);
  if (known) return known;
  const tokens = scanAll(text);
  remembered.set(text, tokens);
  if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value ?? '');
  return tokens;
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

/** Tokens that carry meaning: no white space and no comments. */
export function significantTokens(text: string): Token[] {
  return tokenize(text).filter(
    ({ kind }) => kind !== 'white space' && kind !== 'line comment' && kind !== 'block comment',
  );
}
