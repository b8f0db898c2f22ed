import { order } from 'dagre-d3-es/src/dagre/order/index.js';
import { Graph } from 'dagre-d3-es/src/graphlib/graph.js';
import { alignLayers, type Cell } from './align-layers.ts';
import { busLines, type Hop } from './bus-lines.ts';
import { centreBuses } from './centre-buses.ts';
import { type Layout, type LayoutGraph, type Point, stub, trackGap } from './layout-graph.ts';
import { orientEdges } from './orient-edges.ts';
import { assignTracks, channelWidth } from './route-channels.ts';
import { loopAt } from './route-simple.ts';

/** Between boxes of a layer, and between lines that pass them. */
const boxGap = 28;
const busGap = 10;

/**
 * Places the boxes of one connected graph in layers. dagre orders the layers; the lines run
 * on tracks of their own between the layers, and through a layer only where it has room for them. Boxes stand where
 * their lines are straight, or where `isCentred` below the middle of each other, which takes less room.
 */
export function layeredLayout(graph: LayoutGraph, limit: number, isCentred = false): Layout {
  const across = graph.direction === 'LR';
  const orientation = orientEdges(graph, limit);
  const lines = busLines(graph.edges, orientation);
  const sides = across ? graph.nodes.map(() => noStubs) : stubsOf(lines.hops, graph.nodes.length);
  // Along a layer a box takes its height, or its width with the lines that leave its sides.
  const length = graph.nodes.map(({ width, height }, index) =>
    across ? height : sides[index]!.before + width + sides[index]!.after,
  );
  const depth = graph.nodes.map(({ width, height }) => (across ? width : height));
  const cells: Cell[] = [
    ...length.map((value) => ({ length: value, margin: boxGap / 2 })),
    ...lines.buses.map(() => ({ length: 0, margin: busGap / 2 })),
  ];

  const layers = Math.max(0, ...orientation.rank) + 1;
  const isBox = (node: number): boolean => node < graph.nodes.length;
  /** Where a line leaves or enters a box, along the layer from the box's start. */
  const leavesAt = (node: number, y: number): number => {
    if (!isBox(node)) return 0;
    if (across) return y;
    const side = sides[node]!;
    return length[node]! - side.after + stub + side.leaving.indexOf(y) * trackGap;
  };
  const entersAt = (node: number, y: number): number => {
    if (!isBox(node)) return 0;
    if (across) return y;
    const side = sides[node]!;
    return side.before - stub - side.entering.indexOf(y) * trackGap;
  };
  const ties = lines.hops.flatMap(({ from, fromY, targets }) =>
    targets.map(({ to, toY }) => ({
      from,
      to,
      fromAt: isCentred && isBox(from) ? length[from]! / 2 : leavesAt(from, fromY),
      toAt: isCentred && isBox(to) ? length[to]! / 2 : entersAt(to, toY),
      weight: isBox(to) ? 1 : 2,
    })),
  );
  const ordered = centreBuses(orderLayers(orientation.rank, lines), lines.hops, graph.nodes.length);
  const starts = alignLayers(ordered, cells, ties);
  const nets = lines.hops.map(({ from, fromY, targets }) => ({
    from: starts[from]! + leavesAt(from, fromY),
    to: targets.map(({ to, toY }) => starts[to]! + entersAt(to, toY)),
  }));

  const trackOf = lines.hops.map(() => -1);
  const layerStart: number[] = [0];
  const layerEnd: number[] = [];
  for (let layer = 0; layer < layers; layer++) {
    const deepest = Math.max(0, ...depth.filter((_, node) => orientation.rank[node] === layer));
    layerEnd[layer] = layerStart[layer]! + deepest;
    const own = lines.hops.flatMap((hop, index) => (hop.rank === layer ? [index] : []));
    const { tracks, count } = assignTracks(own.map((hop) => nets[hop]!));
    for (const [place, hop] of own.entries()) trackOf[hop] = tracks[place]!;
    layerStart[layer + 1] = layerEnd[layer]! + channelWidth(count);
  }

  const nodes = graph.nodes.map((_, node) => {
    const main = layerStart[orientation.rank[node]!]!;
    return across ? { x: main, y: starts[node]! } : { x: starts[node]! + sides[node]!.before, y: main };
  });
  const edges = graph.edges.map((edge, index): readonly Point[] => {
    const start = orientation.from[index]!;
    if (start < 0)
      return loopAt(nodes[edge.parent]!, graph.nodes[edge.parent]!.width, edge.parentY, edge.childY);
    const end = orientation.to[index]!;
    const [startY, endY] = start === edge.parent ? [edge.parentY, edge.childY] : [edge.childY, edge.parentY];
    const way: { readonly main: number; readonly cross: number }[] = [];
    for (const { hop, target } of lines.paths[index]!) {
      const main = layerEnd[lines.hops[hop]!.rank]! + stub + 4 + Math.max(0, trackOf[hop]!) * trackGap;
      way.push({ main, cross: nets[hop]!.from }, { main, cross: nets[hop]!.to[target]! });
    }
    const points = way.map(({ main, cross }) => (across ? { x: main, y: cross } : { x: cross, y: main }));
    const first = { x: nodes[start]!.x + graph.nodes[start]!.width, y: nodes[start]!.y + startY };
    const last = { x: nodes[end]!.x, y: nodes[end]!.y + endY };
    const turns = across
      ? []
      : [
          { x: way[0]!.cross, y: first.y },
          { x: way[way.length - 1]!.cross, y: last.y },
        ];
    const line = [first, ...turns.slice(0, 1), ...points, ...turns.slice(1), last];
    return straighten(start === edge.parent ? line : line.reverse());
  });
  return toOrigin({ nodes, edges, groups: [], width: 0, height: 0 }, graph);
}

