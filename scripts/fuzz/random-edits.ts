import fc from 'fast-check';
import type { Script } from '../../server/syntax/script.ts';
import type { PlacedStatement } from '../../server/syntax/statement.ts';
import { tokenize } from '../../server/syntax/tokenize.ts';
import type { TextEdit } from '../../server/text/range.ts';

/** An edit that fits any script: the numbers choose among what it has. */
export interface RandomEdit {
  readonly kind:
    | 'insert characters'
    | 'delete characters'
    | 'replace characters'
    | 'delete token'
    | 'replace token'
    | 'duplicate token'
    | 'change case'
    | 'delete statement'
    | 'duplicate statement'
    | 'move statement'
    | 'join statements'
    | 'undo'
    | 'undo all';
  readonly at: number;
  readonly to: number;
  readonly text: string;
}

/** What breaks things: quotes, ends, starts of statements, and references to names that are common. */
const words = [
  'x',
  ' ',
  '\n',
  '\r\n',
  ';',
  '(',
  ')',
  ',',
  '.',
  "'",
  '"',
  '$$',
  '$x$',
  '--',
  '/*',
  '*/',
  '\\.',
  '\\g',
  ':name',
  '😀',
  '\0',
  '_2',
  ' not null',
  ' primary key',
  ' unique',
  ' default now()',
  ' references orders(id)',
  ' references t',
  ' cascade',
  ' if exists',
  'table',
  'id',
  'users',
  'text',
  'bigint',
  ' check (id > 0)',
  'create table t (id int primary key, a int);',
  'create table t (id int',
  '\ncreate index on t (id);',
  '\ncreate schema app;',
  '\nset search_path = app;',
  '\nalter table t add column b text unique;',
  '\nalter table t rename to u;',
  '\nalter table t drop column id cascade;',
  '\ndrop table t cascade;',
  '\ndrop schema if exists public cascade;',
  "\ncreate type mood as enum ('a', 'b');",
  '\ncreate view v as select * from t;',
  '\nbegin;',
  '\ncommit;',
  '\nrollback;',
  '\ncopy t from stdin;\n1\t2\n\\.\n',
  '\n-- schema-architect: ignore unresolved-relation\n',
];

const kinds: readonly { readonly weight: number; readonly kind: RandomEdit['kind'] }[] = [
  { weight: 4, kind: 'insert characters' },
  { weight: 2, kind: 'delete characters' },
  { weight: 2, kind: 'replace characters' },
  { weight: 3, kind: 'delete token' },
  { weight: 3, kind: 'replace token' },
  { weight: 1, kind: 'duplicate token' },
  { weight: 2, kind: 'change case' },
  { weight: 2, kind: 'delete statement' },
  { weight: 2, kind: 'duplicate statement' },
  { weight: 2, kind: 'move statement' },
  { weight: 1, kind: 'join statements' },
  { weight: 3, kind: 'undo' },
  { weight: 1, kind: 'undo all' },
];

export const randomEdit: fc.Arbitrary<RandomEdit> = fc.record({
  kind: fc.oneof(...kinds.map(({ weight, kind }) => ({ weight, arbitrary: fc.constant(kind) }))),
  at: fc.nat(),
  to: fc.nat(),
  text: fc.constantFrom(...words),
});

function rangeOf({ start, statement }: PlacedStatement): { start: number; end: number } {
  return { start, end: start + statement.text.length };
}

/** The same name or keyword to PostgreSQL, and no offset moves: only the text tells that there was an edit. */
function swapCase(text: string): string {
  const upper = text.toUpperCase();
  if (upper.length !== text.length) return text;
  return upper === text ? text.toLowerCase() : upper;
}

function tokenEdits({ text }: Script, edit: RandomEdit): TextEdit[] {
  const tokens = tokenize(text);
  const token = tokens[edit.at % tokens.length];
  if (!token) return [{ start: 0, end: 0, newText: edit.text }];
  const { start, end } = token;
  if (edit.kind === 'delete token') return [{ start, end, newText: '' }];
  if (edit.kind === 'duplicate token') return [{ start: end, end, newText: ` ${text.slice(start, end)}` }];
  if (edit.kind === 'change case') return [{ start, end, newText: swapCase(text.slice(start, end)) }];
  const other = tokens[edit.to % tokens.length]!;
  return [{ start, end, newText: edit.to % 2 === 0 ? edit.text : text.slice(other.start, other.end) }];
}

function statementEdits({ text, statements }: Script, edit: RandomEdit): TextEdit[] {
  const placed = statements[edit.at % statements.length];
  const other = statements[edit.to % statements.length];
  if (!placed || !other) return [{ start: 0, end: 0, newText: edit.text }];
  const { start, end } = rangeOf(placed);
  const target = rangeOf(other).end;
  const copy: TextEdit = { start: target, end: target, newText: `\n${text.slice(start, end)}\n` };
  if (edit.kind === 'delete statement') return [{ start, end, newText: '' }];
  if (edit.kind === 'duplicate statement') return [copy];
  if (edit.kind === 'join statements') return [{ start: Math.max(start, end - 1), end, newText: ' ' }];
  if (target > start && target < end) return [];
  // The later one first, so that neither moves the other.
  const cut: TextEdit = { start, end, newText: '' };
  return target >= end ? [copy, cut] : [cut, copy];
}

/** The edits of a script, one after the other; those of undoing lead to the text that is given. */
export function toTextEdits(script: Script, edit: RandomEdit, earlier: string): TextEdit[] {
  const { length } = script.text;
  const at = edit.at % (length + 1);
  const end = Math.min(length, at + (edit.to % 40));
  switch (edit.kind) {
    case 'insert characters':
      return [{ start: at, end: at, newText: edit.text }];
    case 'delete characters':
      return [{ start: at, end, newText: '' }];
    case 'replace characters':
      return [{ start: at, end, newText: edit.text }];
    case 'delete token':
    case 'replace token':
    case 'duplicate token':
    case 'change case':
      return tokenEdits(script, edit);
    case 'undo':
    case 'undo all':
      return [changeTo(script.text, earlier)];
    default:
      return statementEdits(script, edit);
  }
}

/** The smallest single edit that makes one text of another, as editors send it. */
function changeTo(from: string, to: string): TextEdit {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  let tail = 0;
  const most = Math.min(from.length, to.length) - start;
  while (tail < most && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  return { start, end: from.length - tail, newText: to.slice(start, to.length - tail) };
}
