import { describe, expect, test } from 'vitest';
import { readSchema } from '../../server/features/diagram/read-schema.ts';
import { searchSchema } from '../../server/features/diagram/search-schema.ts';
import { tableAt } from '../../server/features/diagram/table-at.ts';
import { type OutlineEntry, outline } from '../../server/features/outline.ts';
import { analysisOf } from './diagram-of.ts';

const sql = `CREATE SCHEMA shop;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int);
CREATE TABLE shop.order_items (order_id int REFERENCES orders, "orderNote" text);
CREATE TABLE preorders (x int);
CREATE VIEW recent_orders AS SELECT id FROM orders;
ALTER TABLE orders ADD COLUMN note text;
CREATE UNIQUE INDEX orders_x ON orders (customer_id);
CREATE TYPE state AS ENUM ('open', 'done');
`;
const analysis = analysisOf(sql);

describe('search', () => {
  const find = (text: string) =>
    searchSchema(readSchema(analysis.catalog), text).map(({ table, column }) =>
      column === null ? table : `${table}.${column}`,
    );

  test('ranks beginnings, words, parts and letters in their order, tables before columns', () => {
    expect(find('order')).toEqual([
      'orders',
      'order_items',
      'order_items.order_id',
      'order_items.orderNote',
      'recent_orders',
      'preorders',
    ]);
    expect(find('note')).toEqual(['orders.note', 'order_items.orderNote']);
    expect(find('cid')).toEqual(['orders.customer_id']);
    expect(find('NOTE')).toEqual(find('note'));
  });

  test('takes a dot for a qualified name', () => {
    expect(find('shop.')).toEqual(['order_items']);
    expect(find('orders.no')[0]).toBe('orders.note');
    expect(find('')).toEqual([]);
    expect(find('zzz')).toEqual([]);
  });

  test('gives at most 50', () => {
    const many = Array.from({ length: 80 }, (_, at) => `CREATE TABLE same_${at} (id int);`).join('');
    expect(searchSchema(readSchema(analysisOf(many).catalog), 'same')).toHaveLength(50);
  });
});

describe('the table at a place', () => {
  /** The table where `|` stands, the first after the words. */
  const at = (words: string, text = sql, of = analysis) => {
    const offset = text.indexOf(words.replace('|', '')) + words.indexOf('|');
    const found = tableAt(of.catalog, of.files[0]!.script, offset);
    return found && `${found.schema}.${found.name}`;
  };

  test.each([
    ['customer_|id int', 'public.orders'],
    ['CREATE TA|BLE orders', 'public.orders'],
    ['REFERENCES ord|ers', 'public.orders'],
    ['shop.order|_items', 'shop.order_items'],
    ['TABLE sh|op.order', 'shop.order_items'],
    ['order|Note', 'shop.order_items'],
    ['ADD COL|UMN note', 'public.orders'],
    ['UNIQUE IN|DEX', 'public.orders'],
    ['recent|_orders AS', 'public.recent_orders'],
  ])('%s', (words, expected) => expect(at(words)).toBe(expected));

  test('is none elsewhere', () => {
    expect(at("'op|en'")).toBeNull();
    expect(at('|CREATE SCHEMA')).toBeNull();
  });

  test('is found in a statement that is being typed, and by the name that it has now', () => {
    const typed = 'CREATE TABLE a (id int);\nALTER TABLE a ADD COLUMN b in(t;\nALTER TABLE a RENAME TO c;';
    const now = analysisOf(typed);
    expect(
      at(
        'ADD COL|UMN',
        'CREATE TABLE c (id int);\nALTER TABLE c ADD COLUMN b in(t;',
        analysisOf('CREATE TABLE c (id int);\nALTER TABLE c ADD COLUMN b in(t;'),
      ),
    ).toBe('public.c');
    expect(at('(i|d int)', typed, now)).toBe('public.c');
  });
});

test('the outline has tables with their parts, and what stands in statements of its own', () => {
  const show = (entries: readonly OutlineEntry[], indent = ''): string[] =>
    entries.flatMap(({ kind, name, detail, children }) => [
      `${indent}${kind} ${name}${detail === '' ? '' : ` — ${detail}`}`,
      ...show(children, `${indent}  `),
    ]);
  const entries = outline(analysis, 'schema.sql');
  expect(show(entries)).toEqual([
    'schema shop — schema',
    'table orders — table',
    '  column id — integer not null',
    '  column customer_id — integer',
    '  constraint orders_pkey — primary key',
    'table shop.order_items — table',
    '  column order_id — integer',
    '  column orderNote — text',
    '  constraint order_items_order_id_fkey — foreign key',
    'table preorders — table',
    '  column x — integer',
    'view recent_orders — view',
    'table orders — alter table',
    '  column note — text',
    'index orders_x — on orders',
    'enum state — enum',
    '  label open',
    '  label done',
  ]);
  const inOrder = (list: readonly OutlineEntry[]): boolean =>
    list.every(
      ({ range, nameRange, children }) =>
        range.start <= nameRange.start &&
        nameRange.end <= range.end &&
        children.every((one) => one.range.start >= range.start && one.range.end <= range.end) &&
        inOrder(children),
    );
  expect(inOrder(entries)).toBe(true);
  expect(sql.slice(entries[1]!.nameRange.start, entries[1]!.nameRange.end)).toBe('orders');
});
