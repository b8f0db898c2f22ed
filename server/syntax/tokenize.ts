import { RecentMap } from '../text/recent-map.ts';
import { type Scanner, scan } from './scan.ts';
import type { Token, TokenKind } from './token.ts';

/** The tokens of a text in the selections that are asked for again and again. */
interface Tokenized {
  all: readonly Token[] | null;
  visible: readonly Token[] | null;
  significant: readonly Token[] | null;
}

/** Characters of all texts together: a token takes ten times the memory of its text. */
const mostCharacters = 50_000;

/** Of the last texts: one statement is looked at by many rules in turn, and again after the next edit. */
const remembered = new RecentMap<Tokenized>(128, mostCharacters);

function tokenized(text: string): Tokenized {
  const known = remembered.get(text);
  if (known) return known;
  const result: Tokenized = { all: null, visible: null, significant: null };
  remembered.set(text, result);
  return result;
}

function isTrivia(kind: TokenKind): boolean {
  return kind === 'white space' || kind === 'line comment' || kind === 'block comment';
}

/** All tokens, or none of those that carry no meaning: half of all, and nearly nobody asks for them. */
function scanAll(text: string, isSignificant: boolean): readonly Token[] {
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
    if (isSignificant && isTrivia(scanner.kind)) continue;
    tokens.push({ kind: scanner.kind, start: scanner.start, end: scanner.end });
  }
  return tokens;
}

/** The tokens of a text; together they are the text, without gaps. */
export function tokenize(text: string): readonly Token[] {
  const entry = tokenized(text);
  entry.all ??= scanAll(text, false);
  return entry.all;
}

/** The tokens but for white space. */
export function visibleTokens(text: string): readonly Token[] {
  const entry = tokenized(text);
  entry.visible ??= tokenize(text).filter(({ kind }) => kind !== 'white space');
  return entry.visible;
}

/** Tokens that carry meaning: no white space and no comments. */
export function significantTokens(text: string): readonly Token[] {
  const entry = tokenized(text);
  entry.significant ??= scanAll(text, true);
  return entry.significant;
}
