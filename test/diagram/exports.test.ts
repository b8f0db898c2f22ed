import { describe, expect, test } from 'vitest';
import { buildDiagram } from '../../server/features/diagram/build-diagram.ts';
import { exportDiagram, type TextFormat } from '../../server/features/diagram/export-diagram.ts';
import { toMermaid } from '../../server/features/diagram/to-mermaid.ts';
import { analysisOf, table } from './diagram-of.ts';
import { nastyNames } from './nasty-names.ts';
import { parsersOfMermaid } from './parse-mermaid.ts';

const sql = `
CREATE SCHEMA shop;
CREATE TYPE shop.state AS ENUM ('open', 'it''s done');
CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email varchar(80) NOT NULL UNIQUE, tags text[] DEFAULT '{}');
COMMENT ON TABLE person IS 'Who buys: it''s "us"';
COMMENT ON COLUMN person.email IS 'where
we write to';
CREATE TABLE shop.orders (id serial, line int, person_id bigint NOT NULL REFERENCES person ON DELETE CASCADE,
  state shop.state DEFAULT 'open', at timestamp with time zone, PRIMARY KEY (id, line));
CREATE INDEX by_day ON shop.orders (date_trunc('day', at AT TIME ZONE 'UTC'), person_id) WHERE state = 'open';
CREATE TABLE profile (person_id bigint PRIMARY KEY REFERENCES person);
CREATE VIEW emails AS SELECT email FROM person;`;

const analysis = analysisOf(sql);
const write = (format: TextFormat, view = {}) => exportDiagram({ analysis }, view, format);

test('DBML has tables, keys, indexes, enums, notes and references', () => {
  expect(write('dbml', { grouping: 'schema' })).toBe(`Enum "shop"."state" {
  "open"
  "it's done"
}

Table "person" {
  "id" bigint [pk, not null, increment]
  "email" "character varying(80)" [unique, not null, note: 'where\\u000awe write to']
  "tags" "text[]" [default: \`'{}'\`]

  Note: 'Who buys: it\\'s "us"'
}

Table "shop"."orders" {
  "id" integer [not null, increment]
  "line" integer [not null]
  "person_id" bigint [not null]
  "state" "shop"."state" [default: \`'open'\`]
  "at" "timestamp with time zone"

  indexes {
    ("id", "line") [pk, name: 'orders_pkey']
    (\`date_trunc('day', at AT TIME ZONE 'UTC')\`, "person_id") [type: btree, name: 'by_day', note: 'WHERE state = \\'open\\'']
  }
}

Table "profile" {
  "person_id" bigint [pk, not null]
}

Table "emails" {
  "email" "character varying(80)"

  Note: 'view'
}

Ref "orders_person_id_fkey": "shop"."orders".("person_id") > "person".("id") [delete: cascade]

Ref "profile_person_id_fkey": "profile".("person_id") - "person".("id")

TableGroup "public" {
  "person"
  "profile"
  "emails"
}

TableGroup "shop" {
  "shop"."orders"
}
`);
});

test('PlantUML has entities with their keys first, enums and crow’s feet', () => {
  expect(write('plantuml', { focus: [table('profile')], grouping: 'schema' })).toBe(`@startuml
hide circle
hide empty members
top to bottom direction
package "public" {
  entity "person" as T0 {
    {field} * id : bigint <<PK>>
    --
    {field} * email : character varying(80) <<UK>> where we write to
    {field} tags : text&#91;&#93;
  }
  entity "profile" as T1 {
    {field} * person_id : bigint <<PK>> <<FK>>
  }
}
enum "shop.state" as E0 {
  {field} open
  {field} it&#39;s done
}
T0 ||--o| T1 : "person_id"
@enduml
`);
});

test('Markdown lists what a comparison found, and the picture says it', () => {
  const before = analysisOf(sql).catalog;
  const after = analysisOf(
    sql
      .replace('tags text[]', 'tags text[] NOT NULL, "odd`one" int')
      .replace('CREATE TABLE profile (', 'CREATE TABLE profile (x int, '),
  );
  const text = exportDiagram(
    { analysis: after, comparison: { before, after: after.catalog } },
    { focus: [table('profile')], hops: 0 },
    'markdown',
  );
  expect(text).toContain('T0["profile (changed)"]');
  expect(text).toContain('integer x "added"');
  expect(text.split('```\n').at(-1)).toBe(`
- **changed** column \`public.person.tags\`: \`now NOT NULL\`
- **added** column \`\` public.person.odd\`one \`\`
- **added** column \`public.profile.x\`
`);
});

test('JSON has what the picture has', () => {
  const picture = JSON.parse(write('json', { focus: [{ schema: 'shop', name: 'orders' }], hops: 0 }));
  expect(picture).toMatchObject({
    schemaVersion: 1,
    total: 4,
    tables: [
      {
        name: 'orders',
        file: 'schema.sql',
        moreRelations: 1,
        columns: { 3: { labels: ['open', "it's done"] } },
      },
    ],
    relations: [],
  });
  expect(JSON.stringify(picture)).not.toContain('"statement"');
});

describe('mermaid', async () => {
  const { parse11, parse12 } = await parsersOfMermaid();

  test('what is copied is read by mermaid 11 and 12, in a fence for Markdown', async () => {
    const text = write('mermaid');
    expect(write('markdown')).toBe(`\`\`\`mermaid\n${text}\`\`\`\n`);
    await parse11(text);
    await parse12(text);
    await expect(parse11('erDiagram\n  T0 {')).rejects.toThrow();
    await expect(parse12('erDiagram\n  T0 {')).rejects.toThrow();
    const overview = write('mermaid', { overview: true, grouping: 'schema' });
    expect(overview).toContain('G0 ||..o{ G1 : "1"');
    await parse11(overview);
    await parse12(overview);
  });

  test('whatever the names are', async () => {
    const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
    const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
    // What PostgreSQL cannot store is no name.
    const names = nastyNames.filter((name) => Buffer.byteLength(name) <= 63 && !/\p{Cs}/u.test(name));
    expect(names.length).toBeGreaterThan(90);
    const nasty = analysisOf(
      names
        .map(
          (
            name,
          ) => `CREATE TABLE ${quoted(name)} (${quoted(name)} int PRIMARY KEY REFERENCES ${quoted(name)});
            COMMENT ON COLUMN ${quoted(name)}.${quoted(name)} IS ${literal(name)};`,
        )
        .join('\n'),
    );
    expect(nasty.catalog.tables.map(({ name }) => name)).toEqual(names);
    const text = exportDiagram({ analysis: nasty }, { detail: 'full' }, 'mermaid');
    await parse11(text);
    await parse12(text);
    await parse12(toMermaid(buildDiagram({ analysis: nasty }, { detail: 'full' })));
    for (const format of ['dbml', 'plantuml'] as const) {
      const written = exportDiagram({ analysis: nasty }, { detail: 'full' }, format);
      const heads = written.split('\n').filter((line) => /^(?:Table|entity) "/.test(line));
      expect(heads).toHaveLength(names.length);
    }
  });
});
