import { comparePaths } from './path-order.ts';

function compareNumbers(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compares versions such as `1.10` and `1.9_2` part by part as numbers; missing parts count as 0, as in Flyway. */
export function compareDotted(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[._-]/).map((part) => BigInt(part || '0')));
  for (let at = 0; at < Math.max(left!.length, right!.length); at++) {
    const order = compareNumbers(left![at] ?? 0n, right![at] ?? 0n);
    if (order !== 0) return order;
  }
  return 0;
}

/** Sorts by a version as one number, however many digits it has; equal ones by their paths. */
export function byNumber(version: (path: string) => string): (a: string, b: string) => number {
  return (a, b) => compareNumbers(BigInt(version(a) || '0'), BigInt(version(b) || '0')) || comparePaths(a, b);
}

/** Sorts as text, character by character. */
export function byText(key: (path: string) => string): (a: string, b: string) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a < b ? -1 : a > b ? 1 : 0);
}

/** The digits at the start of a name. */
export function leadingDigits(name: string): string {
  return /^\d+/.exec(name)?.[0] ?? '';
}