/** How far from a box's sides lines run down beside it, and the rows that they belong to, the innermost first. */
interface Stubs {
  readonly before: number;
  readonly after: number;
  readonly entering: readonly number[];
  readonly leaving: readonly number[];
}
const noStubs: Stubs = { before: 0, after: 0, entering: [], leaving: [] };

/** Lines that leave go down, so the lowest row takes the innermost track; where they enter, the highest one. */
function stubsOf(hops: readonly Hop[], boxes: number): readonly Stubs[] {
  const leaving = Array.from({ length: boxes }, () => new Set<number>());
  const entering = Array.from({ length: boxes }, () => new Set<number>());
  for (const { from, fromY, targets } of hops) {
    leaving[from]?.add(fromY);
    for (const { to, toY } of targets) entering[to]?.add(toY);
  }
  const room = (rows: number): number => (rows === 0 ? 0 : stub + (rows - 1) * trackGap + 2);
  return leaving.map((rows, node) => ({
    before: room(entering[node]!.size),
    after: room(rows.size),
    entering: [...entering[node]!].sort((a, b) => a - b),
    leaving: [...rows].sort((a, b) => b - a),
  }));
}

/** The boxes and buses of each layer in the order in which dagre finds few crossings. */
function orderLayers(
  rank: readonly number[],
  { buses, hops }: ReturnType<typeof busLines>,
): readonly (readonly number[])[] {
  const graph = new Graph({ compound: true });
  for (const [node, layer] of rank.entries()) graph.setNode(String(node), { rank: layer });
  for (const [index, bus] of buses.entries()) graph.setNode(String(rank.length + index), { rank: bus.rank });
  for (const { from, targets } of hops)
    for (const { to } of targets) graph.setEdge(String(from), String(to), { weight: 1 });
  order(graph);
  const layers: number[][] = [];
  for (const [node, layer] of [...rank, ...buses.map((bus) => bus.rank)].entries()) {
    layers[layer] ??= [];
    layers[layer][graph.node(String(node)).order] = node;
  }
  return layers;
}

/** The line without points that lie on it. */
function straighten(line: readonly Point[]): readonly Point[] {
  return line.filter((point, index) => {
    const before = line[index - 1];
    const after = line[index + 1];
    if (before === undefined || after === undefined) return true;
    const isAlong = (a: number, b: number, c: number): boolean =>
      Math.abs(a - b) < 0.01 && Math.abs(b - c) < 0.01;
    return !isAlong(before.x, point.x, after.x) && !isAlong(before.y, point.y, after.y);
  });
}

/** Moves everything so that the upper left corner is at the origin, and measures it. */
function toOrigin(layout: Layout, graph: LayoutGraph): Layout {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const include = (x: number, y: number): void => {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  };
  for (const [node, { x, y }] of layout.nodes.entries()) {
    include(x, y);
    include(x + graph.nodes[node]!.width, y + graph.nodes[node]!.height);
  }
  for (const line of layout.edges) for (const { x, y } of line) include(x, y);
  const move = ({ x, y }: Point): Point => ({ x: x - left, y: y - top });
  return {
    nodes: layout.nodes.map(move),
    edges: layout.edges.map((line) => line.map(move)),
    groups: [],
    width: right - left,
    height: bottom - top,
  };
}
