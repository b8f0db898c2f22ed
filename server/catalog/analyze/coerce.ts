import type { Oid } from '../model.ts';
import { type Analysis, installedExtensions } from './analysis.ts';
import { definitionKeys } from './definition-keys.ts';
import { fitsPolymorphic, isPolymorphic } from './polymorphic.ts';
import { baseType, elementOf, opaque, type TypeId, typeFacts } from './type-facts.ts';

/** In which way a value may become of another type: by itself, when stored in a column, or when asked for. */
export type CoercionContext = 'implicit' | 'assignment' | 'explicit';

const rank = { i: 0, a: 1, e: 2, implicit: 0, assignment: 1, explicit: 2 } as const;

/** A cast that a user created, in the catalog. */
export interface UserCast {
  readonly source: TypeId;
  readonly target: TypeId;
  readonly context: 'i' | 'a' | 'e';
  /** Its function, whose end is the cast's too; null for none and for a built-in one. */
  readonly routine: Oid | null;
}

/** What PostgreSQL does to make one type of another; null where it cannot (find_coercion_pathway). */
export type Pathway = 'relabel' | 'cast' | 'array' | 'input output' | null;

/** What pg_cast has of a pair of types; undefined for nothing. */
export function castBetween(a: Analysis, source: TypeId, target: TypeId): 'i' | 'a' | 'e' | undefined {
  const builtin = a.builtins.cast(source, target);
  if (builtin !== undefined) return builtin;
  if (source.startsWith('.') || target.startsWith('.')) {
    for (const { contents } of installedExtensions(a))
      for (const cast of contents.casts)
        if (cast.source === source && cast.target === target) return cast.context;
  }
  for (const cast of (a.catalog.get(definitionKeys.casts) as readonly UserCast[] | undefined) ?? [])
    if (cast.source === source && cast.target === target && isThere(a, cast)) return cast.context;
  const from = typeFacts(a, source);
  // Every range casts to its multirange; of a user's multirange nothing is known.
  return from.kind === 'range' && typeFacts(a, target).range === source ? 'e' : undefined;
}

function isThere(a: Analysis, { routine }: UserCast): boolean {
  return routine === null || a.catalog.object(routine) !== undefined;
}

/** PostgreSQL's find_coercion_pathway. */
export function findPathway(a: Analysis, target: TypeId, source: TypeId, context: CoercionContext): Pathway {
  if (source === target) return 'relabel';
  const from = baseType(a, source);
  const to = baseType(a, target);
  if (from === to || from === opaque || to === opaque) return 'relabel';
  const cast = castBetween(a, from, to);
  if (cast !== undefined) return rank[context] >= rank[cast] ? 'cast' : null;
  const toFacts = typeFacts(a, to);
  const fromFacts = typeFacts(a, from);
  if (to !== 'oidvector' && to !== 'int2vector' && toFacts.element !== null && fromFacts.element !== null)
    if (findPathway(a, toFacts.element, fromFacts.element, context) !== null) return 'array';
  if (rank[context] >= 1 && typeFacts(a, to).category === 'S') return 'input output';
  return rank[context] >= 2 && fromFacts.category === 'S' ? 'input output' : null;
}

/** Whether one table's rows count as another's: its parents', at any depth, or its type's. */
function inheritsFrom(a: Analysis, child: TypeId, parent: TypeId): boolean {
  if (!child.startsWith('#') || !parent.startsWith('#')) return false;
  const table = a.catalog.table(child.slice(1));
  if (!table) return false;
  if (table.ofType !== null && parent === `#${table.ofType}`) return true;
  const parents = table.partitionOf === null ? table.inherits : [table.partitionOf];
  return parents.some((oid) => `#${oid}` === parent || inheritsFrom(a, `#${oid}`, parent));
}

function isRowType(a: Analysis, type: TypeId): boolean {
  return type === 'record' || typeFacts(a, baseType(a, type)).kind === 'composite';
}

/** Whether a value of one type can become of another, polymorphic types apart. */
export function canCoerce(a: Analysis, source: TypeId, target: TypeId, context: CoercionContext): boolean {
  if (source === target || target === 'any' || source === opaque || target === opaque) return true;
  if (isPolymorphic(target)) return fitsPolymorphic(a, [source], [target]);
  if (source === 'unknown') return true;
  if (findPathway(a, target, source, context) !== null) return true;
  if (source === 'record' && isRowType(a, target)) return true;
  if (target === 'record' && isRowType(a, source)) return true;
  if (source === '_record' && isRowArray(a, target)) return true;
  if (target === '_record' && isRowArray(a, source)) return true;
  return inheritsFrom(a, source, target);
}

function isRowArray(a: Analysis, type: TypeId): boolean {
  const element = elementOf(a, type);
  return element !== null && isRowType(a, element);
}

/** PostgreSQL's can_coerce_type for all arguments of a call. */
export function canCoerceAll(
  a: Analysis,
  sources: readonly TypeId[],
  targets: readonly TypeId[],
  context: CoercionContext,
): boolean {
  let hasPolymorphic = false;
  for (const [at, source] of sources.entries()) {
    const target = targets[at] ?? 'any';
    if (isPolymorphic(target)) hasPolymorphic = true;
    else if (!canCoerce(a, source, target, context)) return false;
  }
  return !hasPolymorphic || fitsPolymorphic(a, sources, targets);
}

/**
 * The type that several expressions have in common; null where there is none (select_common_type).
 * The second of the pair that does not fit is at `conflict`.
 */
export function commonType(
  a: Analysis,
  types: readonly TypeId[],
): { readonly type: TypeId } | { readonly conflict: number; readonly of: TypeId } {
  if (types.includes(opaque)) return { type: opaque };
  const first = types[0] ?? 'unknown';
  if (first !== 'unknown' && types.every((type) => type === first)) return { type: first };
  let chosen = baseType(a, first);
  for (let at = 1; at < types.length; at++) {
    const next = baseType(a, types[at] ?? 'unknown');
    if (next === opaque || chosen === opaque) return { type: opaque };
    if (next === 'unknown' || next === chosen) continue;
    const { category, preferred } = typeFacts(a, chosen);
    if (chosen === 'unknown') chosen = next;
    else if (typeFacts(a, next).category !== category) return { conflict: at, of: chosen };
    else if (!preferred && canCoerce(a, chosen, next, 'implicit') && !canCoerce(a, next, chosen, 'implicit'))
      chosen = next;
  }
  return { type: chosen === 'unknown' ? 'text' : chosen };
}
