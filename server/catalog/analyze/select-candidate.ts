import type { Analysis } from './analysis.ts';
import { canCoerceAll } from './coerce.ts';
import { baseType, opaque, type TypeId, typeFacts } from './type-facts.ts';

/** A function or an operator with the types that it declares for this many arguments. */
export interface Candidate {
  readonly types: readonly TypeId[];
}

/** Those that the arguments can become of without a written cast (func_match_argtypes). */
export function matchingCandidates<C extends Candidate>(
  a: Analysis,
  candidates: readonly C[],
  actual: readonly TypeId[],
): readonly C[] {
  return candidates.filter((one) => canCoerceAll(a, actual, one.types, 'implicit'));
}

function isPreferredFor(a: Analysis, category: string, type: TypeId): boolean {
  const found = typeFacts(a, type);
  return found.preferred && found.category === category;
}

/** Those with the highest score. */
function best<C extends Candidate>(candidates: readonly C[], score: (candidate: C) => number): readonly C[] {
  let most = -1;
  let found: C[] = [];
  for (const candidate of candidates) {
    const reached = score(candidate);
    if (reached > most) {
      most = reached;
      found = [candidate];
    } else if (reached === most) found.push(candidate);
  }
  return found;
}

/** PostgreSQL's func_select_candidate: the best of several that match; null where none is. */
export function selectCandidate<C extends Candidate>(
  a: Analysis,
  matching: readonly C[],
  actual: readonly TypeId[],
): C | null {
  if (matching.length <= 1) return matching[0] ?? null;
  const bases = actual.map((type) => (type === 'unknown' ? type : baseType(a, type)));
  const known = bases.map((type) => type !== 'unknown' && type !== opaque);
  let left = best(matching, ({ types }) =>
    types.reduce((sum, type, at) => sum + (known[at] && type === bases[at] ? 1 : 0), 0),
  );
  if (left.length === 1) return left[0]!;
  const categories = bases.map((type) => typeFacts(a, type).category);
  left = best(left, ({ types }) =>
    types.reduce((sum, type, at) => {
      const counts = known[at] && (type === bases[at] || isPreferredFor(a, categories[at] ?? '', type));
      return sum + (counts ? 1 : 0);
    }, 0),
  );
  if (left.length === 1) return left[0]!;
  if (!bases.includes('unknown')) return null;
  left = byUnknownCategories(a, left, bases);
  if (left.length === 1) return left[0]!;
  return byOneKnownType(a, left, bases);
}

/** Unknown literals take the category that all candidates agree on, or strings where any candidate takes one. */
function byUnknownCategories<C extends Candidate>(
  a: Analysis,
  candidates: readonly C[],
  bases: readonly TypeId[],
): readonly C[] {
  const wanted: ({ readonly category: string; readonly preferred: boolean } | null)[] = [];
  for (const [at, base] of bases.entries()) {
    if (base !== 'unknown') {
      wanted.push(null);
      continue;
    }
    let category: string | null = null;
    let preferred = false;
    let conflict = false;
    for (const { types } of candidates) {
      const found = typeFacts(a, types[at] ?? 'any');
      if (category === null || (found.category !== category && found.category === 'S')) {
        category = found.category;
        preferred = found.preferred;
      } else if (found.category === category) preferred ||= found.preferred;
      else conflict = true;
    }
    if (conflict && category !== 'S') return candidates;
    wanted.push({ category: category ?? 'X', preferred });
  }
  const kept = candidates.filter(({ types }) =>
    wanted.every((want, at) => {
      if (!want) return true;
      const found = typeFacts(a, types[at] ?? 'any');
      return found.category === want.category && (found.preferred || !want.preferred);
    }),
  );
  return kept.length > 0 ? kept : candidates;
}

/** Where all known arguments are of one type, the unknown ones are taken to be of it too. */
function byOneKnownType<C extends Candidate>(
  a: Analysis,
  candidates: readonly C[],
  bases: readonly TypeId[],
): C | null {
  const known = bases.filter((type) => type !== 'unknown');
  const first = known[0];
  if (first === undefined || !known.every((type) => type === first)) return null;
  const same = bases.map(() => first);
  const fitting = candidates.filter(({ types }) => canCoerceAll(a, same, types, 'implicit'));
  return fitting.length === 1 ? fitting[0]! : null;
}
