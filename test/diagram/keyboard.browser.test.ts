import { describe, expect, test } from 'vitest';
import type { FromDiagramView } from '../../server/protocol/messages.ts';
import { type ServedDiagram, serveDiagram } from './serve-diagram.ts';
import { useChromium } from './use-chromium.ts';

let view: ServedDiagram;
const browser = useChromium(() => view);

const shop = `
create table customers (id bigint primary key, email text not null unique, note text);
create table orders (
  id bigint primary key,
  customer_id bigint not null references customers on delete cascade,
  total numeric(10,2)
);
create table profiles (customer_id bigint primary key references customers, motto text);
create table folders (id bigint primary key, parent_id bigint references folders);
create table logs (id bigint primary key);
create table old_logs (reason text) inherits (logs);
`;
const uri = 'file:///schema.sql';

async function open(more: Parameters<typeof serveDiagram>[2] = {}, sql = shop): Promise<void> {
  view = await serveDiagram(browser(), sql, { reducedMotion: true, width: 1200, height: 800, ...more });
  await view.answered();
}

function node(name: string) {
  return view.page.locator(`g.node[data-key='["public","${name}"]']`);
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await view.page.keyboard.press(key);
}

/** What a screen reader says of the element that has the focus: its name, and what it is. */
function spoken(): Promise<readonly [string | null, string | null]> {
  return view.page.evaluate<readonly [string | null, string | null]>(
    `['aria-label', 'aria-roledescription'].map((name) => document.activeElement.getAttribute(name))`,
  );
}

function sent<T extends FromDiagramView['type']>(type: T): Extract<FromDiagramView, { type: T }>[] {
  return view.sent.filter((message) => message.type === type) as Extract<FromDiagramView, { type: T }>[];
}

const eventually = <T>(get: () => T) => expect.poll(get, { timeout: 15_000 });

describe('the rows of a table', () => {
  test('c leads into them and back, arrows from one to the next, each with its name', async () => {
    await open();
    await node('customers').focus();
    await press('c');
    expect(await spoken()).toEqual(['id bigint PK NOT NULL', 'column']);
    await press('ArrowDown');
    expect((await spoken())[0]).toMatch(/^email text UK NOT NULL\. UNIQUE on customers\.email/);
    await press('ArrowDown', 'ArrowDown');
    expect(await spoken()).toEqual(['note text', 'column']);
    await press('c');
    expect((await spoken())[0]).toContain('table public.customers, 3 columns');
    await press('Control+ArrowDown', 'ArrowDown', 'Escape');
    expect((await spoken())[0]).toContain('public.customers');
    await press('Control+ArrowDown', 'ArrowUp');
    expect((await spoken())[0]).toContain('public.customers');
  });

  test('Enter opens the column’s definition, and the other keys are about the column, too', async () => {
    await open();
    await node('orders').focus();
    await press('c', 'ArrowDown', 'ArrowDown', 'Enter');
    await eventually(() => sent('open')).toEqual([
      { type: 'open', uri, schema: 'public', name: 'orders', column: 'total' },
    ]);
    await press('r', 'k');
    const table = { schema: 'public', name: 'orders' };
    await eventually(() => sent('edit').map(({ wish }) => wish)).toEqual([
      { kind: 'rename column', table, column: 'total' },
      { kind: 'add foreign key', table, column: 'total' },
    ]);
    await view.page.locator('#card h2', { hasText: 'orders.total' }).waitFor();
    await press('m');
    expect(await view.page.locator('.menu').textContent()).toContain('Rename total');
    await press('Escape');
    expect(await spoken()).toEqual(['total numeric(10,2)', 'column']);
  });

  test('where they are not drawn, the table is opened first', async () => {
    await open({ kept: { view: { detail: 'names' }, camera: null, follow: true } });
    await node('orders').focus();
    await press('c');
    await eventually(async () => (await spoken())[0]).toBe('id bigint PK NOT NULL');
    expect(await node('customers').locator('.row').count()).toBe(0);
  });

  test('of one of many tables that is too small to be read they come near', async () => {
    const many = Array.from(
      { length: 200 },
      (_, at) => `create table t${at} (id bigint primary key, note text, a int, b int, c int, d int);`,
    );
    await open({ kept: { view: { detail: 'full' }, camera: null, follow: true } }, many.join('\n'));
    expect(await view.page.locator('#picture').getAttribute('data-distance')).not.toBe('near');
    await node('t110').focus();
    await press('c', 'ArrowDown');
    expect(await spoken()).toEqual(['note text', 'column']);
    expect(await view.page.locator('#picture').getAttribute('data-distance')).toBe('near');
    await node('t110').locator('[data-column="note"] text.name').waitFor();
  });

  test('the place survives an edit that draws the table anew', async () => {
    await open();
    await node('orders').focus();
    await press('c', 'ArrowDown', 'ArrowDown');
    await view.edit(shop.replace('total numeric(10,2)', 'total numeric(12,2), note text'));
    await node('orders').locator('[data-column="note"]').waitFor();
    await eventually(spoken).toEqual(['total numeric(12,2)', 'column']);
  });
});

