import type { Node } from '@pgsql/types';
import { convertOffsets, type OffsetConverter } from '../text/byte-offsets.ts';
import type { Range } from '../text/range.ts';
import { RecentMap } from '../text/recent-map.ts';
import { askPostgres, type ParseAnswer } from './parser.ts';
import { hideLoosePlaceholders, hidePlaceholders } from './placeholders.ts';
import { repairs } from './repair-table.ts';
import { readSelectInto } from './select-into.ts';
import type { Statement } from './statement.ts';
import { significantTokens, tokenize } from './tokenize.ts';

/** One place where PostgreSQL's parser stops. Offsets are relative to the statement. */
export interface Damage {
  readonly at: Range;
  /** PostgreSQL's words. */
  readonly message: string;
  readonly kind:
    | 'syntax'
    | 'partial unique'
    | 'expression unique'
    | 'trailing comma'
    | 'missing comma'
    | 'missing semicolon';
  /** The broken element of a column list, from comma to comma; null elsewhere. */
  readonly element: Range | null;
}

export interface ParsedStatement {
  /** The statement's tree, of the repaired text where it is damaged; null when it cannot be repaired or is empty. */
  readonly tree: Node | null;
  /** The text that the tree is of: the statement's own, or a repaired one with the same offsets. */
  readonly text: string;
  readonly damages: readonly Damage[];
  /** Converts the tree's locations. */
  readonly offsets: OffsetConverter;
}

const mostRepairs = 4;
const cache = new RecentMap<ParsedStatement>(128);
/** Of every statement that was parsed: most have none, so that keeping them costs nothing. */
const damages = new WeakMap<object, readonly Damage[]>();

/** Whether a statement was parsed before, so that its damages cost nothing. */
export function isParsed(statement: Statement): boolean {
  return damages.has(statement);
}

/** The damages of a statement, parsed again only when it never was. */
export function parsedDamages(statement: Statement): readonly Damage[] {
  return damages.get(statement) ?? parseStatement(statement).damages;
}

/** Parses one statement. The newest answers are kept by text. */
export function parseStatement(statement: Pick<Statement, 'text' | 'kind' | 'cutOff'>): ParsedStatement {
  const key = statement.cutOff ? `${statement.text}\0` : statement.text;
  const known = cache.get(key);
  if (known) {
    damages.set(statement, known.damages);
    return known;
  }
  const parsed = parseAnew(statement);
  cache.set(key, parsed);
  damages.set(statement, parsed.damages);
  return parsed;
}

function parseAnew(statement: Pick<Statement, 'text' | 'kind' | 'cutOff'>): ParsedStatement {
  if (statement.kind !== 'sql')
    return { tree: null, text: statement.text, damages: [], offsets: convertOffsets(statement.text) };
  const hidden = hidePlaceholders(statement.text);
  const prepared = withoutPsql(hidden?.text ?? statement.text);
  const offsets = convertOffsets(prepared.text);
  if (hidden?.decidesStructure) return { tree: null, text: prepared.text, damages: [], offsets };
  const answer = askPostgres(prepared.text);
  const cut: Damage[] = statement.cutOff ? [missingSemicolon(statement.text)] : [];
  if (answer.ok)
    return { tree: answer.tree && readSelectInto(answer.tree), text: prepared.text, damages: cut, offsets };
  // Where psql or another tool puts the words in, PostgreSQL never sees this text.
  if (prepared.variables || (hidden && !hidden.areValues))
    return { tree: null, text: prepared.text, damages: [], offsets };
  const loose = hideLoosePlaceholders(prepared.text);
  if (loose?.decidesStructure) return { tree: null, text: prepared.text, damages: [], offsets };
  const looseAnswer = loose && askPostgres(loose.text);
  if (loose && looseAnswer?.ok)
    return { tree: loose.isVague ? null : looseAnswer.tree, text: loose.text, damages: cut, offsets };
  return { ...recover(prepared.text, answer), offsets };
}

