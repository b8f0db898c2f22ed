import type { Analysis } from './analysis.ts';
import { canCoerce, findPathway } from './coerce.ts';
import { isPolymorphic, resolvePolymorphic } from './polymorphic.ts';
import { type RoutineFacts, visibleRoutines } from './routine.ts';
import { type Candidate, matchingCandidates, selectCandidate } from './select-candidate.ts';
import { baseType, isComposite, opaque, type TypeId, typeFacts } from './type-facts.ts';

interface RoutineCandidate extends Candidate {
  readonly routine: RoutineFacts;
  /** For each argument of the call, the number of the declared one. */
  readonly positions: readonly number[];
  readonly expandsVariadic: boolean;
}

export interface RoutineCall {
  readonly schema: string | null;
  readonly name: string;
  readonly types: readonly TypeId[];
  /** The names of the last arguments, for `name => value`. */
  readonly names: readonly string[];
  /** VARIADIC is written before the last argument. */
  readonly variadic: boolean;
  /** What the name means as a type, for `date('…')`; null for no type. */
  readonly asType: TypeId | null;
}

export type RoutineResolution =
  | {
      readonly kind: 'found';
      readonly routine: RoutineFacts;
      /** The types that the arguments are made of. */
      readonly types: readonly TypeId[];
      readonly result: TypeId;
    }
  | { readonly kind: 'cast'; readonly type: TypeId }
  | { readonly kind: 'not found'; readonly sameName: boolean }
  | { readonly kind: 'ambiguous' }
  /** Nothing decides what a polymorphic argument stands for. */
  | { readonly kind: 'undetermined' }
  | { readonly kind: 'opaque' };

/** The declared positions of a call with named arguments; null where it does not fit (MatchNamedCall). */
function namedPositions(routine: RoutineFacts, count: number, names: readonly string[]): number[] | null {
  const { argumentNames, arguments: declared, defaults } = routine;
  if (count > declared.length || argumentNames.length === 0) return null;
  const positional = count - names.length;
  const used = new Set<number>();
  const positions: number[] = [];
  for (let at = 0; at < positional; at++) {
    positions.push(at);
    used.add(at);
  }
  for (const name of names) {
    const at = argumentNames.indexOf(name);
    if (at < 0 || used.has(at)) return null;
    positions.push(at);
    used.add(at);
  }
  const firstDefault = declared.length - defaults;
  for (let at = positional; at < firstDefault; at++) if (!used.has(at)) return null;
  return positions;
}

function toCandidate(routine: RoutineFacts, call: RoutineCall): RoutineCandidate | null {
  const declared = routine.arguments;
  const count = call.types.length;
  if (call.names.length > 0) {
    if (routine.variadic !== null && !call.variadic) return null;
    const positions = namedPositions(routine, count, call.names);
    if (!positions) return null;
    const types = positions.map((at) => declared[at] ?? 'any');
    return { routine, positions, types, expandsVariadic: false };
  }
  const expandsVariadic = !call.variadic && routine.variadic !== null && declared.length <= count;
  if (declared.length > count && count + routine.defaults < declared.length) return null;
  if (declared.length < count && !expandsVariadic) return null;
  const fixed = expandsVariadic ? declared.length - 1 : count;
  const types = call.types.map((_, at) => (at < fixed ? declared[at] : routine.variadic) ?? 'any');
  return {
    routine,
    positions: types.map((_, at) => at),
    types,
    expandsVariadic,
  };
}

/**
 * Of candidates with the same types the first in the path is seen, and one that is not variadic before one that is; of
 * others in one schema, which differ by their defaults, PostgreSQL takes none (FuncnameGetCandidates).
 */
function distinct(candidates: readonly RoutineCandidate[]): {
  readonly kept: readonly RoutineCandidate[];
  readonly ambiguous: ReadonlySet<RoutineCandidate>;
} {
  const bySignature = new Map<string, RoutineCandidate>();
  const ambiguous = new Set<RoutineCandidate>();
  for (const one of candidates) {
    const key = one.types.join();
    const known = bySignature.get(key);
    if (!known || isPreferred(one, known)) bySignature.set(key, one);
    else if (!isPreferred(known, one) && areDistinct(one.routine, known.routine)) ambiguous.add(known);
  }
  return { kept: [...bySignature.values()], ambiguous };
}

function isPreferred(one: RoutineCandidate, other: RoutineCandidate): boolean {
  return one.routine.schema === other.routine.schema && other.expandsVariadic && !one.expandsVariadic;
}

function areDistinct(one: RoutineFacts, other: RoutineFacts): boolean {
  return (
    one.schema === other.schema &&
    one.isCertain &&
    other.isCertain &&
    one.arguments.join() !== other.arguments.join()
  );
}

