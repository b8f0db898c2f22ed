import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core';

/** Starts the browser in which the suite uses VS Code. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: fromRunner('CHROMIUM_PATH'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ],
  });
}

/** A new copy of the sample shop. */
export function copyShop(name: string): string {
  const shop = fromRunner('SCHEMA_ARCHITECT_WORKSPACE');
  const copy = join(shop, '..', name);
  cpSync(shop, copy, { recursive: true });
  return copy;
}

/** A window with room for an editor and a diagram. */
export const wide = { width: 1720, height: 900, density: 1 };

/** Opens a folder and one of its files in a page of its own, and waits for the text. */
export async function openEditor(
  browser: Browser,
  folder: string,
  file: string,
  { width, height, density } = { width: 1280, height: 760, density: 2 },
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: density });
  return openEditorIn(await context.newPage(), folder, file);
}

/** The same in a page that is there. */
export async function openEditorIn(page: Page, folder: string, file: string): Promise<Page> {
  const address = new URL(fromRunner('SCHEMA_ARCHITECT_EDITOR'));
  address.searchParams.set('folder', folder);
  const uri = `vscode-remote://${address.host}${join(folder, file)}`;
  address.searchParams.set('payload', JSON.stringify([['openFile', uri]]));
  await page.goto(address.href);
  await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 60_000 });
  // The list of files only takes room.
  await page.locator('.part.sidebar').waitFor();
  await page.keyboard.press('Control+b');
  await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  return page;
}

/** Loads the window again, as it was left: the file to open would replace what was open. */
export async function reloadWindow(page: Page): Promise<void> {
  // In a browser VS Code writes its layout every five seconds, when it is idle, and never as it goes.
  await page.waitForTimeout(8000);
  const address = new URL(page.url());
  address.searchParams.delete('payload');
  await page.goto(address.href);
}

/** Chooses a command in the palette by its title. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  const list = async () => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().fill(`>${title}`, { timeout: 4000 });
    await row.waitFor({ timeout: 5000 });
  };
  // While VS Code is starting, or gives the focus elsewhere, it may close the palette again.
  for (let tries = 0; tries < 5; tries++) {
    const isListed = await list().then(
      () => true,
      () => false,
    );
    if (isListed) break;
    await page.keyboard.press('Escape');
  }
  await row.click();
  // Where the pointer is now, something may show a tooltip.
  await page.mouse.move(1, 1);
}

/** Chooses a colour theme by its name, none where it is null; the name of the one before. */
export async function chooseTheme(page: Page, theme: string | null): Promise<string> {
  await runCommand(page, 'Preferences: Color Theme');
  const current = page.locator('.quick-input-list .monaco-list-row.focused .label-name').first();
  const before = (await current.textContent()) ?? '';
  if (theme === null) await page.keyboard.press('Escape');
  else {
    await page.locator('.quick-input-widget input').first().fill(theme);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: theme }).first().click();
  }
  await page.mouse.move(1, 1);
  return before;
}

/** Puts the cursor of the active editor at a line and a column, both from 1. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  await page.keyboard.press('Control+g');
  await page.locator('.quick-input-widget input').fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** The numbers of errors and warnings that the status bar shows for the whole window. */
export async function problemCounts(page: Page): Promise<{ errors: number; warnings: number }> {
  const label = (await page.locator('#status\\.problems a').getAttribute('aria-label')) ?? '';
  const count = (word: RegExp) => Number(word.exec(label)?.[1] ?? 0);
  return { errors: count(/Errors: (\d+)|(\d+) errors?/i), warnings: count(/Warnings: (\d+)/i) };
}

/** The inside of the diagram's panel. */
export function diagramOf(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

const images = join(import.meta.dirname, '..', '..', '..', 'docs', 'images');

/** Writes a picture for the documentation when UPDATE_SCREENSHOTS is set; those of `gallery/` are not shipped. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (!process.env.UPDATE_SCREENSHOTS) return;
  const path = join(images, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.waitForTimeout(900);
  await page.screenshot({ path });
}

function fromRunner(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; this suite is run by: npm run test:vscode`);
  return value;
}
