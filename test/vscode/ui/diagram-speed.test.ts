import type { FrameLocator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { boxOf, diagramSuite, eventually, rowOf } from './diagram-suite.ts';
import { diagramOf, goTo } from './editor-page.ts';
import { areas, largeSchema } from './large-schema.ts';

// Times are printed, not judged: they are those of the machine, on which a browser, the editor and the suite run.
const suite = diagramSuite();

/** What runs in the pages: times there are those of one clock. */
interface InPage {
  readonly performance: { readonly timeOrigin: number; now(): number };
  readonly document: {
    addEventListener(type: string, listener: () => void, capture: boolean): void;
    querySelector(selector: string): unknown;
    readonly body: unknown;
  };
  readonly PerformanceObserver: new (
    listener: (list: { getEntries(): readonly { readonly duration: number }[] }) => void,
  ) => { observe(options: { readonly type: string; readonly buffered?: boolean }): void };
  readonly MutationObserver: new (
    listener: () => void,
  ) => { observe(node: unknown, options: object): void; disconnect(): void };
  readonly requestAnimationFrame: (listener: () => void) => void;
  pressed: number;
  longestTask: number;
  seen: number;
}

/** Lets a page note its longest task, the first of its loading included. */
const noteTasks = (): void => {
  const page = globalThis as unknown as InPage;
  page.longestTask = 0;
  new page.PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) page.longestTask = Math.max(page.longestTask, duration);
  }).observe({ type: 'longtask', buffered: true });
};

/** Notes the time of the frame in which a row of the picture has appeared. */
const noteAppearance = (_: unknown, column: string): void => {
  const page = globalThis as unknown as InPage;
  page.seen = 0;
  const observer = new page.MutationObserver(() => {
    if (page.document.querySelector(`[data-column="${column}"]`) === null) return;
    observer.disconnect();
    page.requestAnimationFrame(() => {
      page.seen = page.performance.timeOrigin + page.performance.now();
    });
  });
  observer.observe(page.document.body, { subtree: true, childList: true });
};

/** Notes when a key was pressed last. */
const noteKeys = (): void => {
  const page = globalThis as unknown as InPage;
  const note = (): void => {
    page.pressed = page.performance.timeOrigin + page.performance.now();
  };
  page.document.addEventListener('keydown', note, true);
};

/** When the page began to load. */
const originOf = (): number => (globalThis as unknown as InPage).performance.timeOrigin;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** A value that one of the functions above has noted in the diagram's page. */
function readIn(diagram: FrameLocator, name: 'seen' | 'longestTask'): Promise<number> {
  return diagram.locator('body').evaluate((_, key) => (globalThis as unknown as InPage)[key], name);
}

describe('how long the diagram takes in VS Code', () => {
  it('1,000 tables open as their overview, and all of them are drawn', async () => {
    const page = await suite.openFile('speed-large', {
      files: { 'erp/erp.sql': largeSchema(50) },
      file: 'erp/erp.sql',
    });
    // The server has read the file when its lenses are there.
    await page.locator('.codelens-decoration').first().waitFor({ timeout: 30_000 });
    // VS Code is busy with its own start for some seconds more.
    await page.waitForTimeout(4000);
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').fill('>Schema Architect: Open Diagram to the Side');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Open Diagram' }).first().waitFor();
    const asked = Date.now();
    await page.keyboard.press('Enter');
    const diagram = diagramOf(page);
    const groups = diagram.locator('g.node[data-group]');
    await groups.nth(areas.length - 1).waitFor({ timeout: 60_000 });
    const overview = Date.now() - asked;
    const made = (await diagram.locator('body').evaluate(originOf)) - asked;
    await diagram.locator('body').evaluate(noteTasks);
    const opening = await readIn(diagram, 'longestTask');
    expect(await groups.count()).toBe(areas.length);

    await diagram.locator('body').evaluate(noteTasks);
    await diagram.locator('#options').click();
    const choice = Date.now();
    await diagram.locator('input[name="overview"][value="false"]').click();
    await eventually(() => diagram.locator('g.node[data-table]').count()).toBe(1000);
    await diagram.locator('#stage[aria-busy="false"]').waitFor({ timeout: 30_000 });
    const all = Date.now() - choice;
    const drawing = await readIn(diagram, 'longestTask');
    console.log(
      `1,000 tables: overview ${overview} ms after the command, ${Math.round(made)} of them until VS Code has made the page ` +
        `(longest task ${Math.round(opening)} ms), ` +
        `all tables ${all} ms after the choice (longest task ${Math.round(drawing)} ms)`,
    );
  });

  it('a column that is typed appears', async () => {
    const diagram = await suite.open('speed-typing');
    const page = suite.page();
    await suite.focusEditor();
    await goTo(page, suite.lineOf('phone VARCHAR'), 1);
    await page.evaluate(noteKeys);
    const times: number[] = [];
    for (let index = 0; index < 6; index++) {
      const name = `typed_${index}`;
      await page.keyboard.type(`    ${name} TEXT`);
      await page.waitForTimeout(600);
      await diagram.locator('body').evaluate(noteAppearance, name);
      // Only with its comma is it a column.
      await page.keyboard.press(',');
      const pressed = await page.evaluate(() => (globalThis as unknown as InPage).pressed);
      await rowOf(diagram, 'customers', name).waitFor({ state: 'attached', timeout: 15_000 });
      await eventually(() => readIn(diagram, 'seen')).toBeGreaterThan(0);
      times.push((await readIn(diagram, 'seen')) - pressed);
      await page.keyboard.press('Enter');
      await page.waitForTimeout(700);
    }
    expect(await boxOf(diagram, 'customers').locator('.row').count()).toBe(15);
    const list = times.map((time) => Math.round(time)).join(', ');
    console.log(`A column typed: shown ${Math.round(median(times))} ms after the key (${list})`);
  });
});
