import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FrameLocator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { backgroundOf, boxOf, diagramSuite, eventually } from './diagram-suite.ts';
import { chooseTheme, runCommand, takePicture } from './editor-page.ts';
import { salesFile, showcase } from './showcase.ts';

const suite = diagramSuite();
const { lineOf, cursor } = suite;
const press = (key: string): Promise<void> => suite.page().keyboard.press(key);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Runs in the diagram's page: the names of what has the focus. */
const spoken = (): readonly (string | null)[] => {
  const { activeElement } = (
    globalThis as unknown as { document: { activeElement: { getAttribute(name: string): string | null } } }
  ).document;
  return ['aria-label', 'aria-roledescription'].map((name) => activeElement.getAttribute(name));
};

/** What axe-core finds in the diagram's page. */
async function violations(diagram: FrameLocator): Promise<readonly string[]> {
  const body = await diagram.locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  const found = await frame?.evaluate<readonly Violation[]>(
    `(async () => { if (!window.axe) { ${axe} } return (await window.axe.run(document, { resultTypes: ['violations'] })).violations; })()`,
  );
  if (!found) throw new Error('The diagram has no page.');
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

describe('for everyone', () => {
  it('the keyboard alone opens the diagram, finds a column and its relation, and their definitions', async () => {
    await suite.openFile('everyone-keyboard');
    await runCommand(suite.page(), 'Schema Architect: Open Diagram to the Side');
    const diagram = suite.diagram();
    await boxOf(diagram, 'order_items').waitFor({ timeout: 40_000 });
    await runCommand(suite.page(), 'Find Table or Column in Diagram');
    await diagram.locator('#searchText').waitFor();
    await suite.page().keyboard.type('orders');
    await diagram.locator('#match0').waitFor({ timeout: 10_000 });
    await press('Enter');
    const says = () => diagram.locator('body').evaluate(spoken);
    await eventually(async () => (await says())[0]).toContain('public.orders');
    await press('c');
    for (let row = 0; row < 2; row++) await press('ArrowDown');
    expect((await says())[0]).toContain('customer_id uuid FK NOT NULL');
    expect((await says())[1]).toBe('column');
    // The line leaves the row on the one side or the other.
    await press('ArrowLeft');
    if ((await says())[1] !== 'foreign key') await press('ArrowRight');
    expect((await says())[0]).toContain('orders (customer_id) → customers (id), many to exactly one');
    await press('Enter');
    await eventually(cursor).toContain(
      `Ln ${lineOf('customer_id UUID NOT NULL REFERENCES customers(id),')},`,
    );
    await runCommand(suite.page(), 'Show Diagram as List or Picture');
    await diagram.locator('#list').waitFor();
    await diagram.locator('#list summary', { hasText: 'orders' }).focus();
    await press('Enter');
    expect(await diagram.locator('#list details[open]').textContent()).toContain('many to exactly one');
    await press('Escape');
    await diagram.locator('#list').waitFor({ state: 'hidden' });
  });

  it('names from right to left and wide ones are drawn as they are, within their boxes', async () => {
    const diagram = await suite.open('everyone-names', { files: showcase, file: salesFile });
    const shelves = boxOf(diagram, 'shelves');
    await shelves.waitFor();
    const frame = await shelves.locator('.frame').boundingBox();
    for (const name of ['טבלה', '表の名前']) {
      const text = shelves.locator('text.name', { hasText: name });
      expect(await text.textContent()).toBe(name);
      const box = await text.boundingBox();
      expect(box!.x).toBeGreaterThanOrEqual(frame!.x);
      expect(box!.x + box!.width).toBeLessThanOrEqual(frame!.x + frame!.width);
    }
  });

  it('axe-core finds nothing in any of VS Code’s four kinds of themes', async () => {
    const diagram = await suite.open('everyone-axe', { files: showcase, file: salesFile });
    await boxOf(diagram, 'boxes').waitFor();
    const ground = () => diagram.locator('body').evaluate(backgroundOf);
    const first = await ground();
    const before = await chooseTheme(suite.page(), null);
    const found: Record<string, readonly string[]> = {};
    for (const [theme, picture] of [
      ['Light Modern', 'gallery/everything-light'],
      ['Dark Modern', 'gallery/everything-dark'],
      ['Dark High Contrast', 'gallery/everything-high-contrast'],
      ['Light High Contrast', 'gallery/everything-high-contrast-light'],
    ] as const) {
      await chooseTheme(suite.page(), theme);
      await suite.page().waitForTimeout(1200);
      await takePicture(suite.page(), picture);
      const now = await violations(diagram);
      if (now.length > 0) found[theme] = now;
    }
    // The editor keeps its theme for the suites that follow.
    await chooseTheme(suite.page(), before);
    await eventually(ground).toBe(first);
    await suite.page().waitForTimeout(1000);
    expect(found).toEqual({});
  });
});
