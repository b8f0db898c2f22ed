import { describe, expect, test } from 'vitest';
import { type DiagramPage, openDiagramPage } from './open-diagram-page.ts';
import { column, generated, picture, resultOf, shop } from './sample-models.ts';
import { useChromium } from './use-chromium.ts';

declare const window: { postMessage(message: unknown, target: string): void };

let view: DiagramPage;
const browser = useChromium(() => view);

async function show(result = resultOf(shop())): Promise<void> {
  await view.send({ type: 'show', title: 'schema.sql', result });
  await view.drawn(result.picture.hash);
}

function drawings(): number {
  return view.sent.filter((message) => message.type === 'drawn').length;
}

function node(name: string) {
  return view.page.locator(`g.node[data-key='["public","${name}"]']`);
}

async function placeOf(name: string): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await node(name).boundingBox();
  if (box === null) throw new Error(`${name} is not visible`);
  return box;
}

/** The shop with a change, and a new hash. */
function changedShop(
  change: (tables: ReturnType<typeof shop>['tables']) => ReturnType<typeof shop>['tables'],
) {
  const { tables, relations } = shop();
  return picture(change(tables), relations);
}

const wider = changedShop((tables) =>
  tables.map((table) =>
    table.id === 'T3' ? { ...table, columns: [...table.columns, column('text ean')], columnCount: 6 } : table,
  ),
);

describe('drawing', () => {
  test('draws tables, lines and counts under its content security policy', async () => {
    view = await openDiagramPage(browser());
    await show();
    expect(await view.page.locator('g.node[data-table]').count()).toBe(7);
    expect(await view.page.locator('path[data-relation][data-ends]').count()).toBe(7);
    expect(await view.page.locator('#counts').textContent()).toBe('Tables: 6 · Views: 1 · Relations: 7');
  });

  test('skips a picture that it shows already, and draws a changed one', async () => {
    view = await openDiagramPage(browser());
    await show();
    await view.send({ type: 'show', title: 'x', result: resultOf(shop(), { version: 2 }) });
    await view.page.waitForTimeout(400);
    expect(drawings()).toBe(1);
    await show(resultOf(wider));
    expect(await node('products').textContent()).toContain('ean');
    expect(await view.page.locator('g.node.touched').count()).toBe(1);
  });

  test('of several pictures in a row it draws the last', async () => {
    view = await openDiagramPage(browser());
    await show();
    const results = [3, 4, 5].map((count) => resultOf(generated(count)));
    await view.page.evaluate((all) => {
      for (const result of all) window.postMessage({ type: 'show', title: 'x', result }, '*');
    }, results);
    await view.drawn(generated(5).hash);
    await view.settled();
    expect(drawings()).toBe(2);
    expect(await view.page.locator('g.node').count()).toBe(5);
  });

  test('an empty file says what to do', async () => {
    view = await openDiagramPage(browser());
    await show(resultOf(picture([])));
    expect(await view.page.locator('#message').textContent()).toContain('CREATE TABLE');
    await show();
    expect(await view.page.locator('#message').isVisible()).toBe(false);
  });

  test('colours follow the theme at once', async () => {
    view = await openDiagramPage(browser(), { theme: 'light' });
    await show();
    const fill = (): Promise<string> =>
      view.page.evaluate(`getComputedStyle(document.querySelector('#picture .body')).fill`);
    const light = await fill();
    await view.setTheme('dark');
    const dark = await fill();
    await view.setTheme('highContrast');
    expect(new Set([light, dark, await fill()]).size).toBe(3);
    expect(await fill()).toBe('rgb(0, 0, 0)');
    expect(drawings()).toBe(1);
  });

  test('thousands of tables are drawn only when someone wants them', async () => {
    view = await openDiagramPage(browser());
    const large = generated(4500, 'names');
    await view.send({ type: 'show', title: 'x', result: resultOf(large) });
    const button = view.page.locator('#message button');
    await button.waitFor();
    expect(await view.page.locator('#message').textContent()).toMatch(/4500 tables.*about \d+ s/);
    expect(drawings()).toBe(0);
  });
});

