import type { Catalog } from '../../catalog/catalog.ts';
import { isTable } from '../../catalog/catalog.ts';
import { joinColumnNames, makeObjectName } from '../../catalog/names.ts';
import { quoteIdentifier, unquoteIdentifier } from '../../syntax/quote-identifier.ts';
import type { SourceRange, Statement } from '../../syntax/statement.ts';
import type { Token } from '../../syntax/token.ts';
import { significantTokens, tokenize } from '../../syntax/tokenize.ts';
import type { Edit, Fix, ObjectReference, RuleContext } from '../rule.ts';
import { unlessApplied } from './fix.ts';
import { freeRelationName } from './relation-name.ts';
import { removeElement } from './table-text.ts';

/** `[CONSTRAINT name] UNIQUE [NULLS NOT DISTINCT] (keys) [INCLUDE (…)] [WHERE …]`, taken apart. */
export interface UniqueElement {
  readonly name: string | null;
  readonly nulls: string;
  /** Each key as written. */
  readonly keys: readonly string[];
  readonly include: string;
  /** As written, without WHERE; empty where there is none. */
  readonly predicate: string;
}

export interface CreatedTable {
  readonly schema: string | null;
  readonly name: string;
  readonly written: string;
}

function word(text: string, token: Token | undefined): string {
  return token?.kind === 'word' ? text.slice(token.start, token.end).toUpperCase() : '';
}

/** The table that a CREATE TABLE creates, read from its words, since the statement has no tree. */
export function createdTable(text: string): CreatedTable | null {
  const tokens = significantTokens(text);
  let at = tokens.findIndex((token) => word(text, token) === 'TABLE') + 1;
  if (at === 0) return null;
  while (['IF', 'NOT', 'EXISTS'].includes(word(text, tokens[at]))) at++;
  const parts: string[] = [];
  let end = at;
  for (;;) {
    const token = tokens[end];
    if (!token) return null;
    parts.push(unquoteIdentifier(text.slice(token.start, token.end)));
    const dot = tokens[end + 1];
    if (!dot || text[dot.start] !== '.') break;
    end += 2;
  }
  const written = text.slice(tokens[at]?.start, tokens[end]?.end);
  return { schema: parts.length > 1 ? (parts.at(-2) ?? null) : null, name: parts.at(-1) ?? '', written };
}

/** Splits at the commas outside of parentheses. */
function splitKeys(text: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  let start = 0;
  for (const token of significantTokens(text)) {
    const character = text[token.start];
    if (token.kind !== 'punctuation') continue;
    if (character === '(' || character === '[') depth++;
    if (character === ')' || character === ']') depth--;
    if (character === ',' && depth === 0) {
      keys.push(text.slice(start, token.start).trim());
      start = token.end;
    }
  }
  return [...keys, text.slice(start).trim()];
}

/** Takes the element apart; null where it has another shape. */
export function readUniqueElement(text: string): UniqueElement | null {
  const tokens = significantTokens(text);
  const slice = (from: Token | undefined, to: Token | undefined) =>
    text.slice(from?.start ?? 0, to?.end ?? 0);
  let at = 0;
  let name: string | null = null;
  if (word(text, tokens[0]) === 'CONSTRAINT') {
    name = unquoteIdentifier(slice(tokens[1], tokens[1]));
    at = 2;
  }
  if (word(text, tokens[at]) !== 'UNIQUE') return null;
  const open = tokens.findIndex((token, index) => index > at && text[token.start] === '(');
  const close = closing(text, tokens, open);
  if (open < 0 || close < 0) return null;
  const nulls = open > at + 1 ? slice(tokens[at + 1], tokens[open - 1]) : '';
  let next = close + 1;
  let include = '';
  if (word(text, tokens[next]) === 'INCLUDE') {
    const end = closing(text, tokens, next + 1);
    if (end < 0) return null;
    include = slice(tokens[next], tokens[end]);
    next = end + 1;
  }
  const hasPredicate = word(text, tokens[next]) === 'WHERE';
  if (!hasPredicate && next < tokens.length) return null;
  const predicate = hasPredicate ? slice(tokens[next + 1], tokens.at(-1)) : '';
  const keys = splitKeys(text.slice(tokens[open]?.end, tokens[close]?.start));
  return { name, nulls, keys, include, predicate };
}

function closing(text: string, tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let index = Math.max(open, 0); index < tokens.length; index++) {
    const character = text[tokens[index]?.start ?? 0];
    if (character === '(') depth++;
    if (character === ')' && --depth === 0) return index;
  }
  return -1;
}

/** The column that the predicate fixes to one value: `c`, `NOT c`, `c = 1`, `c IS TRUE`, `c IS NULL`; else null. */
export function fixedColumn(predicate: string): string | null {
  const name = String.raw`("(?:[^"]|"")+"|[A-Za-z_][\w$]*)`;
  const bare = predicate.replace(/^\(+(.*?)\)+$/s, '$1').trim();
  const shapes = [
    new RegExp(`^(?:not\\s+)?${name}$`, 'i'),
    new RegExp(`^${name}\\s*=\\s*(?:true|false|-?\\d+|'[^']*')$`, 'i'),
    new RegExp(`^${name}\\s+is\\s+(?:true|false|null)$`, 'i'),
  ];
  for (const shape of shapes) {
    const match = shape.exec(bare);
    if (match?.[1]) return unquoteIdentifier(match[1]);
  }
  return null;
}

