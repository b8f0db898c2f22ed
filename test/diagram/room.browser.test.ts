import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ServedDiagram, serveDiagram } from './serve-diagram.ts';
import { useChromium } from './use-chromium.ts';

let view: ServedDiagram;
const browser = useChromium(() => view);
const shop = readFileSync(join(import.meta.dirname, '../../samples/shop/schema.sql'), 'utf8');

async function open(sql: string, width: number, height: number, more: object = {}): Promise<void> {
  const kept = { view: more, camera: null, follow: true };
  view = await serveDiagram(browser(), sql, { width, height, reducedMotion: true, kept });
  await view.answered();
}

async function scale(): Promise<number> {
  return Number.parseInt((await view.page.locator('#scale').textContent()) ?? '', 10);
}

/** The upper left corner of a table's box. */
async function cornerOf(name: string): Promise<{ readonly x: number; readonly y: number }> {
  const box = await view.page.locator(`g.node[data-key='["public","${name}"]'] > .body`).boundingBox();
  return { x: Math.round(box?.x ?? 0), y: Math.round(box?.y ?? 0) };
}

describe('the layout takes the shape of the panel', () => {
  // Beside an editor in a window of 1440 × 900, in a wide window, and in a whole one.
  test.each([
    [690, 790, 54],
    [1000, 790, 64],
    [1400, 860, 88],
  ])('%i × %i pixels show the sample at %i %% at least, with its rows', async (width, height, least) => {
    await open(shop, width, height);
    expect(await scale()).toBeGreaterThanOrEqual(least);
    expect(await view.page.locator('#picture').getAttribute('data-distance')).toBe('near');
  });

  test('whoever types a column does not turn it; a table more may', async () => {
    await open(shop, 690, 790);
    const first = await cornerOf('customers');
    const place = async () => {
      const [from, to] = [await cornerOf('customers'), await cornerOf('order_items')];
      return [Math.sign(to.x - from.x), Math.sign(to.y - from.y)];
    };
    const before = await place();
    for (let columns = 1; columns <= 12; columns++) {
      const more = Array.from({ length: columns }, (_, at) => `    more_${at} TEXT,\n`).join('');
      await view.edit(shop.replace('    phone VARCHAR(20),\n', `    phone VARCHAR(20),\n${more}`));
    }
    await view.page.locator('[data-column="more_11"]').waitFor({ state: 'attached' });
    await view.settled();
    expect(await place()).toEqual(before);
    expect(first.x).toBeGreaterThanOrEqual(0);
  });

  test('a direction that a person chose is kept whatever the shape', async () => {
    await open(shop, 690, 790, { direction: 'LR' });
    const [customers, addresses, items] = await Promise.all(
      ['customers', 'addresses', 'order_items'].map(cornerOf),
    );
    expect(customers!.x).toBeLessThan(addresses!.x);
    expect(addresses!.x).toBeLessThan(items!.x);
    await view.close();
    await open(shop, 1400, 600, { direction: 'TB' });
    const [first, second] = await Promise.all(['customers', 'orders'].map(cornerOf));
    expect(first!.y).toBeLessThan(second!.y);
  });
});

describe('boxes are no wider than they are worth', () => {
  const sql = `
    create type status as enum ('pending', 'confirmed', 'processing', 'shipped', 'delivered', 'cancelled');
    create table a (id bigint primary key, made timestamp with time zone, gone timestamp(3) without time zone[], mail character varying(80), state status);
    comment on column a.mail is 'A very long remark on what is in this column, which nobody reads in a picture.';`;

  test('types have PostgreSQL’s shorter names, and screen readers hear the whole ones', async () => {
    await open(sql, 900, 700);
    const types = await view.page.locator('text.type').allTextContents();
    expect(types).toEqual(['bigint', 'timestamptz', 'timestamp(3)[]', 'varchar(80)', 'status']);
    const label = await view.page.locator('[data-column="made"]').getAttribute('aria-label');
    expect(label).toContain('timestamp with time zone');
  });

  test('a long remark is cut within the box', async () => {
    await open(sql, 900, 700);
    const [box] = await Promise.all([view.page.locator('g.node .frame').boundingBox()]);
    for (const remark of await view.page.locator('text.remark').all()) {
      expect(await remark.textContent()).toMatch(/…$/);
      const place = await remark.boundingBox();
      expect(place!.x + place!.width).toBeLessThanOrEqual(box!.x + box!.width);
    }
    expect(await view.page.locator('text.remark').count()).toBe(2);
  });
});