/** psql's variables become words of the same length and its commands blanks. */
function withoutPsql(text: string): { text: string; variables: boolean } {
  if (!/\\|(?<!:):['"{A-Za-z_]/.test(text)) return { text, variables: false };
  let result = '';
  let variables = false;
  for (const token of tokenize(text)) {
    const word = text.slice(token.start, token.end);
    if (token.kind === 'psql command') result += ' '.repeat(word.length);
    else if (token.kind === 'psql variable') {
      variables = true;
      result += /^:['"]/.test(word)
        ? ` ${word.slice(1)}`
        : word.startsWith(':{')
          ? 'true'.padEnd(word.length)
          : `_${word.slice(1)}`;
    } else result += word;
  }
  return { text: result, variables };
}

function missingSemicolon(text: string): Damage {
  const last = significantTokens(text).at(-1);
  const at = last ? { start: last.start, end: last.end } : { start: 0, end: text.length };
  return {
    at,
    message: 'a semicolon is missing before the next statement',
    kind: 'missing semicolon',
    element: null,
  };
}

/** Repairs a CREATE TABLE element by element; each repair must get PostgreSQL further than the last. */
function recover(
  text: string,
  error: ParseAnswer & { ok: false },
): Pick<ParsedStatement, 'tree' | 'text' | 'damages'> {
  const damages: Damage[] = [describe(text, error, null)];
  let current = text;
  let failure = error;
  for (let round = 0; round < mostRepairs; round++) {
    let next: { text: string; answer: ParseAnswer; element: Range } | null = null;
    for (const repair of repairs(current, failure)) {
      const answer = askPostgres(repair.text);
      const further =
        answer.ok || answer.offset > failure.offset || (repair.text.length > current.length && round === 0);
      // The least repair that gets further, unless a larger one leaves nothing to repair.
      if (!further || (next && !answer.ok)) continue;
      next = { text: repair.text, answer, element: repair.element };
      if (answer.ok) break;
    }
    if (!next) return { tree: null, text, damages: damages.slice(0, 1) };
    damages[damages.length - 1] = describe(text, failure, next.element);
    if (next.answer.ok) return { tree: next.answer.tree, text: next.text, damages };
    current = next.text;
    failure = next.answer;
    damages.push(describe(text, failure, null));
  }
  return { tree: null, text, damages: damages.slice(0, 1) };
}

/** Where PostgreSQL stops, in words and as a range of the original text. */
function describe(text: string, error: ParseAnswer & { ok: false }, element: Range | null): Damage {
  const tokens = significantTokens(text);
  let index = tokens.findIndex((token) => token.end > error.offset);
  if (index < 0) index = tokens.length - 1;
  if (text[tokens[index]?.start ?? 0] === ';' && error.offset >= text.length && index > 0) index--;
  const token = tokens[index] ?? { start: 0, end: text.length };
  const before = tokens[index - 1];
  const at = { start: token.start, end: token.end };
  const trimmed = element && trim(text, element);
  if (before && text[before.start] === ',' && /^[),;]/.test(text.slice(token.start))) {
    return {
      at: { start: before.start, end: before.end },
      message: error.message,
      kind: 'trailing comma',
      element: trimmed,
    };
  }
  const missesComma = element && before && element.end === before.end && element.start === before.start;
  if (missesComma) return { at, message: error.message, kind: 'missing comma', element: trimmed };
  return { at, message: error.message, kind: kindOf(text, token.start, trimmed), element: trimmed };
}

/** A table constraint that PostgreSQL has only as an index. */
function kindOf(text: string, offset: number, element: Range | null): Damage['kind'] {
  if (!element) return 'syntax';
  const source = text.slice(element.start, element.end);
  const head =
    /^(?:constraint\s+(?:"(?:[^"]|"")+"|[\w$\u0080-\uffff]+)\s+)?unique\s*(?:nulls\s+(?:not\s+)?distinct\s*)?\(/i.exec(
      source,
    );
  if (!head) return 'syntax';
  const open = element.start + head[0].length - 1;
  const close = closingParenthesis(text, open);
  if (close < 0) return 'syntax';
  if (
    /^where\b/i.test(text.slice(offset)) &&
    /^\s*(?:include\s*\([^()]*\)\s*)?$/i.test(text.slice(close + 1, offset))
  )
    return 'partial unique';
  return offset > open && offset <= close ? 'expression unique' : 'syntax';
}

function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  for (const token of significantTokens(text)) {
    if (token.start < open || token.kind !== 'punctuation') continue;
    if (text[token.start] === '(') depth++;
    if (text[token.start] === ')' && --depth === 0) return token.start;
  }
  return -1;
}

/** Without the white space and comments at its ends. */
function trim(text: string, range: Range): Range {
  const tokens = significantTokens(text).filter(
    (token) => token.start >= range.start && token.end <= range.end,
  );
  return { start: tokens[0]?.start ?? range.start, end: tokens.at(-1)?.end ?? range.start };
}
