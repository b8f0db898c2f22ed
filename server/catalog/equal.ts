/**
 * Whether two plain values have the same content. Trees of the same statement's expressions need not be looked at:
 * where their ranges are the same, so are they.
 */
export function isEqual(a: unknown, b: unknown, isSameStatement = false): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let at = 0; at < a.length; at++) if (!isEqual(a[at], b[at], isSameStatement)) return false;
    return true;
  }
  if (Array.isArray(b)) return false;
  const keysOfA = Object.keys(a);
  if (keysOfA.length !== Object.keys(b).length) return false;
  for (const key of keysOfA) {
    if (!Object.hasOwn(b, key)) return false;
    if (isSameStatement && key === 'node') continue;
    const [left, right] = [(a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]];
    if (!isEqual(left, right, isSameStatement)) return false;
  }
  return true;
}
