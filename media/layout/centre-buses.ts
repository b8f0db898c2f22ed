import type { Hop } from './bus-lines.ts';

/**
 * Moves lines that pass a layer between the boxes that hang on the same line, as near to their middle as costs no
 * crossing. At the boxes' end, where sorting leaves them, each layer would stand a little lower than the one before,
 * and the picture would become a staircase.
 */
export function centreBuses(
  layers: readonly (readonly number[])[],
  hops: readonly Hop[],
  boxes: number,
): readonly (readonly number[])[] {
  const sorted = layers.map((layer) => [...layer]);
  const leaving = new Map<number, number[]>();
  for (const { from, targets } of hops)
    leaving.set(from, [...(leaving.get(from) ?? []), ...targets.map(({ to }) => to)]);
  for (const hop of hops) {
    const layer = sorted[hop.rank + 1]!;
    const siblings = new Set(hop.targets.map(({ to }) => to));
    for (const bus of siblings) {
      if (bus < boxes || siblings.size < 3) continue;
      const at = layer.indexOf(bus);
      let low = at;
      let high = at;
      while (low > 0 && siblings.has(layer[low - 1]!)) low--;
      while (high < layer.length - 1 && siblings.has(layer[high + 1]!)) high++;
      if (low === high) continue;
      const others = layer.slice(low, high + 1).filter((cell) => cell !== bus);
      const next = new Map((sorted[hop.rank + 2] ?? []).map((cell, place) => [cell, place]));
      const places = (cell: number): number[] =>
        (leaving.get(cell) ?? []).flatMap((target) => next.get(target) ?? []);
      const place = bestPlace(others.map(places), places(bus));
      others.splice(place, 0, bus);
      layer.splice(low, others.length, ...others);
    }
  }
  return sorted;
}

/** Before which of the others the lines of one cause the fewest crossings; in doubt, in the middle. */
function bestPlace(others: readonly (readonly number[])[], own: readonly number[]): number {
  const crossings = (left: readonly number[], right: readonly number[]): number =>
    left.reduce((sum, a) => sum + right.filter((b) => a > b).length, 0);
  let count = others.reduce((sum, other) => sum + crossings(own, other), 0);
  let best = { place: 0, count, distance: others.length / 2 };
  for (const [index, other] of others.entries()) {
    count += crossings(other, own) - crossings(own, other);
    const distance = Math.abs(index + 1 - others.length / 2);
    if (count < best.count || (count === best.count && distance < best.distance))
      best = { place: index + 1, count, distance };
  }
  return best.place;
}
