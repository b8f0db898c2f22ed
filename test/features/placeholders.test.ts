import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../server/syntax/parser.ts';
import { analyseScript, scriptName } from '../support/analyse-script.ts';

beforeAll(() => loadParser());

const table = 'create table users (id bigint primary key, name text not null);\n';
const errorsOf = (text: string): string[] =>
  analyseScript(table + text)
    .findings(scriptName)
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, range }) => `${rule} ${(table + text).slice(range.start, range.end)}`);

describe('queries whose values come from elsewhere have no errors', () => {
  test.each([
    ['sqlc', 'select sqlc.embed(users) from users where id = sqlc.arg(id) or id = any(@ids::bigint[]);'],
    ['sqlc, in an update', "update users set name = coalesce(sqlc.narg('name'), name) where id = @user_id;"],
    ['JDBC', 'select * from users where id = ? and name = ?;'],
    ['Python', 'insert into users (id, name) values (%s, %(name)s);'],
    ['pg-promise', 'select $[id], name from $<table:name> where id = $(id);'],
    ['ERB', 'select * from users where id = <%= user.id %>;'],
  ])('%s', (_, text) => {
    expect(errorsOf(text)).toEqual([]);
  });

  test('a name of capitals between underscores is one too', () => {
    expect(errorsOf('create table __APP_SCHEMA__.notes (id int primary key);')).toEqual([]);
    expect(errorsOf('create table __app_schema__.notes (id int primary key);')).toHaveLength(1);
  });

  test('and those of a schema that is put in are kept', () => {
    expect(
      errorsOf(
        'create table <%= schema %>.notes (id int primary key);\ncreate index on <%= schema %>.notes (nmae);',
      ),
    ).toEqual(['unresolved-column nmae']);
  });
});

test('what stands beside them is checked', () => {
  expect(errorsOf('select * from users where nmae = @name;')).toEqual(['unresolved-column nmae']);
  expect(errorsOf('select * from users where nmae = $[name];')).toEqual(['unresolved-column nmae']);
  expect(errorsOf('select * from users where id = ? and;')).toEqual(['syntax-error and']);
  expect(errorsOf('select * form users where id = @id;')).toEqual(['syntax-error form']);
});
