import type { Analysis } from './analysis.ts';
import { canCoerce, commonType } from './coerce.ts';
import { arrayOf, baseType, elementOf, opaque, type TypeId, typeFacts } from './type-facts.ts';

const simpleFamily = new Set([
  'anyelement',
  'anyarray',
  'anynonarray',
  'anyenum',
  'anyrange',
  'anymultirange',
]);
const commonFamily = new Set([
  'anycompatible',
  'anycompatiblearray',
  'anycompatiblenonarray',
  'anycompatiblerange',
  'anycompatiblemultirange',
]);

export function isPolymorphic(type: TypeId): boolean {
  return type.startsWith('any') && (simpleFamily.has(type) || commonFamily.has(type));
}

/** What polymorphic arguments stand for in one call. Null where nothing decides it, `?` where it cannot be known. */
interface Bindings {
  element: TypeId | null;
  array: TypeId | null;
  range: TypeId | null;
  multirange: TypeId | null;
  commonElement: TypeId | null;
  commonArray: TypeId | null;
  commonRange: TypeId | null;
  commonMultirange: TypeId | null;
  readonly nonArray: boolean;
  readonly commonNonArray: boolean;
  readonly mustBeEnum: boolean;
}

function rangeSubtype(a: Analysis, type: TypeId): TypeId | null {
  const found = typeFacts(a, baseType(a, type));
  return found.kind === 'range' ? found.range : null;
}

function multirangeRange(a: Analysis, type: TypeId): TypeId | null {
  const found = typeFacts(a, baseType(a, type));
  return found.kind === 'multirange' ? found.range : null;
}

/** Binds the polymorphic arguments; null where the actual ones do not fit together. */
function bind(a: Analysis, actual: readonly TypeId[], declared: readonly TypeId[]): Bindings | null {
  const bound: Bindings = {
    element: null,
    array: null,
    range: null,
    multirange: null,
    commonElement: null,
    commonArray: null,
    commonRange: null,
    commonMultirange: null,
    nonArray: declared.includes('anynonarray'),
    commonNonArray: declared.includes('anycompatiblenonarray'),
    mustBeEnum: declared.includes('anyenum'),
  };
  const commons: TypeId[] = [];
  for (const [at, type] of declared.entries()) {
    const given = actual[at];
    if (given === undefined || given === 'unknown' || !isPolymorphic(type)) {
      continue;
    }
    const isOk = given === opaque ? bindOpaque(bound, type) : bindOne(a, bound, commons, type, given);
    if (!isOk) return null;
  }
  return settle(a, bound, commons) ? bound : null;
}

function bindOpaque(bound: Bindings, type: TypeId): boolean {
  if (commonFamily.has(type)) bound.commonElement = opaque;
  else bound.element = opaque;
  return true;
}

/** Two uses of one name must be of one type; what is not known agrees. */
function agree(known: TypeId | null, given: TypeId): TypeId | null {
  return known === null || known === given || known === opaque ? given : given === opaque ? known : null;
}

function bindOne(a: Analysis, bound: Bindings, commons: TypeId[], type: TypeId, given: TypeId): boolean {
  switch (type) {
    case 'anyelement':
    case 'anynonarray':
    case 'anyenum': {
      const element = agree(bound.element, given);
      bound.element = element ?? bound.element;
      return element !== null;
    }
    case 'anyarray': {
      const array = agree(bound.array, baseType(a, given));
      bound.array = array ?? bound.array;
      return array !== null;
    }
    case 'anyrange': {
      const range = agree(bound.range, baseType(a, given));
      bound.range = range ?? bound.range;
      return range !== null;
    }
    case 'anymultirange': {
      const range = agree(bound.multirange, baseType(a, given));
      bound.multirange = range ?? bound.multirange;
      return range !== null;
    }
    case 'anycompatible':
    case 'anycompatiblenonarray':
      commons.push(given);
      return true;
    case 'anycompatiblearray': {
      const base = baseType(a, given);
      const element = base === 'anyarray' || base === opaque ? opaque : elementOf(a, base);
      if (element === null) return false;
      commons.push(element);
      bound.commonArray = base;
      return true;
    }
    case 'anycompatiblerange': {
      const range = agree(bound.commonRange, baseType(a, given));
      if (range === null) return false;
      bound.commonRange = range;
      const subtype = rangeSubtype(a, given);
      if (subtype === null) return false;
      commons.push(subtype);
      return true;
    }
    default: {
      const range = agree(bound.commonMultirange, baseType(a, given));
      if (range === null) return false;
      bound.commonMultirange = range;
      const inner = multirangeRange(a, given);
      const subtype = inner === null ? null : rangeSubtype(a, inner);
      if (subtype === null) return false;
      bound.commonRange ??= inner;
      commons.push(subtype);
      return true;
    }
  }
}

