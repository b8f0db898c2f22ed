import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { boxOf, diagramSuite, eventually, rowOf, setOption } from './diagram-suite.ts';
import { diagramOf, goTo, reloadWindow, runCommand } from './editor-page.ts';

const suite = diagramSuite();
const { lineOf } = suite;
const press = (key: string): Promise<void> => suite.page().keyboard.press(key);
const tables = (diagram: FrameLocator): Promise<number> => diagram.locator('g.node[data-table]').count();

/** Types a line below another one of the schema. */
async function typeBelow(words: string, text: string): Promise<void> {
  await suite.focusEditor();
  await goTo(suite.page(), lineOf(words), 1);
  await press('End');
  await press('Enter');
  await suite.page().keyboard.type(text);
}

describe('what is kept', () => {
  it('the view survives edits, closing the panel, and reloads; a view is saved by name and opened', async () => {
    const diagram = await suite.open('keep-view');
    await setOption(diagram, 'detail', 'keys');
    await boxOf(diagram, 'orders').focus();
    await press('o');
    await eventually(() => tables(diagram)).toBe(4);
    await runCommand(suite.page(), 'Save Diagram View…');
    await suite.page().locator('.quick-input-widget', { hasText: 'Name of the view' }).waitFor();
    await suite.page().keyboard.type('around orders');
    await press('Enter');
    await eventually(() => {
      const { status } = spawnSync('test', ['-s', join(suite.folder(), 'schema-architect.json')]);
      return status;
    }).toBe(0);
    expect(JSON.parse(suite.read('schema-architect.json')).views['around orders']).toMatchObject({
      focus: [{ schema: 'public', name: 'orders' }],
      detail: 'keys',
    });

    await typeBelow('order_number VARCHAR', '    remark TEXT,');
    await suite.page().waitForTimeout(1000);
    expect(await tables(diagram)).toBe(4);

    await suite.page().locator('.tab', { hasText: 'Diagram: schema.sql' }).click();
    await runCommand(suite.page(), 'View: Close Editor');
    await suite.page().locator('.tab', { hasText: 'Diagram: schema.sql' }).waitFor({ state: 'detached' });
    await runCommand(suite.page(), 'Schema Architect: Open Diagram to the Side');
    const opened = diagramOf(suite.page());
    await boxOf(opened, 'orders').waitFor({ timeout: 40_000 });
    await eventually(() => tables(opened)).toBe(4);
    expect(await rowOf(opened, 'customers', 'phone').count()).toBe(0);

    await reloadWindow(suite.page());
    const reloaded = diagramOf(suite.page());
    await boxOf(reloaded, 'orders').waitFor({ timeout: 40_000 });
    await eventually(() => tables(reloaded)).toBe(4);

    await reloaded.locator('#showAll').click();
    await setOption(reloaded, 'detail', 'full');
    await eventually(() => tables(reloaded)).toBe(6);
    await runCommand(suite.page(), 'Open Diagram View…');
    await suite.page().locator('.quick-input-list .monaco-list-row', { hasText: 'around orders' }).click();
    await eventually(() => tables(reloaded)).toBe(4);
    await eventually(() => rowOf(reloaded, 'customers', 'phone').count()).toBe(0);
  });

  it('an edit keeps the table in use where it was on the screen, and marks what has changed', async () => {
    const diagram = await suite.open('keep-place');
    await suite.focusEditor();
    await goTo(suite.page(), lineOf('CREATE TABLE orders') + 2, 1);
    await boxOf(diagram, 'orders').hover();
    const before = await boxOf(diagram, 'orders').locator('.head').boundingBox();
    const marked = diagram.locator('g.node.touched[data-key*="products"]').waitFor({ timeout: 15_000 });
    const schema = join(suite.folder(), 'schema.sql');
    writeFileSync(
      schema,
      `${suite.read().replace('sku VARCHAR(100)', 'barcode TEXT,\n    sku VARCHAR(100)')}\nCREATE TABLE coupons (id UUID PRIMARY KEY, order_id UUID REFERENCES orders(id));\n`,
    );
    await marked;
    await boxOf(diagram, 'coupons').waitFor({ timeout: 15_000 });
    await diagram.locator('#stage[aria-busy="false"]').waitFor();
    const after = await boxOf(diagram, 'orders').locator('.head').boundingBox();
    expect(Math.abs((after?.x ?? 0) - (before?.x ?? 0))).toBeLessThan(2);
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2);
    await diagram.locator('g.node.touched').first().waitFor({ state: 'detached', timeout: 5000 });
  });
});

describe('comparing', () => {
  const counts = (diagram: FrameLocator) => () => diagram.locator('#comparison p').textContent();

  it('with another branch, and with the saved file while something is typed', async () => {
    const diagram = await suite.open('compare-branch');
    const git = (...args: string[]) => {
      const { status, stderr } = spawnSync('git', args, { cwd: suite.folder(), encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
    };
    git('branch', 'before');
    await typeBelow('phone VARCHAR', '    nickname TEXT,');
    await rowOf(diagram, 'customers', 'nickname').waitFor({ timeout: 15_000 });
    await runCommand(suite.page(), 'Compare Diagram with Saved File');
    await eventually(counts(diagram)).toBe('Added: 1 · Removed: 0 · Changed: 0');
    await rowOf(diagram, 'customers', 'nickname').and(diagram.locator('.added')).waitFor();
    expect(await rowOf(diagram, 'customers', 'nickname').locator('.sign').textContent()).toBe('+');
    await suite.focusEditor();
    await press('Control+s');
    await eventually(counts(diagram)).toMatch(/^(?:There is no difference|No difference|.*none)/i);
    await runCommand(suite.page(), 'Compare Diagram with Branch or Commit…');
    const branch = suite.page().locator('.quick-input-list .monaco-list-row', { hasText: 'before' }).first();
    await branch.click();
    await eventually(() => diagram.locator('#comparison h2').textContent()).toContain('before');
    await eventually(counts(diagram)).toBe('Added: 1 · Removed: 0 · Changed: 0');
    await runCommand(suite.page(), 'Stop Comparing Diagram');
    await diagram.locator('#comparison').waitFor({ state: 'hidden' });
  });

  it('before and after one migration', async () => {
    const files = {
      'db/migrations/0001_start.sql':
        'create table people (id bigint primary key, name text);\ncreate table notes (id bigint primary key);\n',
      'db/migrations/0002_more.sql':
        'alter table people alter column name set not null;\nalter table people add column email text;\ndrop table notes;\n',
      'db/migrations/0003_last.sql': 'create table later (id bigint primary key);\n',
    };
    const diagram = await suite.open('compare-migration', { files, file: 'db/migrations/0002_more.sql' });
    await boxOf(diagram, 'later').waitFor({ timeout: 15_000 });
    await suite.focusEditor();
    await runCommand(suite.page(), 'Compare Diagram with State Before This Migration');
    await eventually(counts(diagram)).toBe('Added: 1 · Removed: 1 · Changed: 1');
    expect((await diagram.locator('.difference .object').allTextContents()).sort()).toEqual([
      'public.notes',
      'public.people.email',
      'public.people.name',
    ]);
    expect(await boxOf(diagram, 'notes').getAttribute('class')).toContain('removed');
    expect(await boxOf(diagram, 'later').count()).toBe(0);
  });
});
