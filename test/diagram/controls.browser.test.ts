import { describe, expect, test } from 'vitest';
import type { FromDiagramView } from '../../server/protocol/messages.ts';
import { type ServedDiagram, serveDiagram } from './serve-diagram.ts';
import { useChromium } from './use-chromium.ts';

/** What is used of the page's window. */
interface Styled {
  getComputedStyle(element: unknown): { readonly opacity: string };
}

let view: ServedDiagram;
const browser = useChromium(() => view);

const shop = `
create table customers (id bigint primary key, email text not null unique, note text);
comment on table customers is 'Who buys.';
create table orders (
  id bigint primary key,
  customer_id bigint not null references customers on delete cascade,
  total numeric(10,2)
);
create table order_items (order_id bigint references orders, line int, product_id bigint, primary key (order_id, line));
create table products (id bigint primary key, sku text unique, price numeric);
alter table order_items add foreign key (product_id) references products;
create table audit_log (id bigint primary key, line text);
create table audit_access (id bigint primary key, who text);
`;

async function open(more: Parameters<typeof serveDiagram>[2] = {}): Promise<void> {
  view = await serveDiagram(browser(), shop, { reducedMotion: true, width: 1000, height: 700, ...more });
  await view.answered();
}

function node(name: string) {
  return view.page.locator(`g.node[data-key='["public","${name}"]']`);
}

function head(name: string) {
  return node(name).locator('.head');
}

async function drawnNames(): Promise<string[]> {
  const keys = await view.page
    .locator('g.node[data-key]')
    .evaluateAll((nodes) => nodes.map((one) => (one as unknown as { dataset: { key: string } }).dataset.key));
  return keys.map((key) => JSON.parse(key)[1]).sort();
}

function sent<T extends FromDiagramView['type']>(type: T): Extract<FromDiagramView, { type: T }>[] {
  return view.sent.filter((message) => message.type === type) as Extract<FromDiagramView, { type: T }>[];
}

const eventually = <T>(get: () => T) => expect.poll(get, { timeout: 15_000 });
const press = (key: string) => view.page.keyboard.press(key);
const text = (selector: string) => view.page.locator(selector).textContent();
const focusedName = () =>
  view.page.evaluate<string>('JSON.parse(document.activeElement?.dataset.key ?? "[0,\\"\\"]")[1]');

describe('search', () => {
  test('/ finds tables and columns, and Enter flies to the row and lights it', async () => {
    await open();
    await press('/');
    await view.page.keyboard.type('cust');
    await view.page.locator('#match1').waitFor();
    expect(await view.page.locator('#searchResults [role=option]').allTextContents()).toEqual([
      'customerstable',
      'customer_idorders · bigint',
    ]);
    await press('ArrowDown');
    expect(await view.page.locator('#searchText').getAttribute('aria-activedescendant')).toBe('match1');
    await press('Enter');
    await view.page.locator('[data-column="customer_id"].found').waitFor();
    expect(await view.page.locator('#searchBox').isVisible()).toBe(false);
    expect(await focusedName()).toBe('orders');
  });

  test('a table that is not drawn becomes the focus; Escape leaves everything as it is', async () => {
    await open({ kept: { view: { hidden: ['audit_*'] }, camera: null, follow: true } });
    expect(await drawnNames()).not.toContain('audit_log');
    await press('Control+f');
    await view.page.keyboard.type('audit_l');
    await view.page.locator('#match0').waitFor();
    await press('Escape');
    expect(view.view().focus).toBeUndefined();
    await press('/');
    await view.page.locator('#match0').waitFor();
    await press('Enter');
    await view.answered();
    expect(view.view().focus).toEqual([{ schema: 'public', name: 'audit_log' }]);
    expect(await drawnNames()).toEqual(['audit_log']);
  });

  test('says that nothing has the name', async () => {
    await open();
    await press('/');
    await view.page.keyboard.type('zzz');
    await eventually(() => text('#announcer')).toBe('Nothing has this name.');
  });
});

