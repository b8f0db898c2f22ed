import { describe, expect, test } from 'vitest';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import { buildDiagram } from '../../server/features/diagram/build-diagram.ts';
import type { DiagramModel } from '../../server/features/diagram/model.ts';
import { toMarkdown } from '../../server/features/diagram/to-markdown.ts';
import { toMermaid } from '../../server/features/diagram/to-mermaid.ts';
import type { DiagramView } from '../../server/features/diagram/view.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';

await loadParser();

function diagramOf(sql: string, view?: Partial<DiagramView>): DiagramModel {
  const analysis = analyse([{ name: 'schema.sql', script: parseScript(sql) }], defaultOptions);
  return buildDiagram({ analysis }, view);
}

/** `child.columns -> parent`, then mermaid's signs for the line, of every relation. */
function relationsOf(sql: string): string[] {
  const lines = toMermaid(diagramOf(sql)).split('\n');
  const { tables, relations } = diagramOf(sql);
  const nameOf = (id: string): string => tables.find((table) => table.id === id)?.name ?? '?';
  const signs = lines.flatMap((line) => /^ {2}T\d+ (\S+) T\d+ :/.exec(line)?.[1] ?? []);
  return relations.map(
    ({ child, parent, columns }, index) => `${nameOf(child)}.${columns} -> ${nameOf(parent)} ${signs[index]}`,
  );
}

const parent = 'CREATE TABLE parent (id bigint PRIMARY KEY);\n';

describe('relations', () => {
  test.each([
    ['a NOT NULL key has exactly one parent', 'parent_id bigint NOT NULL REFERENCES parent', '||..o{'],
    ['a nullable key has at most one parent', 'parent_id bigint REFERENCES parent', '|o..o{'],
    ['a unique key is one to one', 'parent_id bigint NOT NULL UNIQUE REFERENCES parent', '||..o|'],
    ['a key that is the primary key identifies', 'parent_id bigint PRIMARY KEY REFERENCES parent', '||--o|'],
    [
      'a key within the primary key identifies, and is many',
      'parent_id bigint REFERENCES parent, line int, PRIMARY KEY (parent_id, line)',
      '||--o{',
    ],
  ])('%s', (_, columns, signs) => {
    expect(relationsOf(`${parent}CREATE TABLE child (${columns});`)).toEqual([
      `child.parent_id -> parent ${signs}`,
    ]);
  });

  test('a unique index counts when it is whole and on plain columns', () => {
    const child = `${parent}CREATE TABLE child (parent_id bigint NOT NULL REFERENCES parent, gone boolean);\n`;
    expect(relationsOf(`${child}CREATE UNIQUE INDEX ON child (parent_id);`)).toEqual([
      'child.parent_id -> parent ||..o|',
    ]);
    for (const index of [
      'child (parent_id) WHERE NOT gone',
      'child ((parent_id + 1))',
      'child (parent_id, gone)',
    ]) {
      expect(relationsOf(`${child}CREATE UNIQUE INDEX ON ${index};`)).toEqual([
        'child.parent_id -> parent ||..o{',
      ]);
    }
  });

  test('a composite key is one when a part of it is unique, and optional when a part is nullable', () => {
    const sql = `CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b));
      CREATE TABLE child (a int NOT NULL UNIQUE, b int, FOREIGN KEY (a, b) REFERENCES parent);`;
    expect(relationsOf(sql)).toEqual(['child.a,b -> parent |o..o|']);
  });

  test('a self-reference, and two keys to one table', () => {
    const sql = `CREATE TABLE node (id int PRIMARY KEY, up int REFERENCES node, root int NOT NULL REFERENCES node);`;
    expect(relationsOf(sql)).toEqual(['node.up -> node |o..o{', 'node.root -> node ||..o{']);
  });

  test('a key to a table that is not known has no line', () => {
    expect(relationsOf('CREATE TABLE child (id int PRIMARY KEY, other int REFERENCES elsewhere);')).toEqual(
      [],
    );
  });
});

