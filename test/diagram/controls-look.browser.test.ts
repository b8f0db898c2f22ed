import { describe, expect, test } from 'vitest';
import { eventually, shop, shopSuite } from './shop-suite.ts';

/** What is used of the page's window. */
interface Styled {
  getComputedStyle(element: unknown): { readonly opacity: string };
}

const { open, node, head, drawnNames, sent, press, text, focusedName, view } = shopSuite();

describe('looking closer', () => {
  test('a hover dims what is unrelated and shows the definition; Escape closes', async () => {
    await open();
    await head('orders').hover();
    await view().page.locator('#card').waitFor();
    expect(await view().page.locator('#picture.dimmed').count()).toBe(1);
    const opacity = (name: string) =>
      node(name).evaluate((one) => (globalThis as unknown as Styled).getComputedStyle(one).opacity);
    expect(await opacity('audit_log')).toBe('0.22');
    expect(await opacity('customers')).toBe('1');
    expect(await text('#card')).toContain('orders (customer_id) → customers (id) ON DELETE CASCADE');
    expect(await text('#card')).toContain('fk-without-index');
    await press('Escape');
    expect(await view().page.locator('#card').isVisible()).toBe(false);
    expect(await view().page.locator('#picture.dimmed').count()).toBe(0);
    await head('customers').hover();
    await view().page.locator('#card').waitFor();
    expect(await text('#card')).toContain('Who buys.');
    await node('customers').locator('[data-column="email"]').hover();
    await eventually(() => text('#card h2')).toBe('customers.emailtext NOT NULL UK');
  });

  test('the keyboard’s focus does the same, and arrows lead from table to table', async () => {
    await open();
    await press('Tab');
    const first = await focusedName();
    await view().page.locator('#card').waitFor();
    expect(await text('#card h2')).toContain(first);
    expect(await view().page.locator('g.node[tabindex="0"]').count()).toBe(1);
    const visited = new Set([first]);
    for (const arrow of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
      await press(arrow);
      visited.add(await focusedName());
    }
    expect(visited.size).toBeGreaterThan(2);
    await press('Tab');
    expect(await view().page.evaluate('document.activeElement.closest("[role=toolbar]") !== null')).toBe(
      true,
    );
  });

  test('a click on a row opens its column, one on a line its foreign key', async () => {
    await open();
    await node('orders').locator('[data-column="total"]').click();
    const uri = 'file:///schema.sql';
    await eventually(() => sent('open')).toEqual([
      { type: 'open', uri, schema: 'public', name: 'orders', column: 'total' },
    ]);
    await view().page.locator('g.relation .hit').first().click({ force: true });
    await eventually(() => sent('openRelation').length).toBe(1);
  });

  test('the map shows what is in sight, and dragging it moves the picture', async () => {
    await open();
    expect(await view().page.locator('#map').isVisible()).toBe(false);
    for (let times = 0; times < 5; times++) await press('+');
    const map = view().page.locator('#map');
    await map.waitFor();
    const before = await head('orders').boundingBox();
    const box = await map.boundingBox();
    await view().page.mouse.move(box!.x + 10, box!.y + 10);
    await view().page.mouse.down();
    await view().page.mouse.move(box!.x + 30, box!.y + 20);
    await view().page.mouse.up();
    const after = await head('orders').boundingBox();
    expect(after!.x).not.toBe(before!.x);
  });
});

describe('following the editor', () => {
  test('the table under the cursor is marked, flown to, and focused where it is not drawn', async () => {
    await open();
    for (let times = 0; times < 9; times++) await press('+');
    await view().send({ type: 'cursor', table: { schema: 'public', name: 'audit_access' } });
    await view().page.locator('g.node.cursor').waitFor();
    await eventually(async () => (await node('audit_access').boundingBox())?.x ?? -1).toBeGreaterThan(0);
    await node('customers').focus();
    await press('o');
    await view().answered();
    await view().send({ type: 'cursor', table: { schema: 'public', name: 'products' } });
    await eventually(() => view().view().focus).toEqual([{ schema: 'public', name: 'products' }]);
    await view().answered();
    expect(await drawnNames()).toContain('products');
  });

  test('not where the option is off', async () => {
    await open({
      kept: { view: { focus: [{ schema: 'public', name: 'customers' }] }, camera: null, follow: false },
    });
    await view().send({ type: 'cursor', table: { schema: 'public', name: 'products' } });
    await view().page.waitForTimeout(300);
    expect(await drawnNames()).toEqual(['customers', 'orders']);
    expect(await view().page.locator('g.node.cursor').count()).toBe(0);
  });

  test('show in diagram flies to a table', async () => {
    await open();
    await view().send({ type: 'reveal', table: { schema: 'public', name: 'products' } });
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
    await view().page.locator('#compare').click();
    await view().page.getByText('With HEAD').click();
    await eventually(() => sent('command')).toEqual([{ type: 'command', command: 'compareHead' }]);
    await view().send({ type: 'change', view: { comparison: { with: 'revision', revision: 'HEAD' } } });
    await view().answered();
    await eventually(() => text('#comparison p')).toBe('Added: 1 · Removed: 1 · Changed: 1');
    expect(await text('#comparison h2')).toBe('Compared with HEAD');
    const listed = await view().page.locator('.difference .object').allTextContents();
    expect(listed.sort()).toEqual(['public.audit_access', 'public.customers.note', 'public.gone']);
    expect(await drawnNames()).toContain('gone');
    await view().page.locator('.difference', { hasText: 'customers.note' }).focus();
    await press('Enter');
    await view().page.locator('[data-column="note"].found').waitFor();
    await view().page.locator('#stopComparing').click();
    await view().answered();
    expect(await drawnNames()).not.toContain('gone');
    expect(await view().page.locator('#comparison').isVisible()).toBe(false);
  });
});

