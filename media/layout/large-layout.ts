import { layeredLayout } from './layered-layout.ts';
import {
  aspectOf,
  framePadding,
  type Layout,
  type LayoutGraph,
  layerLimit,
  type Point,
  pictureMargin,
  type Rect,
} from './layout-graph.ts';
import { packShelves, shelfLength } from './pack-shelves.ts';
import { loopAt, routeSimple } from './route-simple.ts';

/** What a box needs around it for its lines. */
const boxGap = { width: 110, height: 45 };
const componentGap = 48;
/** From afar the groups' titles stand there. */
const frameGap = 110;
const singleGap = 28;

/**
 * Places hundreds of boxes: each group by itself, in it each connected part by itself, and the parts and the
 * groups side by side on shelves. Lines between groups take the short way.
 */
export function largeLayout(graph: LayoutGraph, isCentred = false): Layout {
  const clusters = [...graph.groups.keys(), -1]
    .map((group) => ({
      group,
      members: graph.nodes.flatMap((node, index) => (node.group === group ? [index] : [])),
    }))
    .filter(({ members }) => members.length > 0);
  const inner = clusters.map(({ members }) => layOutParts(graph, members, isCentred));
  const frames = clusters.map(({ group }, index) => {
    const { width, height } = inner[index]!;
    if (group < 0) return { width, height };
    const { side, top, bottom } = framePadding;
    return { width: Math.max(width, graph.groups[group]!) + 2 * side, height: height + top + bottom };
  });
  const { places, width, height } = packShelves(
    frames,
    shelfLength(frames, frameGap, aspectOf(graph.room)),
    frameGap,
  );

  const nodes: Point[] = graph.nodes.map(() => ({ x: 0, y: 0 }));
  const edges: (readonly Point[])[] = graph.edges.map(() => []);
  const groups: Rect[] = graph.groups.map(() => ({ x: 0, y: 0, width: 0, height: 0 }));
  for (const [index, { group }] of clusters.entries()) {
    const corner = { x: places[index]!.x + pictureMargin, y: places[index]!.y + pictureMargin };
    if (group >= 0) groups[group] = { ...corner, ...frames[index]! };
    const shift = group < 0 ? corner : { x: corner.x + framePadding.side, y: corner.y + framePadding.top };
    const move = ({ x, y }: Point): Point => ({ x: x + shift.x, y: y + shift.y });
    for (const [node, place] of inner[index]!.nodes) nodes[node] = move(place);
    for (const [edge, line] of inner[index]!.edges) edges[edge] = line.map(move);
  }
  for (const [index, edge] of graph.edges.entries()) {
    if (edges[index]!.length > 0) continue;
    const box = (node: number): Rect => ({ ...nodes[node]!, ...graph.nodes[node]! });
    edges[index] = routeSimple(
      { box: box(edge.parent), y: edge.parentY },
      { box: box(edge.child), y: edge.childY },
    );
  }
  return { nodes, edges, groups, width: width + 2 * pictureMargin, height: height + 2 * pictureMargin };
}

interface Parts {
  readonly nodes: ReadonlyMap<number, Point>;
  readonly edges: ReadonlyMap<number, readonly Point[]>;
  readonly width: number;
  readonly height: number;
}

function layOutParts(graph: LayoutGraph, members: readonly number[], isCentred: boolean): Parts {
  const { parts, singles } = connectedParts(graph, members);
  const aspect = aspectOf(graph.room);
  const layouts = parts.map((part) => {
    const local = new Map(part.nodes.map((node, index) => [node, index]));
    const small: LayoutGraph = {
      ...graph,
      nodes: part.nodes.map((node) => graph.nodes[node]!),
      edges: part.edges.map((edge) => ({
        ...graph.edges[edge]!,
        parent: local.get(graph.edges[edge]!.parent)!,
        child: local.get(graph.edges[edge]!.child)!,
      })),
      groups: [],
    };
    return layeredLayout(small, layerLimit(small, boxGap), isCentred);
  });
  const sizes = singles.map((node) => graph.nodes[node]!);
  const rows = packShelves(sizes, shelfLength(sizes, singleGap, aspect), singleGap);
  const blocks = singles.length > 0 ? [...layouts, rows] : layouts;
  const packed = packShelves(blocks, shelfLength(blocks, componentGap, aspect), componentGap);
  const nodes = new Map<number, Point>();
  const edges = new Map<number, readonly Point[]>();
  for (const [index, layout] of layouts.entries()) {
    const corner = packed.places[index]!;
    const move = ({ x, y }: Point): Point => ({ x: x + corner.x, y: y + corner.y });
    for (const [place, node] of parts[index]!.nodes.entries()) nodes.set(node, move(layout.nodes[place]!));
    for (const [place, edge] of parts[index]!.edges.entries())
      edges.set(edge, layout.edges[place]!.map(move));
  }
  for (const [index, node] of singles.entries()) {
    const corner = packed.places[layouts.length]!;
    const place = { x: rows.places[index]!.x + corner.x, y: rows.places[index]!.y + corner.y };
    nodes.set(node, place);
  }
  for (const [index, edge] of graph.edges.entries()) {
    const corner = edge.parent === edge.child ? nodes.get(edge.parent) : undefined;
    if (corner) edges.set(index, loopAt(corner, graph.nodes[edge.parent]!.width, edge.parentY, edge.childY));
  }
  return { nodes, edges, width: packed.width, height: packed.height };
}

/** The members that lines connect, part by part, and those that stand alone. */
function connectedParts(
  graph: LayoutGraph,
  members: readonly number[],
): {
  readonly parts: readonly { readonly nodes: number[]; readonly edges: number[] }[];
  readonly singles: number[];
} {
  const root = new Map(members.map((node) => [node, node]));
  const find = (node: number): number => {
    let top = node;
    while (root.get(top) !== top) top = root.get(top)!;
    root.set(node, top);
    return top;
  };
  const inside = graph.edges.flatMap(({ parent, child }, index) =>
    parent !== child && root.has(parent) && root.has(child) ? [index] : [],
  );
  for (const edge of inside) root.set(find(graph.edges[edge]!.child), find(graph.edges[edge]!.parent));
  const parts = new Map<number, { nodes: number[]; edges: number[] }>();
  for (const node of members) {
    const part = parts.get(find(node)) ?? { nodes: [], edges: [] };
    part.nodes.push(node);
    parts.set(find(node), part);
  }
  for (const edge of inside) parts.get(find(graph.edges[edge]!.parent))!.edges.push(edge);
  const all = [...parts.values()];
  return {
    parts: all.filter(({ nodes }) => nodes.length > 1).sort((a, b) => b.nodes.length - a.nodes.length),
    singles: all.flatMap(({ nodes }) => (nodes.length === 1 ? nodes : [])),
  };
}
