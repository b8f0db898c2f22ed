import { expect } from 'vitest';
import type { FromDiagramView } from '../../server/protocol/messages.ts';
import { type ServedDiagram, serveDiagram } from './serve-diagram.ts';
import { useChromium } from './use-chromium.ts';

/** A small shop, with tables that belong to nothing. */
export const shop = `
create table customers (id bigint primary key, email text not null unique, note text);
comment on table customers is 'Who buys.';
create table orders (
  id bigint primary key,
  customer_id bigint not null references customers on delete cascade,
  total numeric(10,2)
);
create table order_items (order_id bigint references orders, line int, product_id bigint, primary key (order_id, line));
create table products (id bigint primary key, sku text unique, price numeric);
alter table order_items add foreign key (product_id) references products;
create table audit_log (id bigint primary key, line text);
create table audit_access (id bigint primary key, who text);
`;

/** Asks until the answer is as it should be. */
export const eventually = <T>(get: () => T) => expect.poll(get, { timeout: 15_000 });

/** The hooks and the words of suites about the shop's diagram. */
export function shopSuite() {
  let view: ServedDiagram;
  const browser = useChromium(() => view);
  const node = (name: string) => view.page.locator(`g.node[data-key='["public","${name}"]']`);
  return {
    view: () => view,
    async open(more: Parameters<typeof serveDiagram>[2] = {}): Promise<void> {
      view = await serveDiagram(browser(), shop, { reducedMotion: true, width: 1000, height: 700, ...more });
      await view.answered();
    },
    node,
    head: (name: string) => node(name).locator('.head'),
    async drawnNames(): Promise<string[]> {
      const keys = await view.page
        .locator('g.node[data-key]')
        .evaluateAll((nodes) =>
          nodes.map((one) => (one as unknown as { dataset: { key: string } }).dataset.key),
        );
      return keys.map((key) => JSON.parse(key)[1]).sort();
    },
    /** What the page has sent of a kind. */
    sent: <T extends FromDiagramView['type']>(type: T) =>
      view.sent.filter((message) => message.type === type) as Extract<FromDiagramView, { type: T }>[],
    press: (key: string) => view.page.keyboard.press(key),
    text: (selector: string) => view.page.locator(selector).textContent(),
    focusedName: () =>
      view.page.evaluate<string>('JSON.parse(document.activeElement?.dataset.key ?? "[0,\\"\\"]")[1]'),
  };
}