describe('focus', () => {
  test('o focuses, the chip says what is shown, + takes further neighbours, the button shows all', async () => {
    await open();
    await node('customers').focus();
    await press('o');
    await view.answered();
    expect(await drawnNames()).toEqual(['customers', 'orders']);
    expect(await text('#chip')).toContain('customers');
    expect(await text('#chip')).toContain('2 of 6 tables');
    await view.page.locator('#moreHops').click();
    await view.answered();
    expect(await drawnNames()).toEqual(['customers', 'order_items', 'orders']);
    expect(view.view().hops).toBe(2);
    await node('customers').focus();
    await press('[');
    await view.answered();
    expect(view.view().hops).toBeUndefined();
    await view.page.locator('#showAll').click();
    await view.answered();
    expect(await drawnNames()).toHaveLength(6);
    expect(await view.page.locator('#chip').isVisible()).toBe(false);
  });

  test('a double click focuses and opens nothing; the +n mark adds a table’s neighbours', async () => {
    await open();
    await head('customers').dblclick();
    await view.answered();
    expect(await drawnNames()).toEqual(['customers', 'orders']);
    expect(sent('open')).toEqual([]);
    await node('orders').locator('.more').click();
    await eventually(() => view.view().focus?.length).toBe(2);
    await view.answered();
    expect(await drawnNames()).toEqual(['customers', 'order_items', 'orders']);
  });

  test('back and forward go through what was focused, undo and redo through the changes', async () => {
    await open();
    for (const name of ['customers', 'orders']) {
      await node(name).focus();
      await press('o');
      await view.answered();
    }
    const focus = () => view.view().focus?.[0]?.name;
    await press('Alt+ArrowLeft');
    await view.answered();
    expect(focus()).toBe('customers');
    await view.page.locator('#back').click();
    await view.answered();
    expect(focus()).toBeUndefined();
    expect(await view.page.locator('#back').getAttribute('aria-disabled')).toBe('true');
    await press('Alt+ArrowRight');
    await view.answered();
    expect(focus()).toBe('customers');
    await press('Control+z');
    await view.answered();
    expect(focus()).toBeUndefined();
    await press('Control+y');
    await view.answered();
    expect(focus()).toBe('customers');
  });
});

describe('the menu of a table', () => {
  test('opens by the right button and by Shift+F10, and its keys work', async () => {
    await open();
    await head('audit_log').click({ button: 'right' });
    const items = view.page.locator('.menu [role^=menuitem]');
    expect(await items.allTextContents()).toEqual(
      expect.arrayContaining([
        'Go to the definition⏎',
        'Focus on this tableo',
        'Show all columns of this table',
        'Hide this tableh',
        'Hide audit_*',
        'Copy the name',
      ]),
    );
    await press('Escape');
    expect(await items.count()).toBe(0);
    await node('audit_log').focus();
    await press('Shift+F10');
    await press('End');
    await press('Enter');
    await eventually(() => sent('copy')).toEqual([{ type: 'copy', text: 'audit_log' }]);
    expect(await focusedName()).toBe('audit_log');
  });

  test('hides tables by a pattern, which the options take away again', async () => {
    await open();
    await head('audit_log').click({ button: 'right' });
    await view.page.getByText('Hide audit_*').click();
    await view.answered();
    expect(await drawnNames()).toEqual(['customers', 'order_items', 'orders', 'products']);
    await press('v');
    expect(await text('#optionsPanel fieldset:last-of-type legend')).toBe('Hidden tables (Tables: 2)');
    await view.page.locator('.patterns .remove').click();
    await view.answered();
    expect(await drawnNames()).toHaveLength(6);
    await view.page.locator('#hidePattern').fill('order*');
    await press('Enter');
    await view.answered();
    expect(await drawnNames()).toEqual(['audit_access', 'audit_log', 'customers', 'products']);
  });

  test('draws a table in full among others that show their keys', async () => {
    await open({ kept: { view: { detail: 'keys' }, camera: null, follow: true } });
    expect(await node('customers').textContent()).not.toContain('note');
    await node('customers').focus();
    await press('e');
    await view.answered();
    expect(await node('customers').textContent()).toContain('note');
    expect(await node('products').textContent()).not.toContain('price');
  });
});

