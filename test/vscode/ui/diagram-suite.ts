import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { copyShop, diagramOf, launchBrowser, openEditorIn, runCommand, wide } from './editor-page.ts';

const failures = join(import.meta.dirname, '..', '..', '..', 'dist-test', 'failures');

export interface OpenOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly file?: string;
  readonly size?: { readonly width: number; readonly height: number };
}

export interface DiagramSuite {
  page(): Page;
  /** The folder that is open. */
  folder(): string;
  /** A file of the folder as it is on the disk. */
  read(file?: string): string;
  /** Opens a copy of the shop, with more files where some are given, and one of its files. */
  openFile(name: string, options?: OpenOptions): Promise<Page>;
  /** The same, with the diagram beside the file. */
  open(name: string, options?: OpenOptions): Promise<FrameLocator>;
  /** The inside of the diagram's panel. */
  diagram(): FrameLocator;
  /** Puts the keyboard into the editor on the left. */
  focusEditor(): Promise<void>;
  /** The text of the status bar that tells where the cursor is. */
  cursor(): Promise<string | null>;
  /** The number of the line on which words stand, from 1. */
  lineOf(words: string, file?: string): number;
}

/** Hooks of a suite about the diagram in VS Code: one browser for all its tests, a window for each. */
export function diagramSuite(): DiagramSuite {
  let browser: Browser;
  /** One for all windows: its cache spares most of VS Code's loading. */
  let context: BrowserContext;
  let page: Page;
  let folder = '';
  beforeAll(async () => {
    browser = await launchBrowser();
    const { width, height, density } = wide;
    context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: density });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await page?.screenshot({ path: join(failures, `${task.id}.png`) });
    await page?.close();
  });
  afterAll(() => browser?.close());

  async function openFile(
    name: string,
    { files = {}, file = 'schema.sql', size }: OpenOptions = {},
  ): Promise<Page> {
    folder = copyShop(name);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    page = await context.newPage();
    if (size) await page.setViewportSize(size);
    return openEditorIn(page, folder, file);
  }

  const read = (file = 'schema.sql'): string => readFileSync(join(folder, file), 'utf8');
  return {
    page: () => page,
    folder: () => folder,
    read,
    openFile,
    async open(name, options) {
      await openFile(name, options);
      await runCommand(page, 'Schema Architect: Open Diagram to the Side');
      const diagram = diagramOf(page);
      await diagram.locator('g.node').first().waitFor({ timeout: 60_000 });
      return diagram;
    },
    diagram: () => diagramOf(page),
    focusEditor: () => page.locator('.editor-group-container').first().locator('.view-lines').click(),
    cursor: () => page.locator('#status\\.editor\\.selection').textContent(),
    lineOf: (words, file) => (read(file).split(words)[0] ?? '').split('\n').length,
  };
}

/** A table's box in the diagram. */
export function boxOf(diagram: FrameLocator, table: string, schema = 'public'): Locator {
  return diagram.locator(`g.node[data-key='["${schema}","${table}"]']`);
}

/** The row of a table's column. */
export function rowOf(diagram: FrameLocator, table: string, column: string): Locator {
  return boxOf(diagram, table).locator(`.row[data-column="${column}"]`);
}

/** What is used of a line's path in the diagram's page. */
interface DrawnPath {
  getTotalLength(): number;
  getPointAtLength(at: number): {
    matrixTransform(matrix: unknown): { readonly x: number; readonly y: number };
  };
  getScreenCTM(): unknown;
}

/** Points of a line in its page: its ends and its middle. Runs there. */
function pointsOf(element: unknown): readonly { readonly x: number; readonly y: number }[] {
  const path = element as DrawnPath;
  return [0, 0.5, 1].map((part) => {
    const point = path.getPointAtLength(path.getTotalLength() * part);
    const { x, y } = point.matrixTransform(path.getScreenCTM());
    return { x, y };
  });
}

/** The two ends of a line, in the diagram's page. */
export async function endsOf(path: Locator) {
  const [start, , end] = await path.evaluate(pointsOf);
  if (!start || !end) throw new Error('The line has no ends.');
  return [start, end] as const;
}

/** The middle of a line, in the window, where the mouse is moved. */
export async function middleOf(diagram: FrameLocator, path: Locator) {
  const [, middle] = await path.evaluate(pointsOf);
  const stage = diagram.locator('#stage');
  const inWindow = await stage.boundingBox();
  const inPage = await stage.evaluate((element) => {
    const { left, top } = (
      element as unknown as { getBoundingClientRect(): { readonly left: number; readonly top: number } }
    ).getBoundingClientRect();
    return { left, top };
  });
  if (!middle || !inWindow) throw new Error('The line is not in sight.');
  return { x: middle.x + inWindow.x - inPage.left, y: middle.y + inWindow.y - inPage.top };
}

/** Chooses one of the diagram's options and closes them again. */
export async function setOption(diagram: FrameLocator, name: string, value: string): Promise<void> {
  await diagram.locator('#options').click();
  await diagram.locator(`#optionsPanel input[name="${name}"][value="${value}"]`).click();
  await diagram.locator('#options').click();
}

/** The background of a page's body. Runs there. */
export function backgroundOf(body: unknown): string {
  const { getComputedStyle } = globalThis as unknown as {
    getComputedStyle(element: unknown): { readonly backgroundColor: string };
  };
  return getComputedStyle(body).backgroundColor;
}

/** Asks until the answer is as it should be. */
export const eventually = <T>(get: () => T) => expect.poll(get, { timeout: 15_000, interval: 300 });
