import type { LayoutGraph } from './layout-graph.ts';

/** The graph without self-references and without cycles: from where to where each line runs. */
export interface Orientation {
  /** Index of the earlier box for each edge, -1 for a self-reference. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** The layer of each box: every line runs from a lower one to a higher one. */
  readonly rank: readonly number[];
}

/**
 * Orders the boxes into layers, the parents first. A line that would close a cycle runs backwards. A layer whose
 * boxes together are longer than `limit` goes on in the next one, which keeps the picture from becoming a strip.
 */
export function orientEdges(graph: LayoutGraph, limit: number): Orientation {
  const { nodes, edges } = graph;
  const order = depthOrder(graph);
  const from = edges.map(({ parent, child }) =>
    parent === child ? -1 : order[parent]! < order[child]! ? parent : child,
  );
  const to = edges.map(({ parent, child }, index) => (from[index] === parent ? child : parent));
  const incoming: number[][] = nodes.map(() => []);
  const outgoing: number[][] = nodes.map(() => []);
  for (const [index, source] of from.entries()) {
    if (source < 0) continue;
    incoming[to[index]!]!.push(source);
    outgoing[source]!.push(to[index]!);
  }

  const along = graph.direction === 'LR' ? 'height' : 'width';
  const rank = nodes.map(() => 0);
  const filled: number[] = [];
  const sorted = nodes.map((_, index) => index).sort((a, b) => order[a]! - order[b]!);
  for (const node of sorted) {
    let layer = 0;
    for (const source of incoming[node]!) layer = Math.max(layer, rank[source]! + 1);
    while ((filled[layer] ?? 0) > limit) layer++;
    rank[node] = layer;
    filled[layer] = (filled[layer] ?? 0) + nodes[node]![along] + 30;
  }
  // A table that references little stands next to its first child rather than with the other beginnings.
  for (const node of sorted.reverse()) {
    if (incoming[node]!.length >= outgoing[node]!.length) continue;
    rank[node] = Math.max(rank[node]!, Math.min(...outgoing[node]!.map((child) => rank[child]!)) - 1);
  }
  return { from, to, rank: withoutGaps(rank) };
}

/** The same layers, numbered without the ones that have become empty. */
function withoutGaps(rank: readonly number[]): readonly number[] {
  const used = [...new Set(rank)].sort((a, b) => a - b);
  const numbers = new Map(used.map((layer, index) => [layer, index]));
  return rank.map((layer) => numbers.get(layer)!);
}

/** A place for each box so that parents come before their children wherever there is no cycle. */
function depthOrder({ nodes, edges }: LayoutGraph): readonly number[] {
  const children: number[][] = nodes.map(() => []);
  const parents = nodes.map(() => 0);
  for (const { parent, child } of edges) {
    if (parent === child) continue;
    children[parent]!.push(child);
    parents[child]!++;
  }
  const state = nodes.map(() => 0);
  const finished: number[] = [];
  // Starting with the tables that reference nothing keeps the reversed lines of cycles few.
  const starts = nodes
    .map((_, index) => index)
    .sort((a, b) => parents[a]! - parents[b]! || children[b]!.length - children[a]!.length || a - b);
  for (const start of starts) {
    if (state[start] !== 0) continue;
    const stack: [number, number][] = [[start, 0]];
    state[start] = 1;
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const child = children[top[0]]![top[1]++];
      if (child === undefined) {
        finished.push(top[0]);
        stack.pop();
      } else if (state[child] === 0) {
        state[child] = 1;
        stack.push([child, 0]);
      }
    }
  }
  const order = nodes.map(() => 0);
  for (const [place, node] of finished.reverse().entries()) order[node] = place;
  return order;
}
