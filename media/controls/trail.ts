import type { DiagramView } from '../../server/protocol/diagram.ts';

/** Something that was looked at: a focus, and a box that was flown to. */
export interface Stop extends Pick<DiagramView, 'focus' | 'hops' | 'overview'> {
  /** Key of the box, null for the picture as a whole. */
  readonly at: string | null;
}

export interface Trail {
  /** Goes on from the present stop, which is left as it is now; what lay ahead of it is forgotten. */
  add(stop: Stop, left: Pick<DiagramView, 'focus' | 'hops' | 'overview'>): void;
  back(): Stop | null;
  forward(): Stop | null;
  canGoBack(): boolean;
  canGoForward(): boolean;
  /** Begins anew. */
  start(stop: Stop): void;
  subscribe(listener: () => void): void;
}

const longest = 100;
const everything: Stop = { focus: null, hops: 1, overview: 'auto', at: null };

/** The way through what was looked at, as in a web browser. */
export function createTrail(): Trail {
  let stops: readonly Stop[] = [everything];
  let present = 0;
  const listeners: (() => void)[] = [];

  function moveTo(index: number): Stop | null {
    const stop = stops[index];
    if (stop === undefined) return null;
    present = index;
    for (const listener of listeners) listener();
    return stop;
  }

  return {
    add(stop, { focus, hops, overview }) {
      const { at } = stops[present]!;
      const here = { focus, hops, overview, at };
      if (isSame(stop, here)) return;
      stops = [...stops.slice(0, present), here, stop].slice(-longest);
      moveTo(stops.length - 1);
    },
    back: () => moveTo(present - 1),
    forward: () => moveTo(present + 1),
    canGoBack: () => present > 0,
    canGoForward: () => present < stops.length - 1,
    start(stop) {
      stops = [stop];
      moveTo(0);
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}

function isSame(one: Stop, other: Stop): boolean {
  return (
    JSON.stringify([one.focus, one.hops, one.overview, one.at]) ===
    JSON.stringify([other.focus, other.hops, other.overview, other.at])
  );
}
