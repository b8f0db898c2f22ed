import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildMedia, launchChromium } from './open-diagram-page.ts';
import { type ServedDiagram, serveDiagram } from './serve-diagram.ts';
import { type Theme, themes } from './themes.ts';

let browser: Browser;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

beforeAll(async () => {
  buildMedia();
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const sql = `
create table customers (id bigint primary key, email text not null unique);
comment on table customers is 'Who buys.';
create table orders (id bigint primary key, customer_id bigint not null references customers);
create view open_orders as select id from orders;
create table "טבלה" (id bigint primary key, "עמודה" text);
`;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe-core finds, each as its rule and the elements. */
async function violations(view: ServedDiagram): Promise<readonly string[]> {
  const found = await view.page.evaluate<readonly Violation[]>(
    `(async () => { if (!window.axe) { ${axe} } return (await window.axe.run(document, { resultTypes: ['violations'] })).violations; })()`,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** What lies over the picture, and how it is opened. */
const states: Readonly<Record<string, (view: ServedDiagram) => Promise<unknown>>> = {
  picture: async () => undefined,
  card: async (view) => {
    await view.page.locator('g.node').first().focus();
    await view.page.locator('#card').waitFor();
  },
  row: async (view) => {
    await view.page.locator('g.node').first().focus();
    await view.page.keyboard.press('c');
    await view.page.locator('.row:focus').waitFor();
  },
  relation: async (view) => {
    await view.page.locator('g.node').first().focus();
    await view.page.keyboard.press('Control+ArrowRight');
    await view.page.locator('.relation:focus').waitFor();
  },
  search: async (view) => {
    await view.page.keyboard.press('/');
    await view.page.keyboard.type('o');
    await view.page.locator('#match0').waitFor();
  },
  focus: async (view) => {
    await view.page.locator('g.node').first().focus();
    await view.page.keyboard.press('o');
    await view.page.locator('#showAll').waitFor();
  },
  options: (view) => view.page.keyboard.press('v'),
  keys: (view) => view.page.keyboard.press('?'),
  menu: (view) => view.page.locator('#take').click(),
  list: async (view) => {
    await view.page.keyboard.press('l');
    await view.page.locator('#list summary').first().click();
  },
  comparison: async (view) => {
    await view.send({ type: 'change', view: { comparison: { with: 'saved' } } });
    await view.page.locator('.difference').first().waitFor();
  },
};

test.each(Object.keys(themes) as Theme[])('axe-core finds nothing, %s', async (theme) => {
  const view = await serveDiagram(browser, sql, {
    theme,
    reducedMotion: true,
    was: sql.replace(' unique', ''),
  });
  await view.answered();
  const found: Record<string, readonly string[]> = {};
  for (const [name, reach] of Object.entries(states)) {
    await reach(view);
    await view.page.waitForTimeout(100);
    const now = await violations(view);
    if (now.length > 0) found[name] = now;
    await view.page.keyboard.press('Escape');
  }
  expect(found).toEqual({});
  expect(view.faults).toEqual([]);
  await view.close();
});