/** The comment lines right above the element, which are about it. */
function commentsAbove(
  statement: Statement,
  element: SourceRange,
): { text: string; range: SourceRange } | null {
  const before = tokenize(statement.text).filter(({ end }) => end <= element.start);
  let start = element.start;
  for (let index = before.length - 1; index > 0; index -= 2) {
    const [comment, space] = [before[index - 1], before[index]];
    const gap = before[index - 2];
    const standsAlone =
      gap?.kind === 'white space' && statement.text.slice(gap.start, gap.end).includes('\n');
    const isNext =
      space?.kind === 'white space' &&
      (statement.text.slice(space.start, space.end).match(/\n/g)?.length ?? 0) === 1;
    if (comment?.kind !== 'line comment' || !standsAlone || !isNext) break;
    start = comment.start;
  }
  if (start === element.start) return null;
  const text = statement.text
    .slice(start, element.start)
    .replace(/^[ \t]+/gm, '')
    .trim();
  return { text, range: { ...element, start } };
}

function keyWords(key: string): string {
  const words = key.match(/[A-Za-z_][\w$]*|"(?:[^"]|"")+"/g) ?? [];
  return words.map(unquoteIdentifier).join('_') || 'expr';
}

/** A key as CREATE INDEX takes it: everything but columns and calls stands in its own parentheses. */
function indexKey(key: string): string {
  const isColumn = /^("(?:[^"]|"")+"|[A-Za-z_][\w$]*)(\s+collate\s+\S+)?$/i.test(key);
  const isCall =
    /^[A-Za-z_][\w$.]*\s*\(/.test(key) &&
    closing(key, significantTokens(key), 1) === significantTokens(key).length - 1;
  return isColumn || isCall || key.startsWith('((')
    ? key
    : key.startsWith('(') && key.endsWith(')')
      ? key
      : `(${key})`;
}

/** Functions that PostgreSQL allows in an index because their result never changes. */
const immutable = new Set(
  'lower upper initcap trim btrim ltrim rtrim left right substr substring replace translate md5 length char_length reverse abs round ceil floor mod coalesce nullif greatest least'.split(
    ' ',
  ),
);

/** Whether PostgreSQL surely takes the expression into an index: no cast, and no call of an unknown function. */
function isSurelyImmutable(text: string): boolean {
  const calls = [...text.matchAll(/([\w$.]+)\s*\(/g)].map((match) => match[1]?.toLowerCase() ?? '');
  const isKnown = calls.every(
    (name) => immutable.has(name) || ['in', 'and', 'or', 'not', 'any'].includes(name),
  );
  return isKnown && !/::|\bcast\b|\bcurrent_|\blocaltime|\bselect\b/i.test(text);
}

/** What the element is about, in the catalog's words where the table is there. */
export function elementObject(
  catalog: Catalog,
  table: CreatedTable,
  element: UniqueElement,
): ObjectReference {
  const relation = catalog.relation(table.schema, table.name);
  const schema = isTable(relation) ? relation.schema : (table.schema ?? 'public');
  const columns = element.keys.map((key) => unquoteIdentifier(key));
  const name = element.name ?? makeObjectName(table.name, joinColumnNames(element.keys.map(keyWords)), 'key');
  return { kind: 'unique', schema, table: table.name, name, columns };
}

/** Moves the element out of the CREATE TABLE into a unique index behind it. */
export function moveToIndex(
  statement: Statement,
  at: SourceRange,
  table: CreatedTable,
  element: UniqueElement,
  context: RuleContext,
): readonly Fix[] {
  const { catalog, source } = context;
  const fixed = element.predicate ? fixedColumn(element.predicate) : null;
  const remaining = element.keys.filter((key) => fixed === null || unquoteIdentifier(key) !== fixed);
  const keys = remaining.length > 0 ? remaining : element.keys;
  const relation = catalog.relation(table.schema, table.name);
  const schema = isTable(relation) ? relation.schema : (table.schema ?? 'public');
  const name = element.name ?? freeRelationName(catalog, schema, table.name, keys.map(keyWords), 'key');
  const comments = commentsAbove(statement, at);
  const clauses = [
    `CREATE UNIQUE INDEX ${quoteIdentifier(name)} ON ${table.written} (${keys.map(indexKey).join(', ')})`,
    element.include,
    element.nulls,
    element.predicate && `WHERE ${element.predicate}`,
  ];
  const sql = `${comments ? `${comments.text}\n` : ''}${clauses.filter(Boolean).join(' ')};`;
  const edits: Edit[] = [
    ...removeElement(source, comments?.range ?? at),
    source.insertAfter(statement.id, sql),
  ];
  const safety = [...keys, element.predicate].every(isSurelyImmutable) ? 'safe' : 'suggestion';
  return unlessApplied(context, [{ title: `Create the unique index ${name} instead`, safety, edits }]);
}
