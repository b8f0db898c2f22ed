import { describe, expect, test } from 'vitest';
import { type ServedDiagram, serveDiagram } from './serve-diagram.ts';
import { useChromium } from './use-chromium.ts';

let view: ServedDiagram;
const browser = useChromium(() => view);

const shop = `
create table customers (id bigint primary key, email text not null unique);
create table orders (id bigint primary key, customer_id bigint not null, "<b>" text);
create view mails as select email from customers;
`;

async function open(): Promise<void> {
  view = await serveDiagram(browser(), shop, { reducedMotion: true, width: 1000, height: 700 });
  await view.answered();
}

const node = (name: string) => view.page.locator(`g.node[data-key='["public","${name}"]']`);
const row = (table: string, column: string) => node(table).locator(`.row[data-column="${column}"]`);
const edits = () => view.sent.flatMap((message) => (message.type === 'edit' ? [message.wish] : []));
const table = (name: string) => ({ schema: 'public', name });

async function middleOf(name: string, column: string): Promise<{ x: number; y: number }> {
  const box = await row(name, column).boundingBox();
  if (box === null) throw new Error(`${name}.${column} is not visible`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(from: [string, string], to: { x: number; y: number }): Promise<void> {
  const start = await middleOf(...from);
  await view.page.mouse.move(start.x, start.y);
  await view.page.mouse.down();
  await view.page.mouse.move(start.x + 10, start.y + 3);
  await view.page.mouse.move(to.x, to.y, { steps: 4 });
}

describe('a foreign key by dragging', () => {
  test('from row to row', async () => {
    await open();
    const before = await node('orders').boundingBox();
    await drag(['orders', 'customer_id'], await middleOf('customers', 'id'));
    expect(await view.page.locator('.rubber.hits').count()).toBe(1);
    expect(await row('customers', 'id').getAttribute('class')).toContain('drop');
    await view.page.mouse.up();
    await expect.poll(edits).toEqual([
      {
        kind: 'add foreign key',
        table: table('orders'),
        column: 'customer_id',
        parent: table('customers'),
        parentColumn: 'id',
      },
    ]);
    expect(await view.page.locator('.rubber').count()).toBe(0);
    expect(await node('orders').boundingBox()).toEqual(before);
    await view.page.waitForTimeout(300);
    expect(view.sent.filter(({ type }) => type === 'open')).toEqual([]);
  });

  test('Escape, a view and the empty canvas cancel it', async () => {
    await open();
    await drag(['orders', '<b>'], await middleOf('customers', 'id'));
    await view.page.keyboard.press('Escape');
    expect(await view.page.locator('.rubber').count()).toBe(0);
    await view.page.mouse.up();
    await drag(['orders', '<b>'], await middleOf('mails', 'email'));
    expect(await view.page.locator('.rubber.hits').count()).toBe(0);
    await view.page.mouse.up();
    await drag(['orders', '<b>'], { x: 20, y: 600 });
    await view.page.mouse.up();
    await view.page.waitForTimeout(100);
    expect(edits()).toEqual([]);
  });

  test('elsewhere than on a row the picture moves as before', async () => {
    await open();
    const before = await node('orders').boundingBox();
    const head = await node('orders').locator('.head').boundingBox();
    await view.page.mouse.move(head!.x + 10, head!.y + 10);
    await view.page.mouse.down();
    await view.page.mouse.move(head!.x + 60, head!.y + 40, { steps: 3 });
    await view.page.mouse.up();
    expect((await node('orders').boundingBox())?.x).toBeCloseTo((before?.x ?? 0) + 50, 0);
    expect(edits()).toEqual([]);
  });
});

describe('by keyboard and menu', () => {
  test('keys of a focused table', async () => {
    await open();
    await node('orders').focus();
    for (const key of ['r', 'a', 'k']) await view.page.keyboard.press(key);
    await expect.poll(edits).toEqual([
      { kind: 'rename table', table: table('orders') },
      { kind: 'add column', table: table('orders') },
      { kind: 'add foreign key', table: table('orders') },
    ]);
  });

  test('a view can only be renamed', async () => {
    await open();
    await node('mails').focus();
    for (const key of ['r', 'a', 'k']) await view.page.keyboard.press(key);
    await view.page.waitForTimeout(100);
    expect(edits()).toEqual([{ kind: 'rename table', table: table('mails') }]);
  });

  test('the menu of a column', async () => {
    await open();
    await row('orders', '<b>').click({ button: 'right' });
    await view.page.getByRole('menuitem', { name: 'Rename <b>' }).click();
    await expect.poll(edits).toEqual([{ kind: 'rename column', table: table('orders'), column: '<b>' }]);
    await row('orders', 'customer_id').click({ button: 'right' });
    await view.page.getByRole('menuitem', { name: 'foreign key from customer_id' }).click();
    await expect.poll(edits).toHaveLength(2);
  });
});
