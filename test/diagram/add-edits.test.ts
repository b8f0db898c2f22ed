import { describe, expect, test } from 'vitest';
import { findingsOf } from '../support/analyse-script.ts';
import { askServer } from '../support/postgres.ts';
import { afterEdit, editScriptBy, named } from './edits-of.ts';

const add = (text: string, type = 'text', name = 'note', table = 't') =>
  editScriptBy(text, { kind: 'add column', table: named(table), name, type });

describe('add column', () => {
  test.each([
    ['on one line', 'create table t (id int);', 'create table t (id int, note text);'],
    ['to nothing', 'create table t ();', 'create table t (note text);'],
    [
      'behind the last of the columns',
      'CREATE TABLE t (\n\tid int, -- key\n\tx int -- last\n);\n',
      'CREATE TABLE t (\n\tid int, -- key\n\tx int, -- last\n\tnote text\n);\n',
    ],
    [
      'before the constraints',
      'create table t (\r\n    id int, -- key\r\n    primary key (id)\r\n);\r\n',
      'create table t (\r\n    id int, -- key\r\n    note text,\r\n    primary key (id)\r\n);\r\n',
    ],
    [
      'with commas at the beginning of lines',
      'create table t (\n    id int -- key\n  , x int -- last\n  , check (x > id)\n);\n',
      'create table t (\n    id int -- key\n  , x int -- last\n  , note text\n  , check (x > id)\n);\n',
    ],
    [
      'to a list that has only constraints',
      'create table t (\n  check (true)\n);\n',
      'create table t (\n  note text,\n  check (true)\n);\n',
    ],
  ])('%s', async (_case, before, after) => {
    expect(add(before)).toBe(after);
    expect(await askServer(after)).toBeNull();
  });

  test('with what follows a type, and a name that needs quotes', async () => {
    const text = add('create table t (id int);', 'numeric(10,2) not null default 0 -- cents', 'Unit "price"');
    expect(text).toContain('"Unit ""price""" numeric(10,2) not null default 0');
    expect(await askServer(text.replace(');', '\n);'))).toBeNull();
  });

  test('by ALTER TABLE where the table has no list of its own', async () => {
    const before = 'create table a (id int);\ncreate table t as select * from a;\n';
    const text = add(before);
    expect(text).toBe(`${before.trimEnd()}\n\nalter table t add column note text;\n`);
    expect(await askServer(text)).toBeNull();
  });

  test('by ALTER TABLE in migrations', () => {
    const files = { '1.sql': 'CREATE TABLE t (id int);\n', '2.sql': '' };
    const edit = { kind: 'add column', table: named('t'), name: 'note', type: 'text' } as const;
    expect(afterEdit(files, edit, { migrations: true, open: ['2.sql'] })).toEqual({
      '1.sql': files['1.sql'],
      '2.sql': 'ALTER TABLE t ADD COLUMN note text;\n',
    });
  });

  test.each([
    ['text); drop table t; --', 'note', 'cannot read the type'],
    ['', 'note', 'cannot read the type'],
    ['int, b int', 'note', 'cannot read the type'],
    ['text', 'id', 'already has a column id'],
    ['text', 'ctid', 'system column'],
    ['nothing_like_it', 'note', 'would reject'],
  ])('refuses %s for %s', (type, name, problem) => {
    expect(add('create table t (id int);', type, name)).toContain(problem);
  });

  test('refuses a partition and a view', () => {
    const text =
      'create table t (id int) partition by list (id);\ncreate table p partition of t for values in (1);\ncreate view v as select 1 as one;\n';
    expect(add(text, 'text', 'note', 'p')).toContain('is a partition');
    expect(add(text, 'text', 'note', 'v')).toContain('is a view');
  });
});

const parents = 'create table parent (\n  id bigint primary key,\n  code text,\n  other text unique\n);\n';
const connect = (
  text: string,
  column: string,
  parentColumn: string,
  onDelete: 'restrict' | 'set null' = 'restrict',
) =>
  editScriptBy(text, {
    kind: 'add foreign key',
    table: named('child'),
    column,
    parent: named('parent'),
    parentColumn,
    onDelete,
  });

describe('add foreign key', () => {
  test('as a constraint of the table, with an index', async () => {
    const text = connect(
      `${parents}create table child (\n  id bigint primary key,\n  parent_id bigint -- of\n);\n`,
      'parent_id',
      'id',
    );
    expect(text).toBe(
      `${parents}create table child (\n  id bigint primary key,\n  parent_id bigint, -- of\n  foreign key (parent_id) references parent (id) on delete restrict\n);\n\ncreate index child_parent_id_idx on child (parent_id);\n`,
    );
    expect(await askServer(text)).toBeNull();
    expect(findingsOf(text).filter(({ rule }) => rule.startsWith('fk-'))).toEqual([]);
  });

  test('without a second index, in upper case, with hostile names', async () => {
    const text = editScriptBy(
      'CREATE TABLE "Par""ent" ("I d" int PRIMARY KEY);\r\nCREATE TABLE child (\r\n  "or der" int UNIQUE\r\n);\r\n',
      {
        kind: 'add foreign key',
        table: named('child'),
        column: 'or der',
        parent: named('Par"ent'),
        parentColumn: 'I d',
        onDelete: 'cascade',
      },
    );
    expect(text).toBe(
      'CREATE TABLE "Par""ent" ("I d" int PRIMARY KEY);\r\nCREATE TABLE child (\r\n  "or der" int UNIQUE,\r\n  FOREIGN KEY ("or der") REFERENCES "Par""ent" ("I d") ON DELETE CASCADE\r\n);\r\n',
    );
    expect(await askServer(text)).toBeNull();
  });

  test('by ALTER TABLE where the parent comes later', async () => {
    const before = `create table child (id int primary key, parent_id bigint);\n${parents}`;
    const text = connect(before, 'parent_id', 'id');
    expect(text).toBe(
      `${before.trimEnd()}\n\nalter table child add foreign key (parent_id) references parent (id) on delete restrict;\ncreate index child_parent_id_idx on child (parent_id);\n`,
    );
    expect(await askServer(text)).toBeNull();
  });

  test.each([
    ['a', 'code', 'Nothing makes parent.code unique'],
    ['a', 'id', 'PostgreSQL cannot compare them'],
    ['b', 'id', 'already refers to'],
    ['c', 'id', 'SET NULL would fail'],
    ['z', 'id', 'no column z'],
  ])('refuses %s to %s', (column, parentColumn, problem) => {
    const text = `${parents}create table child (a text, b bigint references parent, c bigint not null);\n`;
    expect(connect(text, column, parentColumn, 'set null')).toContain(problem);
  });

  test('refuses a part of a primary key and a column to itself', () => {
    const text =
      'create table parent (a int, b int, primary key (a, b));\ncreate table child (id int primary key, x int);\n';
    expect(connect(text, 'x', 'a')).toContain('only a part of the primary key (a, b)');
    const itself = editScriptBy(text, {
      kind: 'add foreign key',
      table: named('child'),
      column: 'id',
      parent: named('child'),
      parentColumn: 'id',
      onDelete: 'restrict',
    });
    expect(itself).toContain('refer to itself');
  });
});