/** PostgreSQL's func_get_detail. */
export function resolveRoutine(a: Analysis, call: RoutineCall): RoutineResolution {
  const visible = visibleRoutines(a, call.schema, call.name);
  const { types } = call;
  const all: RoutineCandidate[] = [];
  for (const routine of visible) {
    const candidate = toCandidate(routine, call);
    if (candidate) all.push(candidate);
  }
  if (types.includes(opaque)) return withOpaque(a, call, all, visible.length > 0);
  const { kept, ambiguous } = distinct(all);
  const exact = kept.find((one) => one.types.every((type, at) => type === types[at]));
  if (exact) return settle(a, exact, types, ambiguous);
  if (call.asType !== null && types.length === 1 && call.names.length === 0 && !call.variadic) {
    const cast = asCast(a, types[0]!, call.asType);
    if (cast) return cast;
  }
  const matching = matchingCandidates(a, kept, types);
  if (matching.length === 0) return { kind: 'not found', sameName: visible.length > 0 };
  const chosen = selectCandidate(a, matching, types);
  if (chosen) return settle(a, chosen, types, ambiguous);
  return { kind: matching.every(({ routine }) => routine.isCertain) ? 'ambiguous' : 'opaque' };
}

/** `typename(x)` is a cast where no function takes x as it is and the cast needs no work or goes through text. */
function asCast(a: Analysis, source: TypeId, target: TypeId): RoutineResolution | null {
  if (isComposite(a, target)) return null;
  if (source === 'unknown') return { kind: 'cast', type: target };
  const path = findPathway(a, target, source, 'explicit');
  if (path === 'input output') {
    const isRow = source === 'record' || isComposite(a, source);
    return isRow && typeFacts(a, target).category === 'S' ? null : { kind: 'cast', type: target };
  }
  return path === 'relabel' || (path === 'cast' && isWithoutFunction(a, source, target))
    ? { kind: 'cast', type: target }
    : null;
}

function isWithoutFunction(a: Analysis, source: TypeId, target: TypeId): boolean {
  const to = baseType(a, target);
  return a.builtins.casts(baseType(a, source)).some((cast) => cast.binary && cast.target === to);
}

function settle(
  a: Analysis,
  chosen: RoutineCandidate,
  actual: readonly TypeId[],
  ambiguous: ReadonlySet<RoutineCandidate>,
): RoutineResolution {
  if (ambiguous.has(chosen)) return { kind: 'ambiguous' };
  const { routine, types } = chosen;
  const resolved = resolvePolymorphic(a, actual, types, routine.result);
  if (!resolved) return { kind: 'not found', sameName: true };
  if (resolved.result === null || hasUndecided(types, resolved.arguments, actual))
    return { kind: 'undetermined' };
  return { kind: 'found', routine, types: resolved.arguments, result: resolved.result };
}

/** Whether an unknown literal stands for `anyelement` and nothing says of which type. */
function hasUndecided(
  declared: readonly TypeId[],
  resolved: readonly TypeId[],
  actual: readonly TypeId[],
): boolean {
  return declared.some(
    (type, at) => isPolymorphic(type) && resolved[at] === 'unknown' && actual[at] === 'unknown',
  );
}

/** With an argument of a type that we do not know: what all candidates that could be meant agree on. */
function withOpaque(
  a: Analysis,
  call: RoutineCall,
  all: readonly RoutineCandidate[],
  sameName: boolean,
): RoutineResolution {
  const { types } = call;
  const possible = all.filter((one) =>
    one.types.every((type, at) => isPolymorphic(type) || canCoerce(a, types[at]!, type, 'implicit')),
  );
  const first = possible[0];
  if (!first) {
    // A type's name called as a function is a cast, also of what we do not know.
    if (call.asType !== null && types.length === 1) return { kind: 'cast', type: call.asType };
    // A row of a type that we do not know may have a column of that name.
    return types.length === 1 || all.length > 0 ? { kind: 'opaque' } : { kind: 'not found', sameName };
  }
  const { routine } = first;
  const agrees = possible.every(
    (one) =>
      one.routine.result === routine.result &&
      one.routine.kind === routine.kind &&
      one.routine.returnsSet === routine.returnsSet,
  );
  if (!agrees) return { kind: 'opaque' };
  const isOne = possible.length === 1;
  const resolved = isPolymorphic(routine.result)
    ? (resolvePolymorphic(a, types, first.types, routine.result)?.result ?? opaque)
    : routine.result;
  return {
    kind: 'found',
    routine,
    types: isOne ? first.types.map((type) => (isPolymorphic(type) ? opaque : type)) : types.map(() => opaque),
    result: resolved,
  };
}
