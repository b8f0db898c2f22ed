import { beforeAll, describe, expect, test } from 'vitest';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';

beforeAll(() => loadParser());

/** The findings of files that build one database, `rule: words`. */
function findingsOf(texts: Readonly<Record<string, string>>): Record<string, string[]> {
  const files = Object.entries(texts).map(([name, text]) => ({ name, script: parseScript(text) }));
  const analysis = analyse(files, defaultOptions);
  return Object.fromEntries(
    files.map(({ name, script }) => [
      name,
      analysis
        .findings(name)
        .filter(({ severity, rule }) => severity === 'error' || rule === 'foreign-dialect')
        .map(({ rule, range }) => `${rule}: ${script.text.slice(range.start, range.end)}`),
    ]),
  );
}

const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => `insert into cars values (${at}, 'x');`).join('\n');

describe('a file of another system', () => {
  test.each([
    [
      'data after tables does not hide SQLite',
      `create table cars (id integer primary key autoincrement, name text);\n${rows(50)}`,
      'autoincrement',
    ],
    ['one PRAGMA decides', `PRAGMA foreign_keys = off;\n${rows(20)}`, 'PRAGMA foreign_keys'],
    [
      'a check of keys that is switched off decides',
      `SET FOREIGN_KEY_CHECKS=0;\ncreate table a (id int primary key);\ncreate index x on a (id);`,
      'SET FOREIGN_KEY_CHECKS',
    ],
    [
      'functions of SQLite in statements that PostgreSQL reads',
      `create table a (id text primary key, at text default (strftime('%s', 'now')));\ncreate table b (id text primary key, at int default (unixepoch()));`,
      'strftime(',
    ],
    [
      'a column’s place and many indexes',
      'alter table a add column b int after c;\nalter table a modify column c varchar(20);',
      'add column b int after c;',
    ],
    [
      'types of Oracle',
      'create table a (id number(10) primary key, name varchar2(20));\ncreate sequence s;\ncomment on table a is $$x$$;',
      'number',
    ],
    [
      'ClickHouse',
      'create table hits (id UInt64, url LowCardinality(String)) engine = MergeTree order by id;',
      'UInt64',
    ],
    [
      'SQL*Plus',
      'whenever sqlerror exit\ncreate user x identified by y;\nalter user x quota unlimited on z;',
      'whenever sqlerror',
    ],
    ['brackets', 'DROP DATABASE IF EXISTS [shop];\nCREATE DATABASE [shop];', 'DATABASE IF EXISTS ['],
  ])('%s', (_, text, words) => {
    const found = findingsOf({ 'a.sql': text })['a.sql']!;
    expect(found).toHaveLength(1);
    expect(found[0]?.toLowerCase()).toBe(`foreign-dialect: ${words.toLowerCase()}`);
  });

  test.each([
    [
      'a slip among tables with words of PostgreSQL',
      'create table a (id serial primary key, x tinyint(1));\ncreate table b (id int auto_increment);\ncreate table c (at timestamptz);',
    ],
    [
      'two slips among many tables',
      `create table a (id int auto_increment);\ncreate table b (id int auto_increment);\n${Array.from({ length: 8 }, (_, at) => `create table t${at} (id int primary key);`).join('\n')}`,
    ],
    [
      'a text that speaks of another system',
      `insert into posts values ('use AUTO_INCREMENT and ENGINE=InnoDB with \`backticks\`');\ncreate table posts2 (id int primary key);`,
    ],
    [
      'words that are names, or stand in strings and comments',
      "create table file (id int primary key, blob text); -- no unixepoch()\ncomment on table file is 'a blob, as sqlite_master has it';",
    ],
    [
      'a word that is being typed',
      'create table a (id int primary key,\n  go\n);\ncreate table b (id int primary key);\ncreate table c (id int primary key);',
    ],
    ['a schema dbo', 'create schema dbo;\ncreate table dbo.a (id int primary key);'],
    [
      'a type of its own',
      'create domain datetime as timestamp;\ncreate table a (id int primary key, at datetime);',
    ],
  ])('stays PostgreSQL: %s', (_, text) => {
    const found = findingsOf({ 'a.sql': text })['a.sql']!;
    expect(found.filter((one) => one.startsWith('foreign-dialect'))).toEqual([]);
  });
});

describe('files of one database are judged together', () => {
  const sqlite = {
    '1.sql': `create table chats (id text primary key, at text default (strftime('%s', 'now')));\ncreate table b (id integer primary key autoincrement);`,
    '1b.sql': 'create table d (id integer primary key autoincrement);',
    '2.sql': 'alter table chats add column hidden integer not null default 0;\nupdate chats set hidden = 1;',
  };
  test('those without words of another system go with the others, and say which', () => {
    const found = findingsOf(sqlite);
    expect(found['1.sql']).toEqual(['foreign-dialect: strftime(']);
    expect(found['2.sql']).toEqual(['foreign-dialect: alter']);
    const files = Object.entries(sqlite).map(([name, text]) => ({ name, script: parseScript(text) }));
    expect(analyse(files, defaultOptions).findings('2.sql')[0]?.message).toContain('SQLite, as 1.sql does');
  });
  test('not where one of them is PostgreSQL; what the others create is not missing', () => {
    const found = findingsOf({
      ...sqlite,
      '3.sql':
        'create table c (id bigserial primary key, chat text references chats);\nselect nothing from b;',
    });
    expect(found['1.sql']).toEqual(['foreign-dialect: strftime(']);
    expect(found['3.sql']).toEqual([]);
  });
  test('a directive keeps its file, and with it the others', () => {
    const found = findingsOf({
      '1.sql': sqlite['1.sql'],
      '2.sql': `-- schema-architect-dialect postgresql\n${sqlite['2.sql']}`,
    });
    expect(found['1.sql']).toEqual(['foreign-dialect: strftime(']);
    expect(found['2.sql']).not.toContain('foreign-dialect: alter');
  });
});
