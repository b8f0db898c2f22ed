import { describe, expect, test } from 'vitest';
import { largeLayout } from '../../media/layout/large-layout.ts';
import { layOut } from '../../media/layout/lay-out.ts';
import type { Layout, LayoutEdge, LayoutGraph, Point, Rect } from '../../media/layout/layout-graph.ts';
import { orientEdges } from '../../media/layout/orient-edges.ts';
import { packShelves } from '../../media/layout/pack-shelves.ts';
import { assignTracks } from '../../media/layout/route-channels.ts';
import { routeSimple } from '../../media/layout/route-simple.ts';

/** A repeatable sequence of numbers from 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Tables of different sizes with about 1.3 references each, cycles, self-references and loners among them. */
function randomGraph(count: number, seed: number, direction: 'LR' | 'TB', groups = 0): LayoutGraph {
  const random = randomFrom(seed);
  const nodes = Array.from({ length: count }, (_, index) => ({
    width: 120 + Math.floor(random() * 200),
    height: 30 + 22 * (2 + Math.floor(random() * 14)),
    group: groups === 0 ? -1 : index % groups,
  }));
  const edges: LayoutEdge[] = [];
  for (let edge = 0; edge < count * 1.3; edge++) {
    const child = Math.floor(random() * count);
    // Some tables are referenced by many.
    const parent = Math.floor(random() ** 3 * count);
    edges.push({ parent, child, parentY: 41, childY: 63 });
  }
  return graphOf(
    direction,
    nodes,
    edges,
    Array.from({ length: groups }, () => 80),
  );
}

function graphOf(
  direction: LayoutGraph['direction'],
  nodes: LayoutGraph['nodes'],
  edges: LayoutGraph['edges'],
  groups: readonly number[] = [],
): LayoutGraph {
  const room = { width: 1500, height: 1000 };
  return { direction, isFree: false, way: null, room, nodes, edges, groups };
}

function boxesOf(graph: LayoutGraph, layout: Layout): Rect[] {
  return graph.nodes.map(({ width, height }, index) => ({ ...layout.nodes[index]!, width, height }));
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function runsThrough(box: Rect, from: Point, to: Point): boolean {
  const stretch = {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(from.x - to.x),
    height: Math.abs(from.y - to.y),
  };
  const inner = { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 };
  return overlap(stretch, inner);
}

describe('small pictures in any room', () => {
  const rooms = [
    { width: 650, height: 700 },
    { width: 1400, height: 700 },
    { width: 320, height: 900 },
  ];

  test.each([0, 3])('of %i groups have all boxes apart and lines at their ends', async (groups) => {
    for (let seed = 1; seed <= 12; seed++) {
      const graph = randomGraph(3 + seed * 2, seed, 'LR', groups);
      for (const room of rooms) {
        const layout = await layOut({ ...graph, isFree: true, room });
        const boxes = boxesOf(graph, layout);
        for (const [index, box] of boxes.entries())
          expect(boxes.slice(index + 1).some((other) => overlap(box, other))).toBe(false);
        expect(layout.edges.every((line) => line.length >= 2)).toBe(true);
        expect(layout.width).toBeGreaterThan(0);
      }
    }
  });

  test('keep the way in which they were laid out', async () => {
    const graph = { ...randomGraph(12, 7, 'LR'), isFree: true };
    const { way } = await layOut({ ...graph, room: rooms[0]! });
    expect(way).toBeDefined();
    expect((await layOut({ ...graph, way: way ?? null, room: rooms[1]! })).way).toBe(way);
  });
});

describe.each(['LR', 'TB'] as const)('a large layout, %s', (direction) => {
  test.each([
    [20, 1],
    [60, 2],
    [150, 3],
    [400, 4],
  ])('of %i tables keeps boxes apart and lines off them', (count, seed) => {
    const graph = randomGraph(count, seed, direction);
    const layout = largeLayout(graph);
    const boxes = boxesOf(graph, layout);
    const overlapping = boxes.filter((a, index) => boxes.some((b, other) => other > index && overlap(a, b)));
    expect(overlapping).toEqual([]);
    for (const [index, points] of layout.edges.entries()) {
      const { parent, child, parentY, childY } = graph.edges[index]!;
      const [first, last] = [points[0]!, points.at(-1)!];
      if (parent !== child) {
        expect(first.y).toBeCloseTo(boxes[parent]!.y + parentY, 3);
        expect(last.y).toBeCloseTo(boxes[child]!.y + childY, 3);
      }
      expect([boxes[parent]!.x, boxes[parent]!.x + boxes[parent]!.width]).toContainEqual(
        expect.closeTo(first.x, 3),
      );
      expect([boxes[child]!.x, boxes[child]!.x + boxes[child]!.width]).toContainEqual(
        expect.closeTo(last.x, 3),
      );
      for (const [at, to] of points.entries()) {
        const from = points[at - 1];
        if (from === undefined) continue;
        expect(Math.min(Math.abs(from.x - to.x), Math.abs(from.y - to.y))).toBeLessThan(0.01);
        expect(boxes.filter((box) => runsThrough(box, from, to))).toEqual([]);
      }
    }
    for (const { x, y, width, height } of boxes) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(layout.width);
      expect(y + height).toBeLessThanOrEqual(layout.height);
    }
  });

  test('in groups keeps each table in its frame, and the frames apart', () => {
    const graph = randomGraph(160, 5, direction, 7);
    const layout = largeLayout(graph);
    for (const [index, box] of boxesOf(graph, layout).entries()) {
      const frame = layout.groups[graph.nodes[index]!.group]!;
      expect(box.x).toBeGreaterThan(frame.x);
      expect(box.y).toBeGreaterThan(frame.y);
      expect(box.x + box.width).toBeLessThan(frame.x + frame.width);
      expect(box.y + box.height).toBeLessThan(frame.y + frame.height);
    }
    const { groups } = layout;
    expect(groups.some((a, index) => groups.some((b, other) => other > index && overlap(a, b)))).toBe(false);
    expect(layout.edges.every((points) => points.length >= 2)).toBe(true);
  });
});