describe('the relations', () => {
  const key = 'orders (customer_id) → customers (id), many to exactly one, ON DELETE CASCADE';

  test('an arrow leads from a row along its line to the other end', async () => {
    await open({ kept: { view: { direction: 'LR' }, camera: null, follow: true } });
    await node('orders').focus();
    await press('c', 'ArrowDown', 'ArrowLeft');
    expect(await spoken()).toEqual([key, 'foreign key']);
    await press('ArrowLeft');
    expect(await spoken()).toEqual(['id bigint PK NOT NULL', 'column']);
    expect(await view.page.evaluate('document.activeElement.closest("g.node").dataset.key')).toContain(
      'customers',
    );
    await press('ArrowRight');
    expect((await spoken())[1]).toBe('foreign key');
    await press('ArrowLeft');
    expect(await view.page.evaluate('document.activeElement.closest("g.node").dataset.key')).toContain(
      'customers',
    );
  });

  test('Enter opens the definition of the foreign key; up and down lead to the table’s other relations', async () => {
    await open();
    await node('customers').focus();
    await press('Control+ArrowRight');
    const names = [(await spoken())[0]];
    await press('ArrowDown');
    names.push((await spoken())[0]);
    expect(names.sort()).toEqual([
      key,
      'profiles (customer_id) → customers (id), at most one to exactly one',
    ]);
    await press('Enter');
    await eventually(() => sent('openRelation').length).toBe(1);
    await press('Escape');
    expect((await spoken())[0]).toContain('public.customers');
  });

  test('a table that references itself, and one that inherits, have theirs, too', async () => {
    await open();
    await node('folders').focus();
    await press('Control+ArrowRight');
    expect((await spoken())[0]).toBe('folders (parent_id) → folders (id), many to one or none');
    await press('ArrowDown', 'ArrowRight');
    expect((await spoken())[1]).toBe('column');
    await node('old_logs').focus();
    await press('Control+ArrowLeft');
    expect((await spoken())[0]).toBe('old_logs INHERITS logs');
    await press('Enter');
    await eventually(() => sent('open').at(-1)).toEqual({
      type: 'open',
      uri,
      schema: 'public',
      name: 'old_logs',
    });
  });

  test('where rows are not drawn, a line leads to the table', async () => {
    await open({ kept: { view: { detail: 'names' }, camera: null, follow: true } });
    await node('orders').focus();
    await press('Control+ArrowLeft');
    const [, kind] = await spoken();
    expect(kind).toBe('foreign key');
    const isLeft = await view.page.evaluate(
      `(([a, b]) => a < b)(['customers', 'orders'].map((name) => document.querySelector(\`g.node[data-key='["public","\${name}"]']\`).getBoundingClientRect().x))`,
    );
    await press(isLeft ? 'ArrowLeft' : 'ArrowRight');
    await eventually(async () => (await spoken())[0]).toContain('public.customers');
  });
});

test('whoever has left the picture is not within it any more', async () => {
  await open();
  await node('orders').focus();
  await press('Control+ArrowLeft', 'l');
  await view.page.locator('#list summary', { hasText: 'orders' }).focus();
  await press('Enter');
  await view.page.locator('#list details[open]').waitFor();
  expect(sent('openRelation')).toEqual([]);
});

test('the keys are listed, and the picture is an application to screen readers', async () => {
  await open();
  expect(await view.page.locator('#picture svg').first().getAttribute('role')).toBe('application');
  await press('?');
  const help = await view.page.locator('#keysHelp').textContent();
  expect(help).toContain('Into the rows of the table, and back');
  expect(help).toContain('To a relation of the table');
});
