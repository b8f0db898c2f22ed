import { beforeAll, expect, test } from 'vitest';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';

beforeAll(() => loadParser());

/** The errors of some files, read one after the other, as `file:line rule`. */
function errors(files: Readonly<Record<string, string>>): string[] {
  const loaded = Object.entries(files).map(([name, text]) => ({ name, script: parseScript(text) }));
  const analysis = analyse(loaded, defaultOptions);
  return loaded.flatMap(({ name, script }) =>
    analysis
      .findings(name)
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, range }) => `${name}:${script.text.slice(0, range.start).split('\n').length} ${rule}`),
  );
}

const dump = `select pg_catalog.set_config('search_path', '', false);
create table public.a (id int primary key);
`;

const next = `create table b (id int primary key, a_id int references a);
alter table a add column b_id int references public.b;
`;

test('the search path of a dump may end with its file', () => {
  expect(errors({ 'dump.sql': dump, 'next.sql': next })).toEqual([]);
});

test('it holds until the end of the file', () => {
  expect(errors({ 'dump.sql': dump + next })).toEqual([
    'dump.sql:3 invalid-query',
    'dump.sql:3 unresolved-relation',
    'dump.sql:4 unresolved-relation',
  ]);
});

test('a schema of the path is where the next file may create and look first', () => {
  const first = `create schema app;
create table public.t (a int primary key);
set search_path to app;
create table app.t (b int primary key);
`;
  const second = `select b from t;
create table u (id int primary key);
select * from app.u;
`;
  expect(errors({ 'first.sql': first, 'second.sql': second })).toEqual([]);
});

test('what is temporary may be made by each file', () => {
  const text = `create temp table t (a int);
create temp view v as select a from t;
`;
  expect(errors({ 'first.sql': text, 'second.sql': text })).toEqual([]);
  expect(errors({ 'one.sql': text + text })).toEqual([
    'one.sql:3 duplicate-object',
    'one.sql:4 duplicate-object',
  ]);
});

test('a BEGIN of another file says nothing of CONCURRENTLY and of new labels', () => {
  const first = `create type e as enum ('a');
create table t (x e primary key);
begin;
alter type e add value 'b';
`;
  const second = `create index concurrently on t (x);
insert into t values ('b');
`;
  expect(errors({ 'first.sql': first, 'second.sql': second })).toEqual([]);
  expect(errors({ 'one.sql': first + second })).toEqual([
    'one.sql:5 concurrently-in-transaction',
    'one.sql:6 enum-value-used-same-transaction',
  ]);
});
