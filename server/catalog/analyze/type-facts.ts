import type { BuiltinType } from '../builtins/builtins.ts';
import { isTable, isView } from '../catalog.ts';
import { keys } from '../keys.ts';
import type { CatalogObject, TypeUse } from '../model.ts';
import { builtinName, formatBuiltin, quoteForDisplay } from '../types.ts';
import { type Analysis, installedExtensions, type OutputColumn, type RowShape } from './analysis.ts';
import { memoByBuiltins } from './builtin-memo.ts';

/**
 * A type: the internal name of a built-in one (`int4`, `_int4`), `#` and the oid of a user's, with `[]` for its
 * array, `.name` of an extension's, `?` for one that we do not know, which fits everywhere.
 */
export type TypeId = string;

export const opaque: TypeId = '?';

/** What PostgreSQL's rules of resolution ask of a type (pg_type). */
export interface TypeFacts {
  readonly kind: BuiltinType['kind'];
  readonly category: string;
  readonly preferred: boolean;
  /** Of a true array, else null. */
  readonly element: TypeId | null;
  readonly array: TypeId | null;
  /** Subtype of a range, range of a multirange. */
  readonly range: TypeId | null;
  readonly base: TypeId | null;
  readonly labels: readonly string[] | null;
}

const arraySuffix = '[]';

function facts(kind: TypeFacts['kind'], category: string, rest: Partial<TypeFacts> = {}): TypeFacts {
  return {
    kind,
    category,
    preferred: false,
    element: null,
    array: null,
    range: null,
    base: null,
    labels: null,
    ...rest,
  };
}

const unknownFacts = facts('base', '?');

export function typeFacts(a: Analysis, type: TypeId): TypeFacts {
  const known = a.types.get(type);
  if (known) return known;
  const found = readFacts(a, type);
  a.types.set(type, found);
  return found;
}

const factsOfBuiltins = memoByBuiltins<TypeFacts>();

function readFacts(a: Analysis, type: TypeId): TypeFacts {
  if (type === opaque) return unknownFacts;
  if (type.startsWith('#')) {
    if (type.endsWith(arraySuffix)) return facts('base', 'A', { element: type.slice(0, -2) });
    return userFacts(a, type, a.catalog.object(type.slice(1)));
  }
  if (type.startsWith('.')) {
    for (const { contents } of installedExtensions(a))
      for (const one of contents.types) if (one.name === type) return builtinFacts(one);
    return unknownFacts;
  }
  return factsOfBuiltins(a.builtins, type, () => {
    const builtin = a.builtins.type(type);
    return builtin ? builtinFacts(builtin) : unknownFacts;
  });
}

function builtinFacts(type: BuiltinType): TypeFacts {
  const { kind, category, preferred, array, range, base } = type;
  // Subscripts of point and name do not make them arrays; int2vector and oidvector are.
  return {
    kind,
    category,
    preferred,
    element: category === 'A' || type.name === '_record' ? (type.element ?? 'record') : null,
    array,
    range,
    base,
    labels: null,
  };
}

function userFacts(a: Analysis, type: TypeId, object: CatalogObject | undefined): TypeFacts {
  const array = type + arraySuffix;
  switch (object?.kind) {
    case 'enum':
      // Of labels that SQL may have added which cannot be read none is wrong.
      return facts('enum', 'E', {
        array,
        labels: a.catalog.get(keys.damaged(object.name)) === true ? null : object.labels,
      });
    case 'domain': {
      const base = typeOf(a, object.base);
      return facts('domain', typeFacts(a, base).category, { array, base });
    }
    case 'composite type':
    case 'table':
    case 'partitioned table':
    case 'foreign table':
    case 'view':
    case 'materialized view':
      return facts('composite', 'C', { array });
    case 'range type':
      return object.subtype ? facts('range', 'R', { array, range: typeOf(a, object.subtype) }) : unknownFacts;
    default:
      return unknownFacts;
  }
}

/** A column's type, with `?` for what the analysis cannot know: base types, shells, names that resolve to nothing. */
export function typeOf(a: Analysis, use: TypeUse): TypeId {
  const name = builtinName(use.type);
  if (name !== null)
    return use.array ? (a.builtins.type(name)?.array ?? opaque) : a.builtins.type(name) ? name : opaque;
  const scalar = oidType(a, use.type);
  return use.array ? arrayOf(a, scalar) : scalar;
}

