import { beforeAll, describe, expect, test } from 'vitest';
import { buildHistory } from '../../server/catalog/build-catalog.ts';
import { catalogOf } from '../../server/catalog/final-catalog.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { parseStatement } from '../../server/syntax/parse-statement.ts';
import { loadParser } from '../../server/syntax/parser.ts';

beforeAll(() => loadParser());

/** The columns that are left of each table, and what is damaged, as `kind: words`. */
function recover(text: string): { tables: Record<string, string[]>; damages: string[] } {
  const statements = parseScript(text).statements.map(({ statement }) => statement);
  const history = buildHistory(
    statements,
    {
      version: 18,
      isExternal: () => true,
      asked: null,
      onCrash: (error) => {
        throw error;
      },
    },
    null,
  );
  return {
    tables: Object.fromEntries(
      catalogOf(history).tables.map((table) => [table.name, table.columns.map((column) => column.name)]),
    ),
    damages: statements.flatMap((statement) =>
      parseStatement(statement).damages.map(
        ({ kind, at }) => `${kind}: ${statement.text.slice(at.start, at.end)}`,
      ),
    ),
  };
}

describe('a damaged CREATE TABLE keeps its other columns', () => {
  test.each<[string, string, string[], string[]]>([
    ['cut in the middle', 'create table t (\n  id int,\n  name text', ['id', 'name'], ['syntax: text']],
    ['a half-typed column', 'create table t (\n  id int,\n  na\n);', ['id'], ['syntax: )']],
    [
      'a trailing comma',
      'create table t (\n  id int,\n  name text,\n);',
      ['id', 'name'],
      ['trailing comma: ,'],
    ],
    [
      'a comma too many',
      'create table t (\n  id int,,\n  name text\n);',
      ['id', 'name'],
      ['trailing comma: ,'],
    ],
    [
      'a comma missing',
      'create table t (\n  id int\n  name text,\n  x int\n);',
      ['id', 'name', 'x'],
      ['missing comma: name'],
    ],
    [
      'a misspelt keyword',
      'create table t (\n  id int primry key,\n  name text\n);',
      ['id', 'name'],
      ['syntax: primry'],
    ],
    [
      'a partial unique',
      'create table t (\n  id int,\n  name text,\n  unique (name) where id > 0\n);',
      ['id', 'name'],
      ['partial unique: where'],
    ],
    [
      'an expression unique',
      'create table t (\n  id int,\n  name text,\n  unique (lower(name))\n);',
      ['id', 'name'],
      ['expression unique: ('],
    ],
    [
      'two damages',
      'create table t (\n  id int primry key,\n  name text nt null,\n  x int\n);',
      ['id', 'name', 'x'],
      ['syntax: primry', 'syntax: nt'],
    ],
  ])('%s', (_name, text, columns, damages) => {
    expect(recover(text)).toEqual({ tables: { t: columns }, damages });
  });
});

test('a forgotten semicolon or parenthesis leaves the next statement whole', () => {
  expect(recover('create table a (id int)\ncreate table b (id int);')).toEqual({
    tables: { a: ['id'], b: ['id'] },
    damages: ['missing semicolon: )'],
  });
  expect(recover('create table a (id int\n\ncreate table b (id int);').tables).toEqual({
    a: ['id'],
    b: ['id'],
  });
});

test('offsets hold with umlauts and emoji before the damage', () => {
  const text = "create table t (\n  größe text default '😀ü',\n  x int primry key\n);";
  expect(recover(text).damages).toEqual(['syntax: primry']);
});

test.each([
  '',
  ';',
  'select',
  "'",
  '/*',
  '(((((',
  'create table',
  'create table t',
  'create table t (',
  '\\',
  '\0',
  'create table t (a int) \0 x;',
  `select ${'('.repeat(20_000)}`,
  `select 1${'+1'.repeat(20_000)}`,
])('%# never throws', (text) => {
  for (const { statement } of parseScript(text).statements) expect(parseStatement(statement)).toBeDefined();
});
