import type { FrameLocator, Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { boxOf, diagramSuite, eventually, middleOf, rowOf, setOption } from './diagram-suite.ts';
import { goTo, runCommand } from './editor-page.ts';

const suite = diagramSuite();
const { lineOf, cursor } = suite;

const press = (key: string): Promise<void> => suite.page().keyboard.press(key);
const scaleOf = async (diagram: FrameLocator): Promise<number> =>
  Number.parseInt((await diagram.locator('#scale').textContent()) ?? '', 10);
const tables = (diagram: FrameLocator): Promise<number> => diagram.locator('g.node[data-table]').count();

async function placeOf(element: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await element.boundingBox();
  return { x: Math.round(box?.x ?? Number.NaN), y: Math.round(box?.y ?? Number.NaN) };
}

/** The middle of the empty stage's upper left corner, where no table stands. */
async function emptyPlace(diagram: FrameLocator): Promise<{ readonly x: number; readonly y: number }> {
  const stage = await diagram.locator('#stage').boundingBox();
  return { x: (stage?.x ?? 0) + 6, y: (stage?.y ?? 0) + (stage?.height ?? 0) - 90 };
}

describe('the way through the diagram', () => {
  it('a table in focus with N hops, back and forward, undo and redo of the view', async () => {
    const diagram = await suite.open('way-focus');
    await boxOf(diagram, 'categories').focus();
    await press('o');
    await eventually(() => tables(diagram)).toBe(2);
    await press(']');
    await eventually(() => tables(diagram)).toBe(3);
    await press(']');
    await eventually(() => tables(diagram)).toBe(4);
    await eventually(() => diagram.locator('#chip').textContent()).toContain('Hops: 3');
    await diagram.locator('#fewerHops').click();
    await eventually(() => tables(diagram)).toBe(3);
    await runCommand(suite.page(), 'Diagram: Back');
    await eventually(() => tables(diagram)).toBe(4);
    await runCommand(suite.page(), 'Diagram: Forward');
    await eventually(() => tables(diagram)).toBe(3);
    await runCommand(suite.page(), 'Show All Tables in Diagram');
    await eventually(() => tables(diagram)).toBe(6);
    await runCommand(suite.page(), 'Diagram: Undo View Change');
    await eventually(() => tables(diagram)).toBe(3);
    await runCommand(suite.page(), 'Diagram: Redo View Change');
    await eventually(() => tables(diagram)).toBe(6);
  });

  it('all columns, keys or names; the table under the cursor is always shown in full', async () => {
    const diagram = await suite.open('way-detail');
    await suite.focusEditor();
    await goTo(suite.page(), lineOf('CREATE TABLE products') + 2, 1);
    await setOption(diagram, 'detail', 'keys');
    await rowOf(diagram, 'customers', 'phone').waitFor({ state: 'detached', timeout: 15_000 });
    expect(await rowOf(diagram, 'customers', 'id').count()).toBe(1);
    await suite.focusEditor();
    await goTo(suite.page(), lineOf('CREATE TABLE customers') + 2, 1);
    await rowOf(diagram, 'customers', 'phone').waitFor({ timeout: 15_000 });
    await rowOf(diagram, 'products', 'base_price').waitFor({ state: 'detached', timeout: 15_000 });
    await setOption(diagram, 'detail', 'names');
    await rowOf(diagram, 'products', 'id').waitFor({ state: 'detached', timeout: 15_000 });
    await setOption(diagram, 'detail', 'full');
    await rowOf(diagram, 'products', 'base_price').waitFor({ timeout: 15_000 });
  });

  it('tables hidden by a pattern, relations off and on, direction', async () => {
    const diagram = await suite.open('way-hide');
    await boxOf(diagram, 'order_items').locator('.head').click({ button: 'right' });
    await diagram.locator('.menu').getByText('Hide this table').click();
    await eventually(() => tables(diagram)).toBe(5);
    await diagram.locator('#options').click();
    await diagram.locator('#hidePattern').fill('c*');
    await press('Enter');
    await eventually(() => tables(diagram)).toBe(3);
    expect(await boxOf(diagram, 'customers').count()).toBe(0);
    for (let left = 2; left > 0; left--) await diagram.locator('.patterns .remove').first().click();
    await eventually(() => tables(diagram)).toBe(6);
    await diagram.locator('#optionsPanel').getByText('Relations', { exact: true }).click();
    await eventually(() => diagram.locator('path[data-relation]').count()).toBe(0);
    await diagram.locator('#optionsPanel').getByText('Relations', { exact: true }).click();
    await eventually(() => diagram.locator('path[data-relation]').count()).toBe(8);
    await press('Escape');
    for (const [direction, isBeside] of [
      ['LR', true],
      ['TB', false],
    ] as const) {
      await setOption(diagram, 'direction', direction);
      await eventually(async () => {
        const [parent, child] = [
          await placeOf(boxOf(diagram, 'categories')),
          await placeOf(boxOf(diagram, 'order_items')),
        ];
        return Math.abs(child.x - parent.x) > Math.abs(child.y - parent.y);
      }).toBe(isBeside);
    }
  });

  it('a hover dims what is unrelated, and shows definition, comment and findings', async () => {
    const diagram = await suite.open('way-hover');
    await boxOf(diagram, 'categories').locator('.head').hover();
    await diagram.locator('#picture.dimmed').waitFor();
    expect(await boxOf(diagram, 'products').getAttribute('class')).toContain('related');
    expect(await boxOf(diagram, 'orders').getAttribute('class')).not.toContain('related');
    await diagram.locator('#card').waitFor();
    const card = await diagram.locator('#card').textContent();
    expect(card).toContain('products (category_id) → categories (id)');
    expect(card).toContain('many to one or none');
    expect(card).toContain('hierarchy-cycle-unguarded');
  });

  it('zoom, pan and fit by mouse, touchpad and keyboard; the map; reduced motion', async () => {
    const diagram = await suite.open('way-zoom');
    const { mouse } = suite.page();
    const fitted = await scaleOf(diagram);
    const at = await emptyPlace(diagram);
    await mouse.move(at.x, at.y);
    await mouse.wheel(0, -100);
    await eventually(() => scaleOf(diagram)).toBeGreaterThan(fitted);
    // A touchpad glides in both directions, which moves the picture.
    const before = await placeOf(boxOf(diagram, 'orders'));
    await mouse.wheel(13, 7);
    await eventually(() => placeOf(boxOf(diagram, 'orders'))).toEqual({ x: before.x - 13, y: before.y - 7 });
    await mouse.down();
    await mouse.move(at.x + 40, at.y - 25, { steps: 4 });
    await mouse.up();
    await eventually(() => placeOf(boxOf(diagram, 'orders'))).toEqual({ x: before.x + 27, y: before.y - 32 });
    for (let times = 0; times < 6; times++) await press('+');
    await diagram.locator('#map').waitFor();
    const near = await placeOf(boxOf(diagram, 'orders'));
    const map = await diagram.locator('#map').boundingBox();
    await mouse.click((map?.x ?? 0) + 8, (map?.y ?? 0) + 8);
    await eventually(async () => (await placeOf(boxOf(diagram, 'orders'))).x).not.toBe(near.x);
    await press('0');
    await eventually(() => scaleOf(diagram)).toBe(100);
    const whole = await placeOf(boxOf(diagram, 'orders'));
    await press('Shift+ArrowRight');
    await eventually(async () => (await placeOf(boxOf(diagram, 'orders'))).x).toBe(whole.x - 60);
    await suite.page().emulateMedia({ reducedMotion: 'reduce' });
    await press('f');
    // Without a flight the picture is there at once.
    expect(await scaleOf(diagram)).toBe(fitted);
    await runCommand(suite.page(), 'Fit Diagram into Window');
    await eventually(() => scaleOf(diagram)).toBe(fitted);
  });
});

describe('to the source and back', () => {
  it('a click on a relation, and Enter on a table, a column and a relation, open their definitions', async () => {
    const diagram = await suite.open('way-source');
    const line = diagram.locator('g.relation', { has: diagram.locator('[data-relation*="category_id"]') });
    const { x, y } = await middleOf(diagram, line.locator('.hit'));
    await suite.page().mouse.click(x, y);
    await eventually(cursor).toContain(`Ln ${lineOf('category_id UUID')},`);
    await boxOf(diagram, 'products').focus();
    await press('Enter');
    await eventually(cursor).toContain(`Ln ${lineOf('CREATE TABLE products')},`);
    await boxOf(diagram, 'orders').focus();
    for (const key of ['c', 'ArrowDown', 'Enter']) await press(key);
    await eventually(cursor).toContain(`Ln ${lineOf('order_number VARCHAR')},`);
    await boxOf(diagram, 'categories').focus();
    await press('Control+ArrowRight');
    await press('Enter');
    await eventually(cursor).toMatch(
      new RegExp(`Ln (${lineOf('parent_id UUID')}|${lineOf('category_id UUID')}),`),
    );
  });

  it('the outline leads to a table, which the diagram then shows', async () => {
    const diagram = await suite.open('way-outline');
    await suite.focusEditor();
    await runCommand(suite.page(), 'Go to Symbol in Editor');
    await suite.page().locator('.quick-input-widget input').fill('@order_items');
    await suite
      .page()
      .locator('.quick-input-list .monaco-list-row', { hasText: 'order_items' })
      .first()
      .waitFor();
    await press('Enter');
    await eventually(cursor).toContain(`Ln ${lineOf('CREATE TABLE order_items')},`);
    await eventually(() => boxOf(diagram, 'order_items').getAttribute('class')).toContain('cursor');
  });
});