describe('options', () => {
  test('each takes effect at once', async () => {
    await open();
    await view.page.locator('#options').click();
    const choose = async (name: string, value: string) => {
      await view.page.locator(`input[name="${name}"][value="${value}"]`).click();
      await view.answered();
    };
    await choose('detail', 'names');
    expect(await view.page.locator('[data-column]').count()).toBe(0);
    await choose('direction', 'TB');
    expect(view.view().direction).toBe('TB');
    await choose('grouping', 'schema');
    expect(view.view().grouping).toBe('schema');
    await view.page.getByText('Relations', { exact: true }).click();
    await view.answered();
    expect(await view.page.locator('path[data-relation]').count()).toBe(0);
    await view.page.getByText('Only this file’s tables').click();
    await eventually(() => view.view().scope).toBe('file');
    await view.page.getByText('Follow the editor’s cursor').click();
    await eventually(() => view.kept().follow).toBe(false);
    await press('Escape');
    expect(await view.page.evaluate('document.activeElement.id')).toBe('options');
  });

  test('the overview draws the groups, and Enter opens one', async () => {
    await open({ kept: { view: { grouping: 'schema', overview: true }, camera: null, follow: true } });
    expect(await view.page.locator('g.node[data-group]').count()).toBeGreaterThan(0);
    expect(await view.page.locator('g.node[data-table]').count()).toBe(0);
    await view.page.locator('g.node[data-group]').first().focus();
    await press('Enter');
    await view.answered();
    expect((await drawnNames()).length).toBeGreaterThan(0);
    expect(await view.page.locator('g.node[data-group]').count()).toBe(0);
    await press('Alt+ArrowLeft');
    await view.answered();
    expect(await view.page.locator('g.node[data-table]').count()).toBe(0);
  });

  test('a view that shows nothing offers everything', async () => {
    await open({ kept: { view: { hidden: ['*'] }, camera: null, follow: true } });
    expect(await text('#message')).toContain('none of the 6 tables');
    await view.page.locator('#message button').click();
    await view.answered();
    expect(await drawnNames()).toHaveLength(6);
  });
});

describe('looking closer', () => {
  test('a hover dims what is unrelated and shows the definition; Escape closes', async () => {
    await open();
    await head('orders').hover();
    await view.page.locator('#card').waitFor();
    expect(await view.page.locator('#picture.dimmed').count()).toBe(1);
    const opacity = (name: string) =>
      node(name).evaluate((one) => (globalThis as unknown as Styled).getComputedStyle(one).opacity);
    expect(await opacity('audit_log')).toBe('0.22');
    expect(await opacity('customers')).toBe('1');
    expect(await text('#card')).toContain('orders (customer_id) → customers (id) ON DELETE CASCADE');
    expect(await text('#card')).toContain('fk-without-index');
    await press('Escape');
    expect(await view.page.locator('#card').isVisible()).toBe(false);
    expect(await view.page.locator('#picture.dimmed').count()).toBe(0);
    await head('customers').hover();
    await view.page.locator('#card').waitFor();
    expect(await text('#card')).toContain('Who buys.');
    await node('customers').locator('[data-column="email"]').hover();
    await eventually(() => text('#card h2')).toBe('customers.emailtext NOT NULL UK');
  });

  test('the keyboard’s focus does the same, and arrows lead from table to table', async () => {
    await open();
    await press('Tab');
    const first = await focusedName();
    await view.page.locator('#card').waitFor();
    expect(await text('#card h2')).toContain(first);
    expect(await view.page.locator('g.node[tabindex="0"]').count()).toBe(1);
    const visited = new Set([first]);
    for (const arrow of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
      await press(arrow);
      visited.add(await focusedName());
    }
    expect(visited.size).toBeGreaterThan(2);
    await press('Tab');
    expect(await view.page.evaluate('document.activeElement.closest("[role=toolbar]") !== null')).toBe(true);
  });

  test('a click on a row opens its column, one on a line its foreign key', async () => {
    await open();
    await node('orders').locator('[data-column="total"]').click();
    const uri = 'file:///schema.sql';
    await eventually(() => sent('open')).toEqual([
      { type: 'open', uri, schema: 'public', name: 'orders', column: 'total' },
    ]);
    await view.page.locator('g.relation .hit').first().click({ force: true });
    await eventually(() => sent('openRelation').length).toBe(1);
  });

  test('the map shows what is in sight, and dragging it moves the picture', async () => {
    await open();
    expect(await view.page.locator('#map').isVisible()).toBe(false);
    for (let times = 0; times < 5; times++) await press('+');
    const map = view.page.locator('#map');
    await map.waitFor();
    const before = await head('orders').boundingBox();
    const box = await map.boundingBox();
    await view.page.mouse.move(box!.x + 10, box!.y + 10);
    await view.page.mouse.down();
    await view.page.mouse.move(box!.x + 30, box!.y + 20);
    await view.page.mouse.up();
    const after = await head('orders').boundingBox();
    expect(after!.x).not.toBe(before!.x);
  });
});