test('a table that all reference does not make a strip of the picture', () => {
  const nodes = Array.from({ length: 200 }, () => ({ width: 250, height: 250, group: -1 }));
  const edges = nodes.slice(1).map((_, index) => ({ parent: 0, child: index + 1, parentY: 41, childY: 63 }));
  const { width, height } = largeLayout(graphOf('LR', nodes, edges));
  expect(Math.max(width / height, height / width)).toBeLessThan(4);
});

test('every line runs from a lower layer to a higher one, also where references form cycles', () => {
  const graph = randomGraph(80, 6, 'LR');
  const { from, to, rank } = orientEdges(graph, 2000);
  for (const [index, { parent, child }] of graph.edges.entries()) {
    if (parent === child) expect(from[index]).toBe(-1);
    else expect(rank[from[index]!]!).toBeLessThan(rank[to[index]!]!);
  }
});

test('lines that would lie on each other have tracks of their own, and straight ones none', () => {
  const nets = [
    { from: 0, to: [100] },
    { from: 50, to: [150] },
    { from: 200, to: [200] },
    { from: 300, to: [260] },
  ];
  const { tracks, count } = assignTracks(nets);
  expect(tracks[2]).toBe(-1);
  expect(tracks[0]).not.toBe(tracks[1]);
  expect(count).toBe(2);
  // Of two lines that go down the lower one turns first: else they would cross.
  expect(tracks[1]).toBeLessThan(tracks[0]!);
});

test('shelves hold what fits, without overlaps', () => {
  const sizes = Array.from({ length: 40 }, (_, index) => ({
    width: 50 + (index % 7) * 20,
    height: 30 + (index % 5) * 25,
  }));
  const { places, width } = packShelves(sizes, 600, 10);
  const boxes = places.map((place, index) => ({ ...place, ...sizes[index]! }));
  expect(boxes.some((a, index) => boxes.some((b, other) => other > index && overlap(a, b)))).toBe(false);
  expect(width).toBeLessThanOrEqual(600);
});

test.each([
  ['beside it', { x: 300, y: 40 }],
  ['on the other side', { x: -300, y: 40 }],
  ['below it', { x: 20, y: 400 }],
])('a line to a box %s leaves by the sides that are near', (_, corner) => {
  const size = { width: 120, height: 100 };
  const points = routeSimple({ box: { x: 0, y: 0, ...size }, y: 41 }, { box: { ...corner, ...size }, y: 63 });
  expect(points[0]!.y).toBe(41);
  expect(points.at(-1)!.y).toBe(corner.y + 63);
  expect([0, 120]).toContain(points[0]!.x);
  expect([corner.x, corner.x + 120]).toContain(points.at(-1)!.x);
});
