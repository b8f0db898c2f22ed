import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  copyShop,
  diagramOf,
  goTo,
  launchBrowser,
  openEditor,
  problemCounts,
  reloadWindow,
  runCommand,
  takePicture,
  wide,
} from './editor-page.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const failures = join(root, 'dist-test', 'failures');

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await page?.screenshot({ path: join(failures, `${task.id}.png`) });
  await page?.context().close();
});
afterAll(async () => {
  await browser?.close();
});

describe('in the editor', () => {
  it('shows the problems of the sample, and Ctrl+. takes one away', async () => {
    const shop = copyShop('problems');
    page = await openEditor(browser, shop, 'schema.sql');
    await expect.poll(() => problemCounts(page), { timeout: 30_000 }).toMatchObject({ errors: 2 });

    const { line, column } = placeOf(shop, 'WHERE is_default');
    await goTo(page, line, column);
    await expect.poll(() => page.locator('.squiggly-error').count(), { timeout: 10_000 }).toBeGreaterThan(0);
    const items = page.locator('.action-widget .monaco-list-row.action');
    await expect
      .poll(
        async () => {
          if ((await items.count()) === 0) await page.keyboard.press('Control+.');
          return items.count();
        },
        { timeout: 20_000, interval: 700 },
      )
      .toBeGreaterThan(0);
    await takePicture(page, 'diagnostics');

    await page.keyboard.press('Enter');
    await expect.poll(() => problemCounts(page), { timeout: 10_000 }).toMatchObject({ errors: 1 });
    await runCommand(page, 'File: Save');
    const file = join(shop, 'schema.sql');
    await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 10_000 }).toMatch(/CREATE UNIQUE INDEX/i);
  });

  it('draws the diagram beside the file, and a typed column appears in it', async () => {
    const shop = copyShop('diagram');
    page = await openEditor(browser, shop, 'schema.sql', wide);
    await expect.poll(() => problemCounts(page), { timeout: 30_000 }).toMatchObject({ errors: 2 });
    await runCommand(page, openDiagramTitle());
    const diagram = diagramOf(page);
    for (const table of ['customers', 'addresses', 'order_items'])
      await diagram.locator(`g.node[data-key='["public","${table}"]']`).waitFor({ timeout: 20_000 });
    expect(await diagram.locator('[data-column="nickname"]').count()).toBe(0);

    const { line } = placeOf(shop, 'phone VARCHAR(20)');
    await page.locator('.editor-group-container').first().locator('.view-lines').click();
    await goTo(page, line, 999);
    await page.keyboard.press('Enter');
    await page.keyboard.type('nickname TEXT,');
    await diagram.locator('[data-column="nickname"]').waitFor({ timeout: 10_000 });
    // The line is not scrolled to its end in the picture.
    await page.keyboard.press('Home');
    await takePicture(page, 'diagram');
  });

  it('opens the definition of a table that is clicked, also after a reload of the window', async () => {
    const shop = copyShop('reload');
    page = await openEditor(browser, shop, 'schema.sql');
    await expect.poll(() => problemCounts(page), { timeout: 30_000 }).toMatchObject({ errors: 2 });
    await runCommand(page, openDiagramTitle());
    const orderItems = `g.node[data-key='["public","order_items"]']`;
    await diagramOf(page).locator(orderItems).waitFor({ timeout: 20_000 });

    await reloadWindow(page);
    const table = diagramOf(page).locator(orderItems).locator('.head');
    await table.waitFor({ timeout: 40_000 });
    await table.click();
    const { line } = placeOf(shop, 'order_items (');
    await expect
      .poll(() => page.locator('#status\\.editor\\.selection').textContent(), { timeout: 10_000 })
      .toContain(`Ln ${line},`);
  });
});

/** Where words first stand in the shop's schema; line and column from 1. */
function placeOf(shop: string, words: string): { line: number; column: number } {
  const before = readFileSync(join(shop, 'schema.sql'), 'utf8').split(words)[0] ?? '';
  const lines = before.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** The title that the command has in the palette. */
function openDiagramTitle(): string {
  const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const names = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));
  const spoken = (text: string) => (/^%.*%$/.test(text) ? names[text.slice(1, -1)] : text);
  const command = contributes.commands.find(
    (one: { command: string }) => one.command === 'schemaArchitect.openDiagram',
  );
  return `${spoken(command.category)}: ${spoken(command.title)}`;
}