describe('following the editor', () => {
  test('the table under the cursor is marked, flown to, and focused where it is not drawn', async () => {
    await open();
    for (let times = 0; times < 9; times++) await press('+');
    await view.send({ type: 'cursor', table: { schema: 'public', name: 'audit_access' } });
    await view.page.locator('g.node.cursor').waitFor();
    await eventually(async () => (await node('audit_access').boundingBox())?.x ?? -1).toBeGreaterThan(0);
    await node('customers').focus();
    await press('o');
    await view.answered();
    await view.send({ type: 'cursor', table: { schema: 'public', name: 'products' } });
    await eventually(() => view.view().focus).toEqual([{ schema: 'public', name: 'products' }]);
    await view.answered();
    expect(await drawnNames()).toContain('products');
  });

  test('not where the option is off', async () => {
    await open({
      kept: { view: { focus: [{ schema: 'public', name: 'customers' }] }, camera: null, follow: false },
    });
    await view.send({ type: 'cursor', table: { schema: 'public', name: 'products' } });
    await view.page.waitForTimeout(300);
    expect(await drawnNames()).toEqual(['customers', 'orders']);
    expect(await view.page.locator('g.node.cursor').count()).toBe(0);
  });

  test('show in diagram flies to a table', async () => {
    await open();
    await view.send({ type: 'reveal', table: { schema: 'public', name: 'products' } });
    await eventually(focusedName).toBe('products');
  });
});

describe('comparing', () => {
  const was = shop
    .replace('note text', 'note varchar(9)')
    .replace('create table audit_access (id bigint primary key, who text);', '')
    .concat('create table gone (id bigint primary key);');

  test('a list names the differences, Enter flies to one, the cross ends it', async () => {
    await open({ was });
    await view.page.locator('#compare').click();
    await view.page.getByText('With HEAD').click();
    await eventually(() => sent('command')).toEqual([{ type: 'command', command: 'compareHead' }]);
    await view.send({ type: 'change', view: { comparison: { with: 'revision', revision: 'HEAD' } } });
    await view.answered();
    await eventually(() => text('#comparison p')).toBe('Added: 1 · Removed: 1 · Changed: 1');
    expect(await text('#comparison h2')).toBe('Compared with HEAD');
    const listed = await view.page.locator('.difference .object').allTextContents();
    expect(listed.sort()).toEqual(['public.audit_access', 'public.customers.note', 'public.gone']);
    expect(await drawnNames()).toContain('gone');
    await view.page.locator('.difference', { hasText: 'customers.note' }).focus();
    await press('Enter');
    await view.page.locator('[data-column="note"].found').waitFor();
    await view.page.locator('#stopComparing').click();
    await view.answered();
    expect(await drawnNames()).not.toContain('gone');
    expect(await view.page.locator('#comparison').isVisible()).toBe(false);
  });
});

