import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DiagramPicture } from '../../server/protocol/diagram.ts';
import { bundledScript, type DiagramPage, openDiagramPage } from './open-diagram-page.ts';
import { column, generated, picture, relation, resultOf, shop, table } from './sample-models.ts';
import { useChromium } from './use-chromium.ts';

const root = join(import.meta.dirname, '../..');
let view: DiagramPage;
const browser = useChromium(() => view);

async function show(drawn: DiagramPicture): Promise<void> {
  await view.send({ type: 'show', title: 'schema.sql', result: resultOf(drawn) });
  await view.drawn(drawn.hash);
}

async function open(
  drawn: DiagramPicture,
  options: Parameters<typeof openDiagramPage>[1] = {},
): Promise<void> {
  view = await openDiagramPage(browser(), { width: 1400, height: 900, ...options });
  await show(drawn);
}

/** Runs in the page: where a row's box, and the ends of a relation's line, are. */
const geometry = `(() => {
  const round = ({ x, y, width, height }) => ({ x, y, width, height });
  const rows = {};
  for (const row of document.querySelectorAll('g.node [data-column]'))
    rows[row.closest('g.node').dataset.table + '.' + row.dataset.column] = round(row.querySelector('rect').getBoundingClientRect());
  const lines = [...document.querySelectorAll('path[data-relation]')].map((path) => {
    const at = (length) => {
      const point = path.getPointAtLength(length).matrixTransform(path.getScreenCTM());
      return { x: point.x, y: point.y };
    };
    return { ends: path.dataset.ends, relation: path.dataset.relation, start: at(0), end: at(path.getTotalLength()) };
  });
  return { rows, lines };
})()`;

interface Geometry {
  readonly rows: Readonly<Record<string, { x: number; y: number; width: number; height: number }>>;
  readonly lines: readonly { ends: string; relation: string; start: Position; end: Position }[];
}
interface Position {
  readonly x: number;
  readonly y: number;
}

function isOnSide(point: Position, row: Geometry['rows'][string] | undefined): boolean {
  if (row === undefined) return false;
  const besides = Math.min(Math.abs(point.x - row.x), Math.abs(point.x - row.x - row.width));
  return besides < 2 && point.y > row.y && point.y < row.y + row.height;
}

describe.each(['LR', 'TB'] as const)('lines, %s', (direction) => {
  test('end on the rows of their columns', async () => {
    const { tables, relations } = shop();
    await open(picture(tables, relations, { direction }));
    const { rows, lines } = (await view.page.evaluate(geometry)) as Geometry;
    expect(lines).toHaveLength(7);
    for (const { id, parent, child, columns } of relations) {
      const line = lines.find((each) => each.relation === id);
      expect(line?.ends).toBe(`${parent} ${child}`);
      expect(line && isOnSide(line.start, rows[`${parent}.id`]), `${id}, parent`).toBe(true);
      expect(line && isOnSide(line.end, rows[`${child}.${columns[0]}`]), `${id}, child`).toBe(true);
    }
  });

  test('of hundreds of tables do, too, and no box lies on another', async () => {
    const { tables, relations } = generated(120, 'keys');
    await open(picture(tables, relations, { direction, detail: 'keys' }));
    await view.page.evaluate(`document.querySelector('#picture').classList.remove('many')`);
    const { rows, lines } = (await view.page.evaluate(geometry)) as Geometry;
    for (const { id, parent, child, columns } of relations) {
      const line = lines.find((each) => each.relation === id);
      expect(line && isOnSide(line.start, rows[`${parent}.id`]), `${id}, parent`).toBe(true);
      expect(line && isOnSide(line.end, rows[`${child}.${columns[0]}`]), `${id}, child`).toBe(true);
    }
    const overlaps = await view.page.evaluate(`(() => {
      const boxes = [...document.querySelectorAll('g.node .frame')].map((frame) => frame.getBoundingClientRect());
      return boxes.filter((a, index) => boxes.some((b, other) => other > index && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)).length;
    })()`);
    expect(overlaps).toBe(0);
  });
});