/** The type of an oid that is not a built-in one's. */
export function oidType(a: Analysis, oid: string): TypeId {
  if (oid.startsWith('?')) return opaque;
  const extension = /^extension [^.]+(\..+)$/.exec(oid)?.[1];
  if (extension !== undefined) return typeFacts(a, extension) === unknownFacts ? opaque : extension;
  const type = `#${oid}`;
  return typeFacts(a, type) === unknownFacts ? opaque : type;
}

/** The array type over a type. */
export function arrayOf(a: Analysis, type: TypeId): TypeId {
  if (type === opaque || type.startsWith('#')) return type === opaque ? opaque : `${type}${arraySuffix}`;
  if (type === 'unknown') return '_text';
  if (type === 'record') return '_record';
  return typeFacts(a, type).array ?? opaque;
}

/** The type below all domains. */
export function baseType(a: Analysis, type: TypeId): TypeId {
  let current = type;
  for (let depth = 0; depth < 32; depth++) {
    const { kind, base } = typeFacts(a, current);
    if (kind !== 'domain' || base === null) return current;
    current = base;
  }
  return opaque;
}

/** The element type of an array or of a domain over one, null for no array. */
export function elementOf(a: Analysis, type: TypeId): TypeId | null {
  return typeFacts(a, baseType(a, type)).element;
}

export function isComposite(a: Analysis, type: TypeId): boolean {
  return typeFacts(a, type).kind === 'composite';
}

/** The use of a type in a column, null for one that is not known. */
export function toTypeUse(type: TypeId, modifiers: readonly number[]): TypeUse | null {
  if (type === opaque || type.startsWith('.')) return null;
  if (type === 'unknown') return { type: 'pg_catalog.text', modifiers: [], array: false };
  const isUser = type.startsWith('#');
  const array = isUser ? type.endsWith(arraySuffix) : type.startsWith('_');
  const name = isUser ? (array ? type.slice(1, -2) : type.slice(1)) : array ? type.slice(1) : type;
  return { type: isUser || name.includes('.') ? name : `pg_catalog.${name}`, modifiers, array };
}

/** As PostgreSQL's format_type prints it. */
export function formatType(a: Analysis, type: TypeId): string {
  if (type === opaque) return 'unknown';
  if (type.startsWith('#')) {
    const isArray = type.endsWith(arraySuffix);
    return a.catalog.formatType({
      type: type.slice(1, isArray ? -2 : undefined),
      modifiers: [],
      array: isArray,
    });
  }
  const { element, category } = typeFacts(a, type);
  if (element !== null && category === 'A' && type.includes('_')) return `${formatType(a, element)}[]`;
  if (type.startsWith('.')) return quoteForDisplay(type.slice(1));
  return type === 'bpchar' ? 'character' : formatBuiltin(type, []);
}

/** The columns of a composite type; null for any other. */
export function rowOf(a: Analysis, type: TypeId): RowShape | null {
  const base = baseType(a, type);
  if (base.startsWith('#')) {
    const object = a.catalog.object(base.slice(1));
    if (isTable(object))
      return {
        open: !object.complete,
        columns: object.columns.map((one) => columnOfUse(a, one.name, one.type)),
      };
    if (isView(object)) {
      const columns = (object.columns ?? []).map((one) =>
        one.type ? columnOfUse(a, one.name, one.type) : { name: one.name, type: opaque, modifiers: [] },
      );
      return { open: object.columns === null, columns };
    }
    if (object?.kind === 'composite type')
      return { open: false, columns: object.columns.map((one) => columnOfUse(a, one.name, one.type)) };
    return null;
  }
  const relation = base.includes('.')
    ? a.builtins.relation(base.slice(0, base.indexOf('.')), base.slice(base.indexOf('.') + 1))
    : a.builtins.relation('pg_catalog', base);
  if (!relation) return typeFacts(a, base).kind === 'composite' ? { open: true, columns: [] } : null;
  return { open: false, columns: relation.columns.map((one) => ({ ...one, modifiers: [] })) };
}

export function columnOfUse(a: Analysis, name: string, use: TypeUse): OutputColumn {
  return { name, type: typeOf(a, use), modifiers: use.modifiers };
}
