import { stub, trackGap } from './layout-graph.ts';

/** A line through the room between two layers: from one height on its near side to others on its far side. */
export interface Net {
  readonly from: number;
  readonly to: number[];
}

/** Lines that come closer than this along their tracks must not share one. */
const clearance = 6;

/**
 * Gives every line its own track where lines would lie on each other, in an order with few crossings: of lines
 * that go down the lower one turns first, of lines that go up the upper one. -1 for a line that runs straight.
 */
export function assignTracks(nets: readonly Net[]): {
  readonly tracks: readonly number[];
  readonly count: number;
} {
  const spans = nets.map(({ from, to }) => {
    const low = Math.min(from, ...to);
    const high = Math.max(from, ...to);
    const mean = to.reduce((sum, value) => sum + value, 0) / to.length;
    return { low, high, goesDown: mean >= from, from };
  });
  const order = spans
    .map((_, index) => index)
    .sort((a, b) => {
      const left = spans[a]!;
      const right = spans[b]!;
      if (left.goesDown !== right.goesDown) return left.goesDown ? -1 : 1;
      return left.goesDown ? right.from - left.from : left.from - right.from;
    });
  const tracks = nets.map(() => -1);
  const taken: { low: number; high: number }[][] = [];
  for (const index of order) {
    const { low, high } = spans[index]!;
    if (high - low < 0.5) continue;
    let track = taken.length;
    while (
      track > 0 &&
      !taken[track - 1]!.some((other) => other.low < high + clearance && low < other.high + clearance)
    )
      track--;
    taken[track] = [...(taken[track] ?? []), { low, high }];
    tracks[index] = track;
  }
  return { tracks, count: taken.length };
}

/** How wide the room between two layers is that so many tracks need. */
export function channelWidth(tracks: number): number {
  return 2 * stub + 8 + Math.max(0, tracks - 1) * trackGap;
}
