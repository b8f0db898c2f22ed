import type { Node } from '@pgsql/types';
import { nameSpans } from '../syntax/name-spans.ts';
import type { ParsedStatement } from '../syntax/parse-statement.ts';
import type { SourceRange, Statement } from '../syntax/statement.ts';
import type { Token } from '../syntax/token.ts';
import { significantTokens } from '../syntax/tokenize.ts';
import type { Expression } from './model.ts';

/** The words of the statement that is being applied. Token indexes count its significant tokens. */
export interface Source {
  readonly statement: Statement;
  readonly tokens: readonly Token[];
  /** Whether PostgreSQL's parser was given the statement as it is, with no placeholder replaced. */
  readonly isVerbatim: boolean;
  /** Whether a placeholder was replaced within a range of the statement. */
  isReplaced(range: Pick<SourceRange, 'start' | 'end'>): boolean;
  /** The UTF-16 offset of one of the tree's locations. */
  offset(location: number | undefined): number;
  /** The index of the token that contains or follows the offset. */
  tokenIndex(offset: number): number;
  /** A token's text, folded to lower case unless quoted; what PostgreSQL takes as the name. */
  value(index: number): string;
  /** A token in upper case when it is an unquoted word or punctuation, else an empty string. */
  word(index: number): string;
  /** From the first to the last token, both included. */
  range(first: number, last: number): SourceRange;
  /** The whole statement without its semicolon. */
  whole(): SourceRange;
  /** Index of the parenthesis that closes the one at `open`. */
  closing(open: number): number;
  /** Index of the last token of the element that starts at `first`: before the next comma or closing parenthesis. */
  elementEnd(first: number): number;
  /** Index of the first of these upper-case words at depth zero in `[from, to]`, -1 for none. */
  find(word: string, from: number, to?: number): number;
  /** The place of a name in `[from, to]`; where it stands there several times, pgsql-ast-parser decides. */
  findName(name: string, from?: number, to?: number): SourceRange;
  /** The last token of a qualified name `a.b.c` that starts at `first`. */
  nameEnd(first: number): number;
  expression(node: Node, first: number, last: number): Expression;
}

const lengthLimit = 63;

/** What PostgreSQL reads from an identifier's token. */
export function identifierValue(text: string): string {
  if (text.startsWith('"')) return text.slice(1, text.endsWith('"') ? -1 : undefined).replaceAll('""', '"');
  return text.toLowerCase();
}

/** A class, against our custom: one is made for every statement, and fifteen closures each time were most of it. */
class TokenSource implements Source {
  readonly statement: Statement;
  private readonly parsed: Pick<ParsedStatement, 'text' | 'offsets'>;
  private read: readonly Token[] | null;
  private readonly words: (string | undefined)[] = [];
  private lastFound = 0;

  constructor(
    statement: Statement,
    parsed: Pick<ParsedStatement, 'text' | 'offsets'>,
    tokens: readonly Token[] | null,
  ) {
    this.statement = statement;
    this.parsed = parsed;
    this.read = tokens;
  }

  get tokens(): readonly Token[] {
    this.read ??= significantTokens(this.parsed.text);
    return this.read;
  }

  get isVerbatim(): boolean {
    return this.parsed.text === this.statement.text;
  }

  isReplaced({ start, end }: Pick<SourceRange, 'start' | 'end'>): boolean {
    const { text } = this.statement;
    return text !== this.parsed.text && text.slice(start, end) !== this.parsed.text.slice(start, end);
  }

  /** The code of a single punctuation character, else 0. */
  private mark(token: Token): number {
    return token.kind === 'punctuation' ? this.parsed.text.charCodeAt(token.start) : 0;
  }

  private text(index: number): string {
    const token = this.tokens[index];
    return token ? this.parsed.text.slice(token.start, token.end) : '';
  }

  offset(location: number | undefined): number {
    return this.parsed.offsets.fromBytes(location ?? 0);
  }

