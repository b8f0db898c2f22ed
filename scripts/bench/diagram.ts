import type { Browser } from 'playwright-core';
import type { DiagramPicture } from '../../server/protocol/diagram.ts';
import { launchChromium } from '../../test/diagram/open-diagram-page.ts';
import { column, generated, picture, relation } from '../../test/diagram/sample-models.ts';
import { type Drawing, openOwnView, openStockView, type Renderer } from './measure-diagram.ts';
import { layOut } from './report.ts';
import { median } from './statistics.ts';

interface Case {
  readonly name: string;
  /** Milliseconds of the main thread's CPU time. */
  readonly target: number;
  /** How many times cheaper than stock mermaid it has to be. */
  readonly factor: number | null;
  /** What is shown before; null for nothing. */
  readonly from: DiagramPicture | null;
  readonly to: DiagramPicture;
  /** Stock mermaid takes about a minute for a large one. */
  readonly stock: 'quick' | 'large';
}

/** Draws each kind of picture with our view and with stock mermaid, in turn, and prints the medians. */
export async function benchDiagram(options: {
  readonly runs: number;
  readonly withStock: boolean;
  readonly withLargeStock: boolean;
  readonly only: string;
}): Promise<readonly unknown[]> {
  const browser = await launchChromium();
  try {
    const own = await openOwnView(browser);
    const stock = await openStockView(browser);
    await own.draw(generated(10));
    await stock.draw(generated(10));
    const rows = [];
    for (const each of cases().filter(({ name }) => name.includes(options.only))) {
      const ownDrawings: Drawing[] = [];
      const stockDrawings: Drawing[] = [];
      const isCompared = each.stock === 'large' ? options.withLargeStock : options.withStock;
      for (let run = 0; run < options.runs; run++) {
        ownDrawings.push(await perform(own, each));
        if (isCompared && (run === 0 || each.stock !== 'large'))
          stockDrawings.push(await perform(stock, each));
      }
      rows.push({ ...summary(each), own: ownDrawings, stock: stockDrawings });
      console.log(lineOf(each, ownDrawings, stockDrawings));
    }
    console.log(`\n${table(rows)}\n`);
    await own.close();
    await stock.close();
    const memory = await measureMemory(browser);
    console.log(memory.text);
    return [...rows, memory];
  } finally {
    await browser.close();
  }
}

async function perform(renderer: Renderer, { from, to }: Case): Promise<Drawing> {
  if (from !== null) return renderer.change(from, to);
  // A layout that is known already is not asked for again.
  await renderer.draw(generated(3));
  return renderer.draw(to);
}

function cases(): readonly Case[] {
  const full = (tables: number, target: number, stock: Case['stock']): Case => ({
    name: `${tables} tables, all columns`,
    target,
    factor: tables >= 50 ? 10 : null,
    from: null,
    to: generated(tables),
    stock,
  });
  const large = generated(500);
  const hundred = generated(100);
  return [
    full(10, 60, 'quick'),
    full(50, 150, 'quick'),
    { ...full(50, 120, 'quick'), name: '50 tables, keys only', factor: null, to: generated(50, 'keys') },
    full(500, 1000, 'large'),
    full(1000, 2000, 'large'),
    {
      name: 'focus of 500 tables, 1 hop',
      target: 30,
      factor: null,
      from: aroundTable(large, 'T26'),
      to: aroundTable(large, 'T77'),
      stock: 'quick',
    },
    {
      name: 'overview of 1,000 tables',
      target: 300,
      factor: null,
      from: null,
      to: overview(40),
      stock: 'quick',
    },
    {
      name: 'a column typed, 100 tables',
      target: 30,
      factor: null,
      from: hundred,
      to: withColumn(hundred, 0),
      stock: 'quick',
    },
  ];
}

/** A table and those that it references or that reference it. */
function aroundTable(whole: DiagramPicture, id: string): DiagramPicture {
  const near = whole.relations.filter(({ parent, child }) => parent === id || child === id);
  const ids = new Set([id, ...near.flatMap(({ parent, child }) => [parent, child])]);
  const inside = whole.relations.filter(({ parent, child }) => ids.has(parent) && ids.has(child));
  return picture(
    whole.tables.filter((each) => ids.has(each.id)),
    inside,
    { total: whole.total },
  );
}

function overview(count: number): DiagramPicture {
  const groups = Array.from({ length: count }, (_, index) => ({
    id: `G${index}`,
    title: `context_${index}`,
    colour: index % 8,
    tableCount: 25,
  }));
  const relations = groups
    .slice(1)
    .map(({ id }, index) =>
      relation(id, `G${Math.floor(index / 3)}`, 'x', { columns: [], parentColumns: [], count: 3 }),
    );
  return picture([], relations, { groups, overview: true, total: count * 25, detail: 'names' });
}

/** The picture after someone has typed one more column into a table in its middle. */
function withColumn(before: DiagramPicture, number: number): DiagramPicture {
  const tables = before.tables.map((each, index) =>
    index === before.tables.length >> 1
      ? { ...each, columns: [...each.columns, column(`integer typed_${number}`)] }
      : each,
  );
  return picture(tables, before.relations);
}

/** The page's heap while someone types for a long time: each edit shows, and now and then everything settles. */
async function measureMemory(browser: Browser): Promise<{ readonly text: string; readonly heaps: number[] }> {
  const own = await openOwnView(browser);
  const base = generated(40);
  const heaps: number[] = [];
  await own.draw(base);
  for (let edit = 1; edit <= 500; edit++) {
    await own.edit(withColumn(base, edit));
    if (edit % 100 === 0) heaps.push(await own.heapMegabytes());
  }
  await own.close();
  const text = heaps.map((heap, index) => `${(index + 1) * 100}: ${heap.toFixed(1)} MB`).join(', ');
  return { text: `Heap after so many edits of 40 tables: ${text}`, heaps };
}

function summary({ name, target, factor }: Case) {
  return { name, target, factor };
}

type Row = ReturnType<typeof summary> & {
  readonly own: readonly Drawing[];
  readonly stock: readonly Drawing[];
};

function table(rows: readonly Row[]): string {
  const cells = [['Main thread', 'CPU ms', 'target', '', 'stock ms', 'times', '', 'wall ms', 'longest task']];
  for (const { name, target, factor, own, stock } of rows) {
    const cpu = median(own.map((drawing) => drawing.cpu));
    const other = stock.length > 0 ? median(stock.map((drawing) => drawing.cpu)) : null;
    const times = other === null ? null : other / cpu;
    cells.push([
      name,
      cpu.toFixed(1),
      `≤ ${target}`,
      cpu <= target ? 'met' : 'MISSED',
      other === null ? '–' : other.toFixed(0),
      times === null ? '–' : `${times.toFixed(1)} ×`,
      factor === null || times === null ? '' : times >= factor ? 'met' : 'MISSED',
      median(own.map((drawing) => drawing.wall)).toFixed(0),
      Math.max(...own.map((drawing) => drawing.longestTask)).toFixed(0),
    ]);
  }
  return layOut(cells);
}

function lineOf({ name }: Case, own: readonly Drawing[], stock: readonly Drawing[]): string {
  const list = (drawings: readonly Drawing[]): string => drawings.map(({ cpu }) => cpu.toFixed(0)).join(' ');
  return `${name}: ${list(own)}${stock.length > 0 ? ` | stock ${list(stock)}` : ''}`;
}