describe('while the SQL is broken', () => {
  const withoutOrders = picture(
    shop().tables.filter((table) => table.id !== 'T4'),
    shop().relations.filter((line) => line.child !== 'T4' && line.parent !== 'T4'),
  );

  test('the last good picture stays, with a banner, until the SQL is whole again', async () => {
    view = await openDiagramPage(browser());
    await show();
    await view.send({ type: 'show', title: 'x', result: resultOf(withoutOrders, { damaged: 1 }) });
    await view.page.locator('#banner').waitFor();
    expect(await view.page.locator('#banner').textContent()).toContain('last complete picture');
    expect(await node('orders').count()).toBe(1);
    await view.send({ type: 'show', title: 'x', result: resultOf(shop(), { version: 3 }) });
    await view.page.locator('#banner').waitFor({ state: 'hidden' });
    expect(drawings()).toBe(1);
  });

  test('the banner offers to draw what there is', async () => {
    view = await openDiagramPage(browser());
    await show();
    await view.send({ type: 'show', title: 'x', result: resultOf(withoutOrders, { damaged: 1 }) });
    await view.page.locator('#banner button').click();
    await view.drawn(withoutOrders.hash);
    expect(await node('orders').count()).toBe(0);
  });

  test('a file that is broken from the start is drawn, and so is what is added to it', async () => {
    view = await openDiagramPage(browser());
    await show(resultOf(shop(), { damaged: 1 }));
    expect(await view.page.locator('#banner').textContent()).toContain('does not parse');
    await show(resultOf(wider, { damaged: 1 }));
    expect(await node('products').textContent()).toContain('ean');
  });
});

describe('moving about', () => {
  test('the wheel, the buttons and the keys zoom; dragging pans', async () => {
    view = await openDiagramPage(browser());
    await show();
    const scale = async () => Number.parseInt((await view.page.locator('#scale').textContent()) ?? '', 10);
    const fitted = await scale();
    await view.page.mouse.move(450, 350);
    await view.page.mouse.wheel(0, -100);
    const wheeled = await scale();
    expect(wheeled).toBeGreaterThan(fitted);
    await view.page.locator('#zoomOut').click();
    expect(await scale()).toBeLessThan(wheeled);
    await view.page.keyboard.press('0');
    expect(await scale()).toBe(100);
    await view.page.keyboard.press('+');
    expect(await scale()).toBe(120);
    await view.page.keyboard.press('f');
    await expect.poll(scale).toBe(fitted);
    const before = await placeOf('orders');
    await view.page.mouse.move(20, 350);
    await view.page.mouse.down();
    await view.page.mouse.move(60, 380, { steps: 4 });
    await view.page.mouse.up();
    const after = await placeOf('orders');
    expect(after.x - before.x).toBeCloseTo(40, 0);
    expect(after.y - before.y).toBeCloseTo(30, 0);
  });

  test('an edit keeps the zoom, and the table in the middle stays where it is', async () => {
    view = await openDiagramPage(browser());
    await show();
    await view.page.locator('#zoomIn').click();
    const scale = await view.page.locator('#scale').textContent();
    await node('orders').hover();
    const before = await placeOf('orders');
    await show(resultOf(wider));
    const after = await placeOf('orders');
    expect(await view.page.locator('#scale').textContent()).toBe(scale);
    expect(after.x + after.width / 2).toBeCloseTo(before.x + before.width / 2, 0);
    expect(after.y).toBeCloseTo(before.y, 0);
  });

  test('a reload restores pan and zoom', async () => {
    view = await openDiagramPage(browser());
    await show();
    await view.page.locator('#zoomIn').click();
    await view.page.mouse.move(20, 350);
    await view.page.mouse.down();
    await view.page.mouse.move(80, 300, { steps: 4 });
    await view.page.mouse.up();
    const before = await placeOf('orders');
    await view.page.waitForTimeout(300);
    await view.page.reload();
    view.sent.length = 0;
    await view.setTheme('light');
    await show();
    expect(await placeOf('orders')).toEqual(before);
  });
});

describe('tables', () => {
  test('a click and Enter open the definition; a drag does not', async () => {
    view = await openDiagramPage(browser());
    await show();
    const opened = () => view.sent.filter((message) => message.type === 'open');
    await node('orders').locator('.head').click();
    await expect
      .poll(opened)
      .toEqual([{ type: 'open', uri: 'file:///schema.sql', schema: 'public', name: 'orders' }]);
    await node('products').focus();
    await view.page.keyboard.press('Enter');
    await expect.poll(() => opened().length).toBe(2);
    expect(opened()[1]).toMatchObject({ name: 'products' });
    const { x, y } = await placeOf('customers');
    await view.page.mouse.move(x + 10, y + 10);
    await view.page.mouse.down();
    await view.page.mouse.move(x + 60, y + 40, { steps: 4 });
    await view.page.mouse.up();
    await view.page.waitForTimeout(100);
    expect(opened()).toHaveLength(2);
  });

  test('each has a name for screen readers and can be reached with Tab', async () => {
    view = await openDiagramPage(browser());
    await show();
    expect(await node('orders').getAttribute('aria-label')).toBe(
      'table public.orders, 5 columns. Opens its definition.',
    );
    await view.page.keyboard.press('Tab');
    expect(await view.page.evaluate('document.activeElement.dataset.table')).toBe('T0');
  });

  test('the lines of a table light up under the pointer', async () => {
    view = await openDiagramPage(browser());
    await show();
    await node('order_items').hover();
    expect(await view.page.locator('g.relation.related').count()).toBe(2);
  });
});
