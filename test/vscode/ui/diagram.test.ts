import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backgroundOf, boxOf, diagramSuite, eventually } from './diagram-suite.ts';
import { chooseTheme, diagramOf, goTo, reloadWindow, runCommand, takePicture } from './editor-page.ts';
import { areas, largeSchema } from './large-schema.ts';

const suite = diagramSuite();
const { lineOf, cursor } = suite;

describe('the diagram in the editor', () => {
  it('is searched by a command; the table that is found is focused on, and a reload keeps that', async () => {
    const diagram = await suite.open('search');
    await runCommand(suite.page(), 'Find Table or Column in Diagram');
    await diagram.locator('#searchText').waitFor();
    await suite.page().keyboard.type('order_it');
    await diagram.locator('#match0').waitFor({ timeout: 10_000 });
    await takePicture(suite.page(), 'diagram-search');
    await suite.page().keyboard.press('Enter');
    await diagram.locator('#searchBox').waitFor({ state: 'hidden' });
    await suite.page().keyboard.press('o');
    await eventually(() => diagram.locator('#chip').textContent()).toContain('order_items');
    await eventually(() => boxOf(diagram, 'categories').count()).toBe(0);
    await diagram.locator('#card').waitFor();
    await takePicture(suite.page(), 'diagram-focus');

    await reloadWindow(suite.page());
    const again = diagramOf(suite.page());
    await boxOf(again, 'order_items').waitFor({ timeout: 40_000 });
    await eventually(() => again.locator('#chip').textContent()).toContain('order_items');
    expect(await boxOf(again, 'categories').count()).toBe(0);

    await suite.page().keyboard.press('Escape');
    await again.locator('#back').waitFor();
    await again.locator('#showAll').click();
    await boxOf(again, 'categories').waitFor({ timeout: 10_000 });
  });

  it('follows the cursor, and a click on a column leads to its definition', async () => {
    const diagram = await suite.open('follow');
    await suite.focusEditor();
    await goTo(suite.page(), lineOf('CREATE TABLE products') + 2, 1);
    await eventually(() => boxOf(diagram, 'products').getAttribute('class')).toContain('cursor');
    await goTo(suite.page(), lineOf('CREATE TABLE orders') + 2, 1);
    await eventually(() => boxOf(diagram, 'orders').getAttribute('class')).toContain('cursor');
    await eventually(() => boxOf(diagram, 'products').getAttribute('class')).not.toContain('cursor');

    await diagram.locator('#fit').click();
    await boxOf(diagram, 'customers').locator('[data-column="email"]').click();
    await eventually(cursor).toContain(`Ln ${lineOf('email VARCHAR')},`);
  });

  it('shows a table from the editor, and from the code lens above it', async () => {
    const diagram = await suite.open('show');
    await suite.focusEditor();
    await goTo(suite.page(), lineOf('CREATE TABLE addresses') + 1, 1);
    await runCommand(suite.page(), 'Schema Architect: Show in Diagram');
    await eventually(() => diagram.locator('g.node[tabindex="0"]').getAttribute('data-key')).toContain(
      'addresses',
    );
    await goTo(suite.page(), 1, 1);
    await suite.page().locator('.codelens-decoration a', { hasText: 'Show in diagram' }).first().click();
    await eventually(() => diagram.locator('g.node[tabindex="0"]').getAttribute('data-key')).toContain(
      'customers',
    );
  });

  it('is compared with HEAD', async () => {
    const diagram = await suite.open('compare');
    const schema = join(suite.folder(), 'schema.sql');
    writeFileSync(
      schema,
      `${readFileSync(schema, 'utf8').replace('phone VARCHAR(20)', 'phone TEXT')}\nCREATE TABLE coupons (id UUID PRIMARY KEY);\n`,
    );
    await boxOf(diagram, 'coupons').waitFor({ timeout: 15_000 });
    await runCommand(suite.page(), 'Compare Diagram with HEAD');
    await eventually(() => diagram.locator('#comparison p').textContent()).toBe(
      'Added: 1 · Removed: 0 · Changed: 1',
    );
    await eventually(() => boxOf(diagram, 'coupons').getAttribute('class')).toContain('added');
    await takePicture(suite.page(), 'diagram-compare');
    await diagram.locator('.difference', { hasText: 'customers.phone' }).click();
    await diagram.locator('[data-column="phone"].changed').waitFor();
    await runCommand(suite.page(), 'Stop Comparing Diagram');
    await diagram.locator('#comparison').waitFor({ state: 'hidden' });
  });

  it('shows a small schema with its rows beside an editor on an ordinary screen', async () => {
    const diagram = await suite.open('ordinary', { size: { width: 1440, height: 900 } });
    await boxOf(diagram, 'order_items').waitFor();
    await takePicture(suite.page(), 'gallery/ordinary-screen');
    expect(await diagram.locator('#picture').getAttribute('data-distance')).toBe('near');
    const scale = Number.parseInt((await diagram.locator('#scale').textContent()) ?? '', 10);
    expect(scale).toBeGreaterThanOrEqual(50);
  });

  it('opens a schema of 500 tables as groups, of which each can be opened', async () => {
    const diagram = await suite.open('large', {
      files: { 'erp/erp.sql': largeSchema() },
      file: 'erp/erp.sql',
    });
    const crm = diagram.locator('g.node[data-group]', { hasText: 'crm' });
    await crm.waitFor({ timeout: 60_000 });
    expect(await diagram.locator('g.node').count()).toBe(areas.length);
    await crm.hover();
    await takePicture(suite.page(), 'diagram-500-tables');
    await crm.click();
    await diagram.locator(`g.node[data-key='["crm","entity_3"]']`).waitFor({ timeout: 20_000 });
    await eventually(() => diagram.locator('#chip').textContent()).toContain('25 of 500 tables');
    await takePicture(suite.page(), 'gallery/medium');
    await diagram.locator('#back').click();
    await crm.waitFor({ timeout: 20_000 });
  });

  it('has the colours of each theme, and a list in its place', async () => {
    const diagram = await suite.open('themes');
    const background = () => diagram.locator('body').evaluate(backgroundOf);
    const light = await background();
    const before = await chooseTheme(suite.page(), null);
    const seen = new Set([light]);
    for (const [theme, name] of [
      ['Dark Modern', 'dark'],
      ['Dark High Contrast', 'high-contrast'],
    ] as const) {
      await chooseTheme(suite.page(), theme);
      await eventually(async () => seen.has(await background())).toBe(false);
      seen.add(await background());
      await takePicture(suite.page(), `diagram-${name}`);
    }
    // The editor keeps its theme for the suites that follow.
    await chooseTheme(suite.page(), before);
    await eventually(background).toBe(light);
    await runCommand(suite.page(), 'Show Diagram as List or Picture');
    await diagram.locator('#list').waitFor();
    await diagram.locator('#list summary', { hasText: 'orders' }).click();
    await takePicture(suite.page(), 'diagram-list');
    await diagram.locator('#list details[open]').getByText('customer_id', { exact: true }).click();
    await eventually(cursor).toContain(`Ln ${lineOf('CREATE TABLE orders') + 3},`);
  });
});