describe('an edit', () => {
  const before = generated(20);
  const typed = picture(
    before.tables.map((each) =>
      each.id === 'T4' ? { ...each, columns: [...each.columns, column('integer typed')] } : each,
    ),
    before.relations,
  );

  test('changes its own table only, and everything stays where it is until typing pauses', async () => {
    await open(before);
    await view.page.evaluate(`
      window.kept = [...document.querySelectorAll('g.node')].map((node) => [node, node.firstChild, node.getAttribute('transform')]);
    `);
    await show(typed);
    const changed = await view.page.evaluate(`
      window.kept.filter(([node, first, place]) => !node.isConnected || node.firstChild !== first || node.getAttribute('transform') !== place)
        .map(([node]) => node.dataset.table)
    `);
    expect(changed).toEqual(['T4']);
    expect(await view.page.locator('g.node.touched').count()).toBe(1);
    await view.settled();
    const same = await view.page.evaluate('window.kept.every(([node]) => node.isConnected)');
    expect(same).toBe(true);
    expect(view.sent.filter(({ type }) => type === 'drawn')).toHaveLength(2);
    await expect.poll(() => view.page.locator('g.node.touched').count()).toBe(0);
  });

  test('keeps the focus', async () => {
    await open(before);
    await view.page.locator('g.node[data-table="T4"]').focus();
    await show(typed);
    await view.settled();
    expect(await view.page.evaluate('document.activeElement.dataset.table')).toBe('T4');
  });

  test('that adds a table finds room for it', async () => {
    await open(before);
    const more = picture(
      [...before.tables, table('T20', 'brand_new', [column('bigint id PK'), column('bigint up FK')])],
      [...before.relations, relation('T20', 'T3', 'up')],
    );
    await show(more);
    const overlapping = await view.page.evaluate(`(() => {
      const box = (node) => node.querySelector('.frame').getBoundingClientRect();
      const own = box(document.querySelector('g.node[data-table="T20"]'));
      return [...document.querySelectorAll('g.node:not([data-table="T20"])')].map(box)
        .filter((other) => own.left < other.right && other.left < own.right && own.top < other.bottom && other.top < own.bottom).length;
    })()`);
    expect(overlapping).toBe(0);
    expect(await view.page.locator('path[data-relation="T20 T3 up"]').count()).toBe(1);
    await view.settled();
  });
});

describe('what is drawn', () => {
  test('findings, changes, hidden neighbours, partitions and inheritance', async () => {
    const finding = { rule: 'x', severity: 'warning' as const, message: 'No index on it.' };
    await open(
      picture(
        [
          table('T0', 'events', [column('bigint id PK', { findings: [finding] })], {
            kind: 'partitioned table',
            partitions: 12,
            moreRelations: 3,
          }),
          table('T1', 'special_events', [column('integer level', { change: 'added' })], {
            inherits: ['T0'],
            change: 'changed',
          }),
        ],
        [],
      ),
    );
    const events = view.page.locator('g.node[data-table="T0"]');
    expect(await events.locator('.finding.warning').count()).toBe(1);
    expect(await events.locator('[data-column]').getAttribute('aria-label')).toContain('No index on it.');
    expect(await events.locator('text.kind').textContent()).toBe('partitioned × 12');
    expect(await events.locator('[data-more]').textContent()).toBe('+3');
    const special = view.page.locator('g.node[data-table="T1"]');
    expect(await special.locator('text.sign').allTextContents()).toEqual(['+', '~']);
    expect(await view.page.locator('g.relation.inheritance').getAttribute('aria-label')).toBe(
      'special_events INHERITS events',
    );
  });

  test.each([12, 130])('groups of %i tables have frames around them and a legend', async (count) => {
    const { tables, relations } = generated(count, 'keys');
    const groups = [0, 1, 2].map((index) => ({
      id: `G${index}`,
      title: `Group <${index}>`,
      colour: index,
      tableCount: count / 3,
    }));
    const grouped = tables.map((each, index) => ({ ...each, group: `G${index % 3}` }));
    await open(picture(grouped, relations, { groups, grouping: 'context' }));
    const outside = await view.page.evaluate(`(() => {
      const frames = new Map([...document.querySelectorAll('g.group')].map((group) => [group.dataset.group, group.querySelector('.area').getBoundingClientRect()]));
      return [...document.querySelectorAll('g.node')].filter((node) => {
        const own = node.querySelector('.frame').getBoundingClientRect();
        return [...frames].some(([id, frame]) => {
          const isIn = own.left >= frame.left && own.right <= frame.right && own.top >= frame.top && own.bottom <= frame.bottom;
          const touches = own.left < frame.right && frame.left < own.right && own.top < frame.bottom && frame.top < own.bottom;
          return 'G' + Number(node.dataset.table.slice(1)) % 3 === id ? !isIn : touches;
        });
      }).length;
    })()`);
    expect(outside).toBe(0);
    expect(await view.page.locator('#legend li').allTextContents()).toEqual(groups.map(({ title }) => title));
  });

  test('an overview shows groups, and the lines of the one in use', async () => {
    const groups = ['sales', 'stock', 'audit'].map((title, index) => ({
      id: `G${index}`,
      title,
      colour: index,
      tableCount: 5,
    }));
    const lines = [relation('G1', 'G0', 'x', { columns: [], parentColumns: [], count: 4 })];
    await open(picture([], lines, { groups, overview: true, total: 15, detail: 'names' }));
    expect(await view.page.locator('g.node[data-group]').count()).toBe(3);
    const visibility = () =>
      view.page.evaluate(`getComputedStyle(document.querySelector('path[data-relation]')).visibility`);
    expect(await visibility()).toBe('hidden');
    await view.page.locator('g.node[data-group="G1"]').hover();
    expect(await visibility()).toBe('visible');
    expect(await view.page.locator('#counts').textContent()).toBe('Groups: 3 · Tables: 15');
  });
});

