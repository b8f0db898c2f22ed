import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { boxOf, diagramSuite, eventually } from './diagram-suite.ts';
import { runCommand } from './editor-page.ts';

const suite = diagramSuite();

async function chooseFormat(command: string, format: string): Promise<void> {
  await runCommand(suite.page(), command);
  const rows = suite.page().locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: format }).first().click();
}

/** Saves the diagram beside the schema, under the name that is offered, and reads the file. */
async function save(format: string, file: string): Promise<Buffer> {
  await chooseFormat('Save Diagram As…', format);
  const path = suite.page().locator('.quick-input-widget input');
  await eventually(() => path.inputValue()).toContain(file.split('.').at(-1));
  await path.fill(join(suite.folder(), file));
  await suite.page().keyboard.press('Enter');
  const saved = join(suite.folder(), file);
  await eventually(() => existsSync(saved) && readFileSync(saved).length > 0).toBe(true);
  await suite.page().waitForTimeout(200);
  return readFileSync(saved);
}

/** The size of a PNG, which stands in its header. */
const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

/** Runs in the page. */
const readClipboard = (): Promise<string> =>
  (
    globalThis as unknown as { navigator: { clipboard: { readText(): Promise<string> } } }
  ).navigator.clipboard.readText();

describe('the diagram is taken away', () => {
  it('as SVG, as PNG in three sizes, and as text in four dialects', async () => {
    await suite.open('take-files');
    const svg = (await save('SVG', 'shop.svg')).toString();
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/foreignObject|<style|<script/);
    expect(svg).toMatch(/font-family="[^"]+"/);
    const single = sizeOf(await save('PNG 1×', 'shop-1.png'));
    for (const scale of [2, 4]) {
      const { width, height } = sizeOf(await save(`PNG ${scale}×`, `shop-${scale}.png`));
      expect(Math.abs(width - scale * single.width)).toBeLessThanOrEqual(scale);
      expect(Math.abs(height - scale * single.height)).toBeLessThanOrEqual(scale);
    }
    expect((await save('mermaid', 'shop.mmd')).toString()).toMatch(/^erDiagram\n/);
    expect((await save('Markdown', 'shop.md')).toString()).toMatch(/^```mermaid\nerDiagram\n[\s\S]*```\n$/);
    expect((await save('DBML', 'shop.dbml')).toString()).toContain('Table "order_items" {');
    expect((await save('PlantUML', 'shop.puml')).toString()).toMatch(/^@startuml\n[\s\S]*@enduml\n$/);
  });

  it('into the clipboard, by command and by the menu, with what the view shows', async () => {
    const diagram: FrameLocator = await suite.open('take-copy');
    await suite.page().context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await boxOf(diagram, 'categories').focus();
    await suite.page().keyboard.press('o');
    await eventually(() => diagram.locator('g.node[data-table]').count()).toBe(2);
    await chooseFormat('Copy Diagram As…', 'mermaid');
    const clipboard = () => suite.page().evaluate(readClipboard);
    await eventually(clipboard).toContain('erDiagram');
    expect(await clipboard()).toContain('"products"');
    expect(await clipboard()).not.toContain('"orders"');
    await diagram.locator('#take').click();
    await diagram.locator('.menu').getByText('SVG').first().click();
    await eventually(clipboard).toMatch(/^<svg /);
  });
});