describe('taking it away', () => {
  test('texts come from the extension, pictures from the page', async () => {
    await open();
    await view.page.locator('#take').click();
    await view.page.locator('.menu').getByText('DBML').first().click();
    await eventually(() => sent('export')).toEqual([{ type: 'export', format: 'dbml', to: 'clipboard' }]);
    await view.page.locator('#take').click();
    await view.page.locator('.menu').getByText('SVG').last().click();
    await eventually(() => sent('drawing').length).toBe(1);
    const [svg] = sent('drawing');
    expect(svg).toMatchObject({ format: 'svg', to: 'file' });
    expect(svg?.content).toMatch(/^<svg /);
    expect(svg?.content).not.toContain('foreignObject');
    await view.page.locator('#take').click();
    await view.page.locator('.menu').getByText('PNG 2×').click();
    await eventually(() => sent('drawing').length).toBe(2);
    const png = Buffer.from(sent('drawing')[1]?.content ?? '', 'base64');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
  });

  test('pictures have the editor’s colours, or those that were chosen, which are kept', async () => {
    await open({ theme: 'dark' });
    const ground = async () => {
      const before = sent('drawing').length;
      await view.page.locator('#take').click();
      await view.page.locator('.menu').getByText('SVG').last().click();
      await eventually(() => sent('drawing').length).toBe(before + 1);
      return /<rect[^>]* fill="([^"]+)"/.exec(sent('drawing').at(-1)?.content ?? '')?.[1];
    };
    expect(await ground()).toBe('rgb(31, 31, 31)');
    const looks = () =>
      view.page.evaluate<string>('document.documentElement.style.cssText + document.body.className');
    const before = await looks();
    await view.page.locator('#take').click();
    await view.page.locator('.menu').getByText('Light', { exact: true }).click();
    expect(await view.page.locator('.menu [aria-checked="true"]').textContent()).toContain('Light');
    await press('Escape');
    expect(await ground()).toBe('rgb(255, 255, 255)');
    expect(await looks()).toBe(before);
    await view.page.reload();
    await view.setTheme('dark');
    await head('orders').waitFor();
    expect(await ground()).toBe('rgb(255, 255, 255)');
  });
});

describe('the list', () => {
  test('tells tables, columns and relations, with the same links', async () => {
    await open();
    await press('l');
    expect(await view.page.locator('#list > ul > li').count()).toBe(6);
    await view.page.locator('#list summary', { hasText: 'orders' }).click();
    const open_ = view.page.locator('#list details[open]');
    await open_.getByText('total', { exact: true }).click();
    expect(sent('open').at(-1)).toMatchObject({ name: 'orders', column: 'total' });
    await open_.getByText('orders (customer_id) → customers (id)').click();
    expect(sent('openRelation')).toHaveLength(1);
    await open_.getByText('Show in the picture').click();
    expect(await view.page.locator('#list').isVisible()).toBe(false);
    await eventually(focusedName).toBe('orders');
  });
});

describe('what is kept', () => {
  test('pan and zoom and the view are told to the extension and come back with the next page', async () => {
    await open();
    await node('orders').focus();
    await press('o');
    await view.answered();
    await press('+');
    await view.page.waitForTimeout(400);
    const kept = view.kept();
    expect(kept.camera?.fitted).toBe(false);
    const before = await head('orders').boundingBox();
    await view.close();
    await open({ kept });
    expect(await drawnNames()).toEqual(['customers', 'order_items', 'orders']);
    const after = await head('orders').boundingBox();
    expect(after?.width).toBeCloseTo(before?.width ?? 0, 0);
    expect(after?.x).toBeCloseTo(before?.x ?? 0, 0);
  });

  test('a named view replaces everything, and can be undone', async () => {
    await open({ kept: { view: { detail: 'keys' }, camera: null, follow: true } });
    await view.send({ type: 'change', view: { hidden: ['audit_*'] }, isNew: true });
    await view.answered();
    expect(view.view()).toEqual({ hidden: ['audit_*'] });
    await press('Control+z');
    await view.answered();
    expect(view.view()).toEqual({ detail: 'keys' });
  });
});
