import { describe, expect, test } from 'vitest';
import type { DiagramModel } from '../../server/features/diagram/model.ts';
import { toMermaid } from '../../server/features/diagram/to-mermaid.ts';
import { diagramOf, namesOf, table } from './diagram-of.ts';

/** a ← b ← c ← d, e alone, and a view on a. */
const chain = `
  CREATE TABLE a (id int PRIMARY KEY, note text);
  CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);
  CREATE TABLE c (id int PRIMARY KEY, b_id int REFERENCES b, up int REFERENCES c);
  CREATE TABLE d (id int PRIMARY KEY, c_id int REFERENCES c);
  CREATE TABLE e (id int PRIMARY KEY);
  CREATE SCHEMA report; CREATE VIEW report.all_a AS SELECT id FROM a;`;

describe('focus', () => {
  test.each([
    [0, ['c']],
    [1, ['b', 'c', 'd']],
    [2, ['a', 'b', 'c', 'd']],
  ])('shows what is at most %i relations away, both ways', (hops, expected) => {
    expect(namesOf(diagramOf(chain, { focus: [table('c')], hops }))).toEqual(expected);
  });

  test('counts the relations that lead out of the picture', () => {
    const { tables, total } = diagramOf(chain, { focus: [table('b')], hops: 0 });
    expect(tables).toMatchObject([{ name: 'b', moreRelations: 2 }]);
    expect(total).toBe(6);
  });

  test('follows inheritance, and from a view to what it reads', () => {
    const sql = 'CREATE TABLE base (id int); CREATE TABLE child () INHERITS (base);';
    const { tables } = diagramOf(sql, { focus: [table('base')] });
    expect(tables).toMatchObject([
      { id: 'T0', inherits: [] },
      { name: 'child', inherits: ['T0'] },
    ]);
    expect(namesOf(diagramOf(chain, { focus: [{ schema: 'report', name: 'all_a' }] }))).toEqual([
      'a',
      'all_a',
    ]);
    expect(namesOf(diagramOf(chain, { focus: [table('a')], hops: 0 }))).toEqual(['a']);
  });

  test('on a partition is on its table; on what is not there shows nothing', () => {
    const sql = `CREATE TABLE log (id int, day date) PARTITION BY RANGE (day);
      CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');`;
    expect(diagramOf(sql, { focus: [table('log_1')] }).tables).toMatchObject([
      { name: 'log', partitions: 1 },
    ]);
    expect(diagramOf(chain, { focus: [table('gone')] })).toMatchObject({ tables: [], total: 6 });
  });
});

describe('hiding', () => {
  test.each([
    [['b'], ['a', 'c', 'd', 'e', 'all_a']],
    [['report.*'], ['a', 'b', 'c', 'd', 'e']],
    [['?'], ['all_a']],
    [
      ['A', 'a.b', 'x*'],
      ['a', 'b', 'c', 'd', 'e', 'all_a'],
    ],
  ])('%j leaves out what fits by name or schema.name', (hidden, left) => {
    const diagram = diagramOf(chain, { hidden });
    expect(namesOf(diagram)).toEqual(left);
    expect(diagram.hiddenCount).toBe(6 - left.length);
  });

  test('does not hide what is focused by name', () => {
    expect(namesOf(diagramOf(chain, { hidden: ['*'], focus: [table('b')] }))).toEqual(['b']);
  });

  test('signs that mean something elsewhere are themselves', () => {
    const sql = 'CREATE TABLE "a.b(c)[d]" (id int); CREATE TABLE "aXb(c)[d]" (id int);';
    expect(namesOf(diagramOf(sql, { hidden: ['a.b(c)[d]'] }))).toEqual(['aXb(c)[d]']);
  });
});

describe('detail', () => {
  const columns = (diagram: DiagramModel) =>
    diagram.tables.map((one) => one.columns.map(({ name }) => name).join());

  test('keys and names, and tables that are opened', () => {
    expect(columns(diagramOf(chain, { detail: 'keys' }))).toEqual([
      'id',
      'id,a_id',
      'id,b_id,up',
      'id,c_id',
      'id',
      '',
    ]);
    expect(columns(diagramOf(chain, { detail: 'names', expanded: [table('a')] }))).toEqual([
      'id,note',
      '',
      '',
      '',
      '',
      '',
    ]);
  });

  test('relations can be off, and direction be chosen', () => {
    const diagram = diagramOf(chain, { relations: false, direction: 'TB' });
    expect(diagram.relations).toEqual([]);
    expect(toMermaid(diagram)).toMatch(/^erDiagram\n {2}direction TB\n/);
  });
});

describe('the active file', () => {
  const files = {
    'a.sql': 'CREATE TABLE a (id int PRIMARY KEY);',
    'b.sql': 'CREATE TABLE b (id int REFERENCES a);',
  };

  test('has its own tables emphasised, and can be shown alone', () => {
    const { tables } = diagramOf(files, {}, { file: 'b.sql' });
    expect(tables).toMatchObject([
      { name: 'a', own: false },
      { name: 'b', own: true },
    ]);
    const alone = diagramOf(files, { scope: 'file' }, { file: 'b.sql' });
    expect(alone.tables).toMatchObject([{ name: 'b', moreRelations: 1 }]);
  });

  test('without tables of its own emphasises none', () => {
    const { tables } = diagramOf({ ...files, 'q.sql': 'SELECT 1;' }, {}, { file: 'q.sql' });
    expect(tables.map(({ own }) => own)).toEqual([true, true]);
    expect(
      diagramOf({ ...files, 'q.sql': 'SELECT 1;' }, { scope: 'file' }, { file: 'q.sql' }).tables,
    ).toEqual([]);
  });
});

describe('findings', () => {
  const sql = `CREATE TABLE a (id int PRIMARY KEY);
    CREATE TABLE b (a_id int REFERENCES a ON DELETE CASCADE, amount money, at timestamp);`;

  test('stand at their table or column, with their severity', () => {
    const b = diagramOf(sql).tables[1]!;
    expect(b.findings.map(({ rule }) => rule)).toEqual(['missing-primary-key']);
    expect(
      b.columns.map(({ name, findings }) => [
        name,
        findings.map(({ rule, severity }) => `${rule} ${severity}`),
      ]),
    ).toEqual([
      ['a_id', ['fk-without-index warning']],
      ['amount', ['money-type warning']],
      ['at', ['timestamp-without-tz warning']],
    ]);
  });

  test('of columns that are not drawn stand at the table, once', () => {
    const b = diagramOf(sql, { detail: 'names' }).tables[1]!;
    expect(b.findings.map(({ rule }) => rule).sort()).toEqual([
      'fk-without-index',
      'missing-primary-key',
      'money-type',
      'timestamp-without-tz',
    ]);
  });

  test('count for the hash', () => {
    const ignored = sql.replace('amount money', '\n-- schema-architect-ignore money-type\namount money');
    expect(diagramOf(ignored).hash).not.toBe(diagramOf(sql).hash);
  });
});