test('of very many tables only those that can be read show their rows', async () => {
  await open(generated(200));
  const shown = () => view.page.locator('g.node[data-open]').count();
  const rows = () => view.page.locator('g.node[data-table="T0"] .row').first().isVisible();
  expect(await shown()).toBe(0);
  expect(await rows()).toBe(false);
  const box = await view.page.locator('g.node[data-table="T0"]').boundingBox();
  await view.page.mouse.move((box?.x ?? 0) + 2, (box?.y ?? 0) + 2);
  for (let notch = 0; notch < 30; notch++) await view.page.mouse.wheel(0, -100);
  await expect.poll(rows).toBe(true);
  expect(await shown()).toBeGreaterThan(0);
  expect(await shown()).toBeLessThan(60);
});

describe('the layout', () => {
  test('runs in a worker that the policy of the page allows', async () => {
    await open(shop());
    expect(view.page.workers()).toHaveLength(1);
  });

  test('runs in the page where no worker can start', async () => {
    await open(shop(), { before: 'delete globalThis.Worker;' });
    expect(view.page.workers()).toHaveLength(0);
    expect(await view.page.locator('g.node').count()).toBe(7);
  });
});

describe('mermaid', () => {
  test('is the version whose hook for layouts is known', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules/mermaid/package.json'), 'utf8'));
    expect(version, 'Check media/read-with-mermaid.ts and scripts/mermaid-er.mjs with the new version.').toBe(
      '12.3.0',
    );
  });

  test('reads the text, and what it rejects is not drawn', async () => {
    view = await openDiagramPage(browser());
    const result = resultOf({ ...shop(), mermaid: 'erDiagram\n T0 {', hash: 'broken' });
    await view.send({ type: 'show', title: 'x', result });
    await view.page.locator('#message h2').filter({ hasText: 'could not be drawn' }).waitFor();
    expect(view.sent.some(({ type }) => type === 'failed')).toBe(true);
    expect(await view.page.locator('g.node').count()).toBe(0);
  });

  test('draws itself where its hook is gone', async () => {
    await open(shop(), { script: withoutHook() });
    expect(await view.page.locator('svg[id^="diagram-"]').count()).toBe(1);
    expect(await view.page.locator('g.node[data-table]').count()).toBe(7);
    expect(await view.page.locator('path[data-ends]').count()).toBe(7);
  });
});

/** The view with a mermaid that has no hook for layouts of others. */
function withoutHook(): string {
  const hook = 'mermaid_default.registerLayoutLoaders?.(';
  const script = bundledScript();
  expect(script).toContain(hook);
  return script.replace(hook, 'undefined?.(');
}