describe('boxes', () => {
  test('partitions are folded into their table, with their own keys; temporary tables are left out', () => {
    const sql = `${parent}
      CREATE TABLE event (id bigint, parent_id bigint NOT NULL REFERENCES parent, day date NOT NULL) PARTITION BY RANGE (day);
      CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY RANGE (day);
      CREATE TABLE event_2026_01 PARTITION OF event_2026 FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
      ALTER TABLE event_2026_01 ADD FOREIGN KEY (id) REFERENCES parent;
      CREATE TEMPORARY TABLE scratch (id int);`;
    expect(diagramOf(sql).tables.map((table) => table.name)).toEqual(['parent', 'event']);
    expect(relationsOf(sql)).toEqual(['event.parent_id -> parent ||..o{', 'event.id -> parent |o..o{']);
  });

  test('keys only are also the columns on which lines end, of a partition’s key and of a unique index', () => {
    const { tables } = diagramOf(
      `CREATE TABLE parent (id bigint PRIMARY KEY, code text, note text);
      CREATE UNIQUE INDEX ON parent (code);
      CREATE TABLE event (id bigint, code text, day date) PARTITION BY RANGE (day);
      CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      ALTER TABLE event_2026 ADD FOREIGN KEY (code) REFERENCES parent (code);`,
      { detail: 'keys' },
    );
    expect(tables.map(({ columns }) => columns.map(({ name }) => name))).toEqual([['id', 'code'], ['code']]);
  });

  test('a finding about a partition stands at the table that is drawn for it, with the partition’s name', () => {
    const { tables } = diagramOf(`${parent}
      CREATE TABLE event (id bigint, parent_id bigint, day date NOT NULL) PARTITION BY RANGE (day);
      CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY RANGE (day);
      CREATE TABLE event_01 PARTITION OF event_2026 FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
      ALTER TABLE event_01 ADD FOREIGN KEY (parent_id) REFERENCES parent;`);
    const event = tables.find(({ name }) => name === 'event');
    const column = event?.columns.find(({ name }) => name === 'parent_id');
    expect(column?.findings).toMatchObject([
      { rule: 'fk-without-index', message: expect.stringMatching(/^event_01: /) },
    ]);
    expect(event?.findings.map(({ rule }) => rule)).toContain('missing-primary-key');
    expect(tables.find(({ name }) => name === 'parent')?.findings).toEqual([]);
  });

  test('keys, types, comments and enum labels', () => {
    const { tables, enums } = diagramOf(`CREATE TYPE mood AS ENUM ('sad', 'ok');
      CREATE TABLE person (id int PRIMARY KEY, email varchar(80) UNIQUE, feels mood, boss int REFERENCES person, a int, b int, UNIQUE (a, b));
      COMMENT ON COLUMN person.email IS 'where we write to';`);
    expect(tables[0]?.columns).toMatchObject([
      { name: 'id', type: 'integer', keys: ['PK'] },
      { name: 'email', type: 'character varying(80)', keys: ['UK'], comment: 'where we write to' },
      { name: 'feels', type: 'mood', keys: [], labels: ['sad', 'ok'] },
      { name: 'boss', keys: ['FK'] },
      { name: 'a', keys: [] },
      { name: 'b', keys: [] },
    ]);
    expect(enums).toEqual([{ schema: 'public', name: 'mood', labels: ['sad', 'ok'] }]);
  });

  test('views are boxes after the tables, and say what they are', () => {
    const diagram = diagramOf(`CREATE SCHEMA report; CREATE TABLE a (id int);
      CREATE VIEW report.all_a AS SELECT id FROM a; CREATE TABLE z (id int);`);
    expect(diagram.tables.map(({ id, name, kind }) => `${id} ${name} ${kind}`)).toEqual([
      'T0 a table',
      'T1 z table',
      'T2 all_a view',
    ]);
    expect(toMarkdown(diagram)).toContain('T2["report.all_a (view)"]');
  });

  test('more than 60 boxes show their keys only, unless they are asked for', () => {
    const sql = Array.from(
      { length: 61 },
      (_, index) => `CREATE TABLE t${index} (id int PRIMARY KEY, note text);`,
    ).join('\n');
    expect(diagramOf(sql)).toMatchObject({
      detail: 'keys',
      tables: { 0: { columnCount: 2, columns: [{ name: 'id' }] } },
    });
    expect(diagramOf(sql, { detail: 'full' }).tables[60]?.columns).toHaveLength(2);
    expect(diagramOf(sql, { hidden: ['t??'] }).tables).toHaveLength(10);
  });
});

describe('the hash', () => {
  const sql = `${parent}CREATE TABLE child (id int PRIMARY KEY, parent_id bigint REFERENCES parent);`;
  const { hash } = diagramOf(sql);

  test('does not depend on places, comments in the SQL or the way a key is written', () => {
    expect(
      diagramOf(`-- a comment\n\n${sql.replace('CREATE TABLE child (', 'CREATE TABLE child (\n\n  ')}`).hash,
    ).toBe(hash);
  });

  test.each([
    ['a column', sql.replace('id int PRIMARY KEY', 'id int PRIMARY KEY, note text')],
    ['a type', sql.replace('id int', 'id bigint')],
    ['NOT NULL', sql.replace('parent_id bigint', 'parent_id bigint NOT NULL')],
    ['a comment', `${sql} COMMENT ON COLUMN child.id IS 'x';`],
    ['a table', `${sql} CREATE TABLE more (id int);`],
  ])('changes with %s', (_, changed) => {
    expect(diagramOf(changed).hash).not.toBe(hash);
  });
});
