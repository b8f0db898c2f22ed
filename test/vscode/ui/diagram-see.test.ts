import type { FrameLocator, Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { boxOf, diagramSuite, endsOf, eventually, rowOf, setOption } from './diagram-suite.ts';
import { takePicture } from './editor-page.ts';
import { salesFile, showcase } from './showcase.ts';

const suite = diagramSuite();
const open = (name: string): Promise<FrameLocator> => suite.open(name, { files: showcase, file: salesFile });

const labelOf = (element: Locator): Promise<string | null> => element.getAttribute('aria-label');

describe('what the diagram shows', () => {
  it('tables with columns, types, keys, NOT NULL and comments; findings at what they are about', async () => {
    const diagram = await open('see-tables');
    await boxOf(diagram, 'boxes').waitFor();
    expect(await labelOf(rowOf(diagram, 'customers', 'id'))).toBe('id bigint PK NOT NULL');
    const email = rowOf(diagram, 'customers', 'email');
    expect(await labelOf(email)).toContain('email text UK NOT NULL. Where we write to');
    expect(await email.textContent()).toContain('UK');
    expect(await labelOf(rowOf(diagram, 'customers', 'note'))).toBe('note text');
    expect(await boxOf(diagram, 'customers').locator('.required').count()).toBe(1);
    expect(await labelOf(boxOf(diagram, 'customers'))).toContain('Who buys.');
    expect(await boxOf(diagram, 'orders', 'shop').locator('text.schema').textContent()).toBe('shop.');
    const total = boxOf(diagram, 'orders', 'shop').locator('[data-column="total"]');
    expect(await total.locator('.finding.warning').count()).toBe(1);
    expect(await labelOf(total)).toContain('money');
    await takePicture(suite.page(), 'gallery/everything');
  });

  it('views, enums, partitions folded into their parent, and inheritance', async () => {
    const diagram = await open('see-kinds');
    await boxOf(diagram, 'boxes').waitFor();
    expect(await boxOf(diagram, 'open_orders').getAttribute('data-kind')).toBe('view');
    expect(await boxOf(diagram, 'totals').locator('text.kind').textContent()).toBe('materialized view');
    const state = boxOf(diagram, 'orders', 'shop').locator('[data-column="state"]');
    expect(await state.locator('text.remark').textContent()).toContain('open, closed');
    expect(await boxOf(diagram, 'events').locator('text.kind').textContent()).toBe('partitioned × 2');
    expect(await boxOf(diagram, 'events_2025').count()).toBe(0);
    expect(await diagram.locator('g.relation.inheritance').getAttribute('aria-label')).toBe(
      'cars INHERITS vehicles',
    );
  });

  it('relations with their true cardinality, on the rows of their columns, told apart where there are none', async () => {
    const diagram = await open('see-relations');
    await boxOf(diagram, 'boxes').waitFor();
    const names = await diagram
      .locator('g.relation:not(.inheritance)')
      .evaluateAll((lines) => lines.map((line) => (line as unknown as { ariaLabel: string }).ariaLabel));
    expect(names.sort()).toEqual([
      'boxes (shelf_id) → shelves (id), many to exactly one, ON DELETE CASCADE',
      'folders (parent_id) → folders (id), many to one or none, ON DELETE CASCADE',
      'orders (buyer_id) → customers (id), many to exactly one, ON DELETE CASCADE',
      'orders (payer_id) → customers (id), many to one or none, ON DELETE SET NULL',
      'profiles (customer_id) → customers (id), at most one to exactly one, ON DELETE CASCADE',
    ]);
    const line = diagram.locator('g.relation', { has: diagram.locator('[data-relation*="buyer_id"]') });
    const [parent, child] = await endsOf(line.locator('.line'));
    const rows = [
      [parent, rowOf(diagram, 'customers', 'id')],
      [child, boxOf(diagram, 'orders', 'shop').locator('[data-column="buyer_id"]')],
    ] as const;
    for (const [end, row] of rows) {
      const { top, bottom } = await row.evaluate((each) => {
        const box = (
          each as unknown as { getBoundingClientRect(): { top: number; bottom: number } }
        ).getBoundingClientRect();
        return { top: box.top, bottom: box.bottom };
      });
      expect(end.y).toBeGreaterThan(top - 1);
      expect(end.y).toBeLessThan(bottom + 1);
    }
    expect(await line.getAttribute('class')).not.toContain('identifying');
    expect(await diagram.locator('g.relation.identifying:not(.inheritance)').count()).toBe(2);
    await setOption(diagram, 'detail', 'names');
    await eventually(() => diagram.locator('.row').count()).toBe(0);
    await eventually(async () => (await diagram.locator('text.label').allTextContents()).sort()).toEqual([
      'buyer_id',
      'payer_id',
    ]);
  });

  it('groups by schema, by bounded context and by folder, with colours and a legend', async () => {
    const diagram = await open('see-groups');
    await boxOf(diagram, 'boxes').waitFor();
    const legend = async () => (await diagram.locator('#legend li').allTextContents()).sort();
    const grouped: Readonly<Record<string, readonly string[]>> = {
      schema: ['public', 'shop'],
      context: ['people', 'warehouse'],
      folder: ['sales', 'stock'],
    };
    for (const [grouping, groups] of Object.entries(grouped)) {
      await setOption(diagram, 'grouping', grouping);
      await eventually(legend).toEqual(groups);
      expect(await diagram.locator('g.group .area').count()).toBe(2);
      const colours = await diagram.locator('#legend .swatch').evaluateAll((swatches) =>
        swatches.map(
          (swatch) =>
            (
              globalThis as unknown as {
                getComputedStyle(element: unknown): { readonly backgroundColor: string };
              }
            ).getComputedStyle(swatch).backgroundColor,
        ),
      );
      expect(new Set(colours).size).toBe(2);
    }
    await takePicture(suite.page(), 'gallery/groups');
  });

  it('only the file’s own tables where that is chosen, which are emphasised otherwise', async () => {
    const diagram = await open('see-scope');
    await boxOf(diagram, 'boxes').waitFor();
    expect(await boxOf(diagram, 'boxes').getAttribute('class')).toContain('other');
    expect(await boxOf(diagram, 'customers').getAttribute('class')).not.toContain('other');
    await diagram.locator('#options').click();
    await diagram.getByText('Only this file’s tables').click();
    await boxOf(diagram, 'boxes').waitFor({ state: 'detached', timeout: 15_000 });
    expect(await boxOf(diagram, 'customers').count()).toBe(1);
  });
});