  tokenIndex(offset: number): number {
    const list = this.tokens;
    let low = 0;
    let high = list.length;
    // Statements are mostly read from the front to the back, a few words at a time.
    const near = this.lastFound;
    if (near < high && (near === 0 || list[near - 1]!.end <= offset)) {
      low = near;
      const end = Math.min(high, near + nearby);
      while (low < end) {
        if (list[low]!.end > offset) {
          this.lastFound = low;
          return low;
        }
        low++;
      }
    }
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]!.end > offset) high = middle;
      else low = middle + 1;
    }
    this.lastFound = low;
    return low;
  }

  value(index: number): string {
    return identifierValue(this.text(index));
  }

  word(index: number): string {
    const known = this.words[index];
    if (known !== undefined) return known;
    const kind = this.tokens[index]?.kind;
    const word =
      kind === 'word' ? this.text(index).toUpperCase() : kind === 'punctuation' ? this.text(index) : '';
    this.words[index] = word;
    return word;
  }

  range(first: number, last: number): SourceRange {
    const { tokens } = this;
    const { length } = this.statement.text;
    const start = tokens[first]?.start ?? length;
    const end = Math.max(start, tokens[last]?.end ?? length);
    return { statement: this.statement.id, start: Math.min(start, length), end: Math.min(end, length) };
  }

  whole(): SourceRange {
    const last = this.tokens.length - 1;
    return this.range(0, this.word(last) === ';' ? last - 1 : last);
  }

  closing(open: number): number {
    const { tokens } = this;
    let depth = 0;
    for (let index = open; index < tokens.length; index++) {
      const at = this.mark(tokens[index]!);
      if (at === opening) depth++;
      else if (at === closing && --depth === 0) return index;
    }
    return tokens.length - 1;
  }

  elementEnd(first: number): number {
    const { tokens } = this;
    let depth = 0;
    for (let index = first; index < tokens.length; index++) {
      const at = this.mark(tokens[index]!);
      if (at === 0) continue;
      if (at === opening || at === openingBracket) depth++;
      else if (at === closing || at === closingBracket) {
        if (--depth < 0) return index - 1;
      } else if ((at === comma && depth === 0) || at === semicolon) return index - 1;
    }
    return tokens.length - 1;
  }

  find(word: string, from: number, to = this.tokens.length - 1): number {
    const { tokens } = this;
    let depth = 0;
    for (let index = from; index <= to; index++) {
      const token = tokens[index];
      if (depth === 0 && token && this.isWord(token, index, word)) return index;
      const at = token ? this.mark(token) : 0;
      if (at === opening) depth++;
      else if (at === closing) depth--;
    }
    return -1;
  }

  /** Compares lengths first: most tokens need not be read. */
  private isWord(token: Token, index: number, word: string): boolean {
    return token.end - token.start === word.length && this.word(index) === word;
  }

  findName(name: string, from = 0, to = this.tokens.length - 1): SourceRange {
    const { tokens } = this;
    const found: number[] = [];
    for (let index = from; index <= to; index++) {
      const kind = tokens[index]?.kind;
      if (kind !== 'word' && kind !== 'quoted identifier') continue;
      const value = this.value(index);
      if (value === name || value.slice(0, lengthLimit) === name) found.push(index);
    }
    if (found.length > 1) {
      const spans = nameSpans(this.statement).filter((at) => at.name === name);
      const certain = found.filter((index) => spans.some((at) => at.start === tokens[index]?.start));
      if (certain.length > 0) return this.range(certain[0]!, certain[0]!);
    }
    return found.length > 0 ? this.range(found[0]!, found[0]!) : this.range(from, Math.min(from, to));
  }

  nameEnd(first: number): number {
    let last = first;
    while (this.word(last + 1) === '.') last += 2;
    return last;
  }

  expression(node: Node, first: number, last: number): Expression {
    const range = this.range(first, last);
    return { node, text: this.statement.text.slice(range.start, range.end), range };
  }
}

/** How many tokens after the last one found are looked at one by one. */
const nearby = 8;
const opening = 40;
const closing = 41;
const comma = 44;
const semicolon = 59;
const openingBracket = 91;
const closingBracket = 93;

/** Reads a statement's tokens when they are first needed, unless they are given. */
export function createSource(
  statement: Statement,
  parsed: Pick<ParsedStatement, 'text' | 'offsets'>,
  tokens: readonly Token[] | null = null,
): Source {
  return new TokenSource(statement, parsed, tokens);
}