describe('taking it away', () => {
  test('texts come from the extension, pictures from the page', async () => {
    await open();
    await view().page.locator('#take').click();
    await view().page.locator('.menu').getByText('DBML').first().click();
    await eventually(() => sent('export')).toEqual([{ type: 'export', format: 'dbml', to: 'clipboard' }]);
    await view().page.locator('#take').click();
    await view().page.locator('.menu').getByText('SVG').last().click();
    await eventually(() => sent('drawing').length).toBe(1);
    const [svg] = sent('drawing');
    expect(svg).toMatchObject({ format: 'svg', to: 'file' });
    expect(svg?.content).toMatch(/^<svg /);
    expect(svg?.content).not.toContain('foreignObject');
    await view().page.locator('#take').click();
    await view().page.locator('.menu').getByText('PNG 2×').click();
    await eventually(() => sent('drawing').length).toBe(2);
    const png = Buffer.from(sent('drawing')[1]?.content ?? '', 'base64');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
  });

  test('pictures have the editor’s colours, or those that were chosen, which are kept', async () => {
    await open({ theme: 'dark' });
    const ground = async () => {
      const before = sent('drawing').length;
      await view().page.locator('#take').click();
      await view().page.locator('.menu').getByText('SVG').last().click();
      await eventually(() => sent('drawing').length).toBe(before + 1);
      return /<rect[^>]* fill="([^"]+)"/.exec(sent('drawing').at(-1)?.content ?? '')?.[1];
    };
    expect(await ground()).toBe('rgb(31, 31, 31)');
    const looks = () =>
      view().page.evaluate<string>('document.documentElement.style.cssText + document.body.className');
    const before = await looks();
    await view().page.locator('#take').click();
    await view().page.locator('.menu').getByText('Light', { exact: true }).click();
    expect(await view().page.locator('.menu [aria-checked="true"]').textContent()).toContain('Light');
    await press('Escape');
    expect(await ground()).toBe('rgb(255, 255, 255)');
    expect(await looks()).toBe(before);
    await view().page.reload();
    await view().setTheme('dark');
    await head('orders').waitFor();
    expect(await ground()).toBe('rgb(255, 255, 255)');
  });
});

describe('the list', () => {
  test('tells tables, columns and relations, with the same links', async () => {
    await open();
    await press('l');
    expect(await view().page.locator('#list > ul > li').count()).toBe(6);
    await view().page.locator('#list summary', { hasText: 'orders' }).click();
    const open_ = view().page.locator('#list details[open]');
    await open_.getByText('total', { exact: true }).click();
    expect(sent('open').at(-1)).toMatchObject({ name: 'orders', column: 'total' });
    await open_.getByText('orders (customer_id) → customers (id)').click();
    expect(sent('openRelation')).toHaveLength(1);
    await open_.getByText('Show in the picture').click();
    expect(await view().page.locator('#list').isVisible()).toBe(false);
    await eventually(focusedName).toBe('orders');
  });
});

describe('what is kept', () => {
  test('pan and zoom and the view are told to the extension and come back with the next page', async () => {
    await open();
    await node('orders').focus();
    await press('o');
    await view().answered();
    await press('+');
    await view().page.waitForTimeout(400);
    const kept = view().kept();
    expect(kept.camera?.fitted).toBe(false);
    const before = await head('orders').boundingBox();
    await view().close();
    await open({ kept });
    expect(await drawnNames()).toEqual(['customers', 'order_items', 'orders']);
    const after = await head('orders').boundingBox();
    expect(after?.width).toBeCloseTo(before?.width ?? 0, 0);
    expect(after?.x).toBeCloseTo(before?.x ?? 0, 0);
  });

  test('a named view replaces everything, and can be undone', async () => {
    await open({ kept: { view: { detail: 'keys' }, camera: null, follow: true } });
    await view().send({ type: 'change', view: { hidden: ['audit_*'] }, isNew: true });
    await view().answered();
    expect(view().view()).toEqual({ hidden: ['audit_*'] });
    await press('Control+z');
    await view().answered();
    expect(view().view()).toEqual({ detail: 'keys' });
  });
});
