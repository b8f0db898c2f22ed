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

/** Reads a statement's tokens when they are first needed. */
export function createSource(statement: Statement, parsed: ParsedStatement): Source {
  let tokens: readonly Token[] | null = null;
  const all = () => {
    tokens ??= significantTokens(parsed.text);
    return tokens;
  };
  const words: (string | undefined)[] = [];
  /** A single punctuation character, else an empty string. */
  const mark = (index: number): string => {
    const token = all()[index];
    return token?.kind === 'punctuation' ? (parsed.text[token.start] ?? '') : '';
  };
  const text = (index: number) => {
    const token = all()[index];
    return token ? parsed.text.slice(token.start, token.end) : '';
  };
  const length = statement.text.length;
  const span = (start: number, end: number): SourceRange => ({
    statement: statement.id,
    start: Math.min(start, length),
    end: Math.min(end, length),
  });

  const source: Source = {
    statement,
    get tokens() {
      return all();
    },
    offset: (location) => parsed.offsets.fromBytes(location ?? 0),
    tokenIndex(offset) {
      const list = all();
      let low = 0;
      let high = list.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (list[middle]!.end > offset) high = middle;
        else low = middle + 1;
      }
      return low;
    },
    value: (index) => identifierValue(text(index)),
    word(index) {
      const known = words[index];
      if (known !== undefined) return known;
      const kind = all()[index]?.kind;
      const word = kind === 'word' ? text(index).toUpperCase() : kind === 'punctuation' ? text(index) : '';
      words[index] = word;
      return word;
    },
    range(first, last) {
      const start = all()[first]?.start ?? length;
      return span(start, Math.max(start, all()[last]?.end ?? length));
    },
    whole() {
      const last = source.word(all().length - 1) === ';' ? all().length - 2 : all().length - 1;
      return source.range(0, last);
    },
    closing(open) {
      let depth = 0;
      for (let index = open; index < all().length; index++) {
        const at = mark(index);
        if (at === '(') depth++;
        else if (at === ')' && --depth === 0) return index;
      }
      return all().length - 1;
    },
    elementEnd(first) {
      let depth = 0;
      for (let index = first; index < all().length; index++) {
        const at = mark(index);
        if (at === '') continue;
        if (at === '(' || at === '[') depth++;
        else if (at === ')' || at === ']') {
          if (--depth < 0) return index - 1;
        } else if ((at === ',' && depth === 0) || at === ';') return index - 1;
      }
      return all().length - 1;
    },
    find(word, from, to = all().length - 1) {
      let depth = 0;
      for (let index = from; index <= to; index++) {
        if (depth === 0 && source.word(index) === word) return index;
        const at = mark(index);
        if (at === '(') depth++;
        else if (at === ')') depth--;
      }
      return -1;
    },
    findName(name, from = 0, to = all().length - 1) {
      const found: number[] = [];
      for (let index = from; index <= to; index++) {
        const kind = all()[index]?.kind;
        if (kind !== 'word' && kind !== 'quoted identifier') continue;
        const value = source.value(index);
        if (value === name || value.slice(0, lengthLimit) === name) found.push(index);
      }
      if (found.length > 1) {
        const spans = nameSpans(statement).filter((at) => at.name === name);
        const certain = found.filter((index) => spans.some((at) => at.start === all()[index]?.start));
        if (certain.length > 0) return source.range(certain[0]!, certain[0]!);
      }
      return found.length > 0 ? source.range(found[0]!, found[0]!) : source.range(from, Math.min(from, to));
    },
    nameEnd(first) {
      let last = first;
      while (source.word(last + 1) === '.') last += 2;
      return last;
    },
    expression(node, first, last) {
      const range = source.range(first, last);
      return { node, text: statement.text.slice(range.start, range.end), range };
    },
  };
  return source;
}
