import type { LayoutEdge } from './layout-graph.ts';
import type { Orientation } from './orient-edges.ts';

/** A place where lines pass through a layer between its boxes. */
export interface Bus {
  readonly rank: number;
}

/** A line from one layer to the next: from a box or a bus to boxes and buses. */
export interface Hop {
  readonly rank: number;
  /** A box's index, or the number of boxes plus that of a bus. */
  readonly from: number;
  /** Where it leaves a box, from the box's upper side. */
  readonly fromY: number;
  readonly targets: { readonly to: number; readonly toY: number }[];
}

export interface BusLines {
  readonly buses: readonly Bus[];
  readonly hops: readonly Hop[];
  /** The hops of each edge in order, with the index of its target in each; empty for a self-reference. */
  readonly paths: readonly (readonly { readonly hop: number; readonly target: number }[])[];
}

/**
 * Splits lines that run over several layers. All lines that leave one row share their way: a table that hundreds
 * reference has one line through each layer rather than hundreds.
 */
export function busLines(edges: readonly LayoutEdge[], { from, to, rank }: Orientation): BusLines {
  const boxes = rank.length;
  const buses: Bus[] = [];
  const hops: Hop[] = [];
  const hopOf = new Map<string, number>();
  const busOf = new Map<string, number>();
  const paths = edges.map((edge, index) => {
    const start = from[index]!;
    if (start < 0) return [];
    const end = to[index]!;
    const startY = start === edge.parent ? edge.parentY : edge.childY;
    const endY = end === edge.parent ? edge.parentY : edge.childY;
    const origin = `${start}:${startY}`;
    const path: { hop: number; target: number }[] = [];
    let at = start;
    for (let layer = rank[start]!; layer < rank[end]!; layer++) {
      const key = `${origin}:${layer}`;
      let hop = hopOf.get(key);
      if (hop === undefined) {
        hop = hops.push({ rank: layer, from: at, fromY: startY, targets: [] }) - 1;
        hopOf.set(key, hop);
      }
      const isLast = layer === rank[end]! - 1;
      let next = end;
      if (!isLast) {
        const known = busOf.get(key);
        next = known ?? boxes + buses.push({ rank: layer + 1 }) - 1;
        busOf.set(key, next);
      }
      const { targets } = hops[hop]!;
      const toY = isLast ? endY : 0;
      let target = targets.findIndex((other) => other.to === next && other.toY === toY);
      if (target < 0) target = targets.push({ to: next, toY }) - 1;
      path.push({ hop, target });
      at = next;
    }
    return path;
  });
  return { buses, hops, paths };
}