function settle(a: Analysis, bound: Bindings, commons: readonly TypeId[]): boolean {
  if (!settleArray(a, bound) || !settleRange(a, bound)) return false;
  if (bound.nonArray && bound.element !== null && elementOf(a, bound.element) !== null) return false;
  if (bound.mustBeEnum && bound.element !== null && bound.element !== opaque) {
    // A domain over an enum is no enum here, as get_typtype is asked of the type itself.
    if (typeFacts(a, bound.element).kind !== 'enum') return false;
  }
  if (commons.length > 0) {
    const common = bound.commonElement === opaque ? { type: opaque } : commonType(a, commons);
    if (!('type' in common)) return false;
    if (
      bound.commonRange !== null &&
      common.type !== opaque &&
      rangeSubtype(a, bound.commonRange) !== common.type
    )
      return false;
    for (const one of commons) if (!canCoerce(a, one, common.type, 'implicit')) return false;
    bound.commonElement = common.type;
    if (bound.commonNonArray && elementOf(a, common.type) !== null) return false;
  }
  return true;
}

function settleArray(a: Analysis, bound: Bindings): boolean {
  if (bound.array === null) return true;
  if (bound.array === opaque || bound.array === 'anyarray') {
    bound.element ??= opaque;
    return true;
  }
  const element = elementOf(a, bound.array);
  if (element === null) return false;
  if (bound.element === null || bound.element === opaque) bound.element = element;
  return bound.element === element || element === opaque;
}

function settleRange(a: Analysis, bound: Bindings): boolean {
  if (bound.multirange !== null && bound.multirange !== opaque) {
    const range = multirangeRange(a, bound.multirange);
    if (range === null) return false;
    const agreed = agree(bound.range, range);
    if (agreed === null) return false;
    bound.range = agreed;
  }
  if (bound.range === null) return true;
  if (bound.range === opaque) {
    bound.element ??= opaque;
    return true;
  }
  const subtype = rangeSubtype(a, bound.range);
  if (subtype === null) return false;
  if (bound.element === null || bound.element === opaque) bound.element = subtype;
  return bound.element === subtype || subtype === opaque;
}

/** Whether actual arguments fit the polymorphic ones of a declaration (check_generic_type_consistency). */
export function fitsPolymorphic(
  a: Analysis,
  actual: readonly TypeId[],
  declared: readonly TypeId[],
): boolean {
  return bind(a, actual, declared) !== null;
}

/** What one declared type means in a call; null where nothing decides it. */
function meaning(a: Analysis, bound: Bindings, type: TypeId): TypeId | null {
  switch (type) {
    case 'anyelement':
    case 'anynonarray':
    case 'anyenum':
      return bound.element;
    case 'anyarray':
      return bound.array ?? (bound.element === null ? null : arrayOf(a, bound.element));
    case 'anyrange':
      return bound.range ?? (bound.element === opaque ? opaque : null);
    case 'anymultirange':
      return (
        bound.multirange ??
        (bound.range === null && bound.element !== opaque ? null : multirangeOf(a, bound.range))
      );
    case 'anycompatible':
    case 'anycompatiblenonarray':
      return bound.commonElement ?? 'text';
    case 'anycompatiblearray':
      return bound.commonElement === null ? '_text' : arrayOf(a, bound.commonElement);
    case 'anycompatiblerange':
      return bound.commonRange ?? (bound.commonElement === opaque ? opaque : null);
    default:
      return (
        bound.commonMultirange ??
        (bound.commonElement === opaque ? opaque : multirangeOf(a, bound.commonRange))
      );
  }
}

function multirangeOf(a: Analysis, range: TypeId | null): TypeId | null {
  if (range === null) return null;
  const name = range.replace('range', 'multirange');
  return a.builtins.type(name)?.kind === 'multirange' ? name : opaque;
}

/** The declared types of a call's arguments and result with the polymorphic ones replaced; null where undecided. */
export function resolvePolymorphic(
  a: Analysis,
  actual: readonly TypeId[],
  declared: readonly TypeId[],
  result: TypeId,
): { readonly arguments: readonly TypeId[]; readonly result: TypeId | null } | null {
  if (!isPolymorphic(result) && !declared.some(isPolymorphic)) return { arguments: declared, result };
  // The input functions of polymorphic types are declared without any argument that would decide.
  if (!declared.some(isPolymorphic)) return { arguments: declared, result: opaque };
  const bound = bind(a, actual, declared);
  if (!bound) return null;
  const types = declared.map((type) => (isPolymorphic(type) ? (meaning(a, bound, type) ?? 'unknown') : type));
  return { arguments: types, result: isPolymorphic(result) ? meaning(a, bound, result) : result };
}
