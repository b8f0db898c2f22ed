import type { TableName } from '../../server/protocol/diagram.ts';

/** Something that was looked at: a focus, and a box that was flown to. */
export interface Stop {
  readonly focus: readonly TableName[] | null;
  readonly hops: number;
  /** Key of the box, null for the picture as a whole. */
  readonly at: string | null;
}

export interface Trail {
  /** Goes on from the present stop; what lay ahead of it is forgotten. */
  add(stop: Stop): void;
  back(): Stop | null;
  forward(): Stop | null;
  canGoBack(): boolean;
  canGoForward(): boolean;
  clear(): void;
  subscribe(listener: () => void): void;
}

const longest = 100;
const start: Stop = { focus: null, hops: 1, at: null };

/** The way through what was looked at, as in a web browser. */
export function createTrail(): Trail {
  let stops: Stop[] = [start];
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
    add(stop) {
      if (JSON.stringify(stop) === JSON.stringify(stops[present])) return;
      stops = [...stops.slice(0, present + 1), stop].slice(-longest);
      moveTo(stops.length - 1);
    },
    back: () => moveTo(present - 1),
    forward: () => moveTo(present + 1),
    canGoBack: () => present > 0,
    canGoForward: () => present < stops.length - 1,
    clear() {
      stops = [start];
      moveTo(0);
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}
