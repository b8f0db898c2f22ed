type Fields = Record<string, unknown>;

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
  let count = 0;
  for (const key in a) {
    count++;
    const right = (b as Fields)[key];
    if (right === undefined && !(key in b)) return false;
    if (isSameStatement && key === 'node') continue;
    if (!isEqual((a as Fields)[key], right, isSameStatement)) return false;
  }
  for (const _ in b) count--;
  return count === 0;
}

/**
 * The value with all of its parts that equal the known one's taken from there, and the known one itself where all do:
 * whoever compares the two again stops at the parts that they share. Parts that `base`, of which the value was made, has
 * in the same places are not looked into: they were compared when that was made.
 */
export function shareEqual(known: unknown, value: unknown, base: unknown, isSameStatement = false): unknown {
  if (Object.is(known, value)) return known;
  if (typeof known !== 'object' || typeof value !== 'object' || known === null || value === null)
    return value;
  if (value === base) return value;
  if (Array.isArray(value))
    return Array.isArray(known)
      ? shareElements(known, value, Array.isArray(base) ? base : nothing, isSameStatement)
      : value;
  if (Array.isArray(known)) return value;
  // An expression is the same one or another: its range and its tree belong together.
  if (Object.getPrototypeOf(value) !== Object.prototype || (isSameStatement && 'node' in value))
    return isEqual(known, value, isSameStatement) ? known : value;
  const from = typeof base === 'object' && base !== null ? (base as Fields) : noFields;
  return shareFields(known as Fields, value as Fields, from, isSameStatement);
}

const nothing: readonly unknown[] = [];
const noFields: Fields = {};

function shareElements(
  known: readonly unknown[],
  value: readonly unknown[],
  base: readonly unknown[],
  isSameStatement: boolean,
): readonly unknown[] {
  let isSame = known.length === value.length;
  let shared: unknown[] | null = null;
  for (let at = 0; at < value.length; at++) {
    const part = at < known.length ? shareEqual(known[at], value[at], base[at], isSameStatement) : value[at];
    if (part !== value[at]) {
      shared ??= [...value];
      shared[at] = part;
    }
    if (isSame && part !== known[at]) isSame = false;
  }
  return isSame ? known : (shared ?? value);
}

function shareFields(known: Fields, value: Fields, base: Fields, isSameStatement: boolean): Fields {
  let isSame = true;
  let count = 0;
  let shared: Fields | null = null;
  for (const key in value) {
    count++;
    const right = value[key];
    const left = known[key];
    if (left === right) {
      if (isSame && left === undefined && !(key in known)) isSame = false;
      continue;
    }
    const part = shareEqual(left, right, base[key], isSameStatement);
    if (part !== right) {
      shared ??= { ...value };
      shared[key] = part;
    }
    if (isSame && part !== left) isSame = false;
  }
  if (isSame) for (const _ in known) count--;
  return isSame && count === 0 ? known : (shared ?? value);
}
