/** The nearest names within an edit distance of two, for short names of one; at most three. */
export function similarNames(name: string, names: Iterable<string>): string[] {
  const limit = name.length <= 4 ? 1 : 2;
  const found = new Map<string, number>();
  for (const candidate of names) {
    if (candidate === name || found.has(candidate)) continue;
    const distance = editDistance(name, candidate, limit);
    if (distance <= limit) found.set(candidate, distance);
  }
  const nearest = Math.min(...found.values());
  return [...found]
    .filter(([, distance]) => distance === nearest)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, 3)
    .map(([candidate]) => candidate);
}

/** Levenshtein distance with swaps of neighbours counted as one; above the limit any larger number. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  return distanceWithin(a, 0, a.length, b, 0, b.length, limit);
}

/**
 * The distance of two stretches. What both begin and end with costs nothing, and at the first difference each way to
 * go on is tried: for a limit of two that is less than the usual table, and takes no memory.
 */
function distanceWithin(
  a: string,
  startA: number,
  endA: number,
  b: string,
  startB: number,
  endB: number,
  limit: number,
): number {
  while (startA < endA && startB < endB && a.charCodeAt(startA) === b.charCodeAt(startB)) {
    startA++;
    startB++;
  }
  while (startA < endA && startB < endB && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const lengthA = endA - startA;
  const lengthB = endB - startB;
  if (lengthA === 0 || lengthB === 0) return lengthA + lengthB;
  if (limit === 0 || Math.abs(lengthA - lengthB) > limit) return limit + 1;
  const rest = limit - 1;
  let best = Math.min(
    distanceWithin(a, startA + 1, endA, b, startB + 1, endB, rest),
    distanceWithin(a, startA + 1, endA, b, startB, endB, rest),
    distanceWithin(a, startA, endA, b, startB + 1, endB, rest),
  );
  const isSwapped =
    lengthA > 1 &&
    lengthB > 1 &&
    a.charCodeAt(startA) === b.charCodeAt(startB + 1) &&
    a.charCodeAt(startA + 1) === b.charCodeAt(startB);
  if (isSwapped) best = Math.min(best, distanceWithin(a, startA + 2, endA, b, startB + 2, endB, rest));
  return best + 1;
}
