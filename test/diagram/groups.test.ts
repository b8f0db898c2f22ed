import { describe, expect, test } from 'vitest';
import type { DiagramModel } from '../../server/features/diagram/model.ts';
import { toMermaid } from '../../server/features/diagram/to-mermaid.ts';
import { diagramOf } from './diagram-of.ts';

/** Each group's title with its tables. */
function groupsOf({ groups, tables }: DiagramModel): Record<string, string[]> {
  return Object.fromEntries(
    groups.map(({ id, title }) => [
      title,
      tables.filter(({ group }) => group === id).map(({ name }) => name),
    ]),
  );
}

test('by schema, with colours and counts that hiding does not change', () => {
  const sql = `CREATE SCHEMA shop; CREATE SCHEMA audit;
    CREATE TABLE audit.log (id int); CREATE TABLE shop.a (id int); CREATE TABLE shop.b (id int); CREATE TABLE x (id int);`;
  const all = diagramOf(sql, { grouping: 'schema' });
  expect(groupsOf(all)).toEqual({ audit: ['log'], public: ['x'], shop: ['a', 'b'] });
  expect(all.groups).toMatchObject([{ id: 'G0', colour: 0 }, { colour: 1 }, { colour: 2, tableCount: 2 }]);
  const some = diagramOf(sql, { grouping: 'schema', hidden: ['audit.*', 'b'] });
  expect(some.groups).toEqual(all.groups.slice(1));
});

test('by folder, below the folder that all share', () => {
  const files = {
    'file:///w/db%20x/sales/a.sql': 'CREATE TABLE a (id int);',
    'file:///w/db%20x/sales/deep/b.sql': 'CREATE TABLE b (id int);',
    'file:///w/db%20x/c.sql': 'CREATE TABLE c (id int);',
  };
  expect(groupsOf(diagramOf(files, { grouping: 'folder' }))).toEqual({
    'db x': ['c'],
    sales: ['a'],
    'sales/deep': ['b'],
  });
});

describe('by context', () => {
  const contexts = (sql: string | Record<string, string>, configured?: Record<string, string[]>) =>
    groupsOf(
      diagramOf(
        sql,
        { grouping: 'context' },
        configured ? { contexts: new Map(Object.entries(configured)) } : {},
      ),
    );

  test('from the comment above a table', () => {
    expect(
      contexts(`-- @context sales
        CREATE TABLE a (id int);
        /* The stock.
         * @context "in stock" */
        CREATE TABLE b (id int);
        CREATE TABLE c (id int);`),
    ).toEqual({ 'in stock': ['b'], sales: ['a'] });
  });

  test('from the top of a file, where a blank line or another statement divides it from the first table', () => {
    expect(
      contexts({
        'a.sql': '-- @context sales\n\nCREATE TABLE a (id int);\n-- @context other\nCREATE TABLE b (id int);',
        'b.sql': '-- @context stock\nBEGIN;\nCREATE TABLE c (id int);',
        'c.sql': '-- @context one\nCREATE TABLE d (id int);\nCREATE TABLE e (id int);',
      }),
    ).toEqual({ one: ['d'], other: ['b'], sales: ['a'], stock: ['c'] });
  });

  test('from a table’s comment, which wins over the source; the configuration wins over both', () => {
    const sql = `-- @context source
      CREATE TABLE a (id int);
      COMMENT ON TABLE a IS 'Orders. @context comment.';
      CREATE TABLE b (id int);`;
    expect(contexts(sql)).toEqual({ comment: ['a'] });
    expect(contexts(sql, { configured: ['public.a'], rest: ['*'] })).toEqual({
      configured: ['a'],
      rest: ['b'],
    });
  });

  test('of a view, and none from an address or another word', () => {
    expect(
      contexts(`CREATE TABLE a (id int); -- write to me@context.org
        CREATE TABLE b (id int);
        -- @contexts x
        CREATE TABLE c (id int);
        -- @context reports
        CREATE OR REPLACE VIEW v AS SELECT id FROM a;`),
    ).toEqual({ reports: ['v'] });
  });
});

describe('an overview', () => {
  const shop = `CREATE SCHEMA shop; CREATE SCHEMA crm;
    CREATE TABLE crm.person (id int PRIMARY KEY); CREATE TABLE crm.note (id int REFERENCES crm.person);
    CREATE TABLE shop.orders (id int PRIMARY KEY, a int REFERENCES crm.person, b int REFERENCES crm.person);`;

  test('has groups as boxes and counts the keys between them', () => {
    const diagram = diagramOf(shop, { overview: true, grouping: 'schema' });
    expect(diagram).toMatchObject({
      overview: true,
      tables: [],
      total: 3,
      groups: [
        { id: 'G0', title: 'crm', tableCount: 2 },
        { id: 'G1', title: 'shop' },
      ],
      relations: [{ parent: 'G0', child: 'G1', count: 2 }],
    });
    expect(toMermaid(diagram)).toContain('G0["crm#32;#40;2#41;"]');
  });

  test('looks for a grouping by itself, and is a picture of tables where there is none', () => {
    expect(diagramOf(shop, { overview: true }).grouping).toBe('schema');
    expect(diagramOf('CREATE TABLE a (id int);', { overview: true })).toMatchObject({
      overview: false,
      tables: [{ name: 'a' }],
    });
  });

  const prefixed = (count: number) =>
    Array.from(
      { length: count },
      (_, at) =>
        `CREATE TABLE app_${['order', 'users', 'stock_items', 'log'][at % 4]}_${at} (id int PRIMARY KEY);`,
    ).join('\n');

  test('comes by itself above 300 tables, by the beginnings of names', () => {
    const diagram = diagramOf(prefixed(304));
    expect(diagram).toMatchObject({ overview: true, grouping: 'prefix', total: 304 });
    expect(diagram.groups.map(({ title, tableCount }) => `${title} ${tableCount}`)).toEqual([
      'app_log 76',
      'app_order 76',
      'app_stock_item 76',
      'app_user 76',
    ]);
    expect(diagramOf(prefixed(300))).toMatchObject({ overview: false, detail: 'keys', grouping: 'none' });
    expect(diagramOf(prefixed(304), { overview: false }).tables).toHaveLength(304);
  });

  test('does not take folders that hold a migration each', () => {
    const files = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name) => [
        `m/${name}/up.sql`,
        `CREATE TABLE ${name} (id int PRIMARY KEY${name === 'a' ? '' : ', up int REFERENCES a'});`,
      ]),
    );
    expect(diagramOf(files, { overview: true }).overview).toBe(false);
    expect(diagramOf(files, { overview: true, grouping: 'folder' }).groups).toHaveLength(4);
  });

  test('groups by references where names say nothing, the same way each time', () => {
    const sql = Array.from({ length: 320 }, (_, at) => {
      const parent = Math.floor(at / 40) * 40;
      const name = (of: number) => `${String.fromCharCode(97 + (of % 26))}${of}`;
      return `CREATE TABLE ${name(at)} (id int PRIMARY KEY${at === parent ? '' : `, p int REFERENCES ${name(parent)}`});`;
    }).join('\n');
    const diagram = diagramOf(sql);
    expect(diagram).toMatchObject({ overview: true, grouping: 'neighbourhood' });
    expect(diagram.groups.reduce((sum, { tableCount }) => sum + tableCount, 0)).toBe(320);
    expect(diagram.groups.length).toBeGreaterThanOrEqual(8);
    expect(diagram.groups.length).toBeLessThanOrEqual(24);
    expect(diagramOf(sql).hash).toBe(diagram.hash);
  });
});
