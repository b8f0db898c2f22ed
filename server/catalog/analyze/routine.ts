import type { BuiltinFunction } from '../builtins/builtins.ts';
import { keys } from '../keys.ts';
import type { Oid, SqlFunction, TypeUse } from '../model.ts';
import { type Analysis, installedExtensions, type OutputColumn } from './analysis.ts';
import { columnOfUse, elementOf, opaque, type TypeId, typeOf } from './type-facts.ts';

/** What CREATE FUNCTION says beyond the types and names of the arguments. */
export interface RoutineSignature {
  /** The last argument is VARIADIC. */
  readonly variadic: boolean;
  /** How many of the last input arguments have defaults. */
  readonly defaults: number;
  /** OUT, INOUT and TABLE columns, null for none. */
  readonly columns: readonly { readonly name: string; readonly type: TypeUse }[] | null;
  readonly volatility: 'i' | 's' | 'v';
  /** An aggregate's result, which its transition or final function decides. */
  readonly result?: TypeUse;
  readonly directArguments?: number | null;
  readonly window?: boolean;
}

export type SignedFunction = SqlFunction & { readonly signature?: RoutineSignature };

/** A function, an aggregate or a procedure, built-in or not, as resolution sees it. */
export interface RoutineFacts {
  /** Null for a built-in one. */
  readonly oid: Oid | null;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'function' | 'aggregate' | 'window' | 'procedure';
  readonly arguments: readonly TypeId[];
  /** Empty where none is named. */
  readonly argumentNames: readonly string[];
  readonly defaults: number;
  /** Element type of a VARIADIC last argument. */
  readonly variadic: TypeId | null;
  readonly result: TypeId;
  readonly returnsSet: boolean;
  readonly columns: readonly OutputColumn[] | null;
  readonly volatility: 'i' | 's' | 'v';
  readonly directArguments: number | null;
  /** A SQL function may be inlined, and then only its body's volatility counts. */
  readonly mayBeInlined: boolean;
  /** False where only its name and its arguments are known, or where PostgreSQL may have rejected it. */
  readonly isCertain: boolean;
}

function fromBuiltin(found: BuiltinFunction): RoutineFacts {
  return {
    oid: null,
    schema: found.schema,
    name: found.name,
    kind: found.kind,
    arguments: found.arguments,
    argumentNames: found.argumentNames,
    defaults: found.defaults,
    variadic: found.variadic,
    result: found.result,
    returnsSet: found.returnsSet,
    columns: found.columns?.map((one) => ({ ...one, modifiers: [] })) ?? null,
    volatility: found.volatility,
    directArguments: found.directArguments,
    mayBeInlined: false,
    isCertain: true,
  };
}

function fromUser(a: Analysis, found: SignedFunction): RoutineFacts {
  const { signature } = found;
  const types = found.argumentTypes.map((type) => typeOf(a, type));
  const columns = signature?.columns?.map((one) => columnOfUse(a, one.name, one.type)) ?? null;
  const last = types.at(-1);
  const written = signature?.result ?? found.returns;
  const fromColumns =
    columns === null || columns.length === 0 ? opaque : columns.length > 1 ? 'record' : columns[0]!.type;
  return {
    oid: found.oid,
    schema: found.schema,
    name: found.name,
    kind: signature?.window ? 'window' : found.kind,
    arguments: types,
    argumentNames: found.argumentNames.some((name) => name !== null)
      ? found.argumentNames.map((name) => name ?? '')
      : [],
    defaults: signature?.defaults ?? types.length,
    variadic: signature?.variadic && last !== undefined ? variadicElement(a, last) : null,
    result: written && !(columns && columns.length > 0) ? typeOf(a, written) : fromColumns,
    returnsSet: found.returnsSet,
    columns,
    volatility: signature?.volatility ?? 'i',
    directArguments: signature?.directArguments ?? null,
    mayBeInlined: found.language === 'sql' || !signature,
    isCertain: signature !== undefined && a.catalog.get(keys.guarded(found.statement)) !== true,
  };
}

function variadicElement(a: Analysis, type: TypeId): TypeId {
  if (type === 'anyarray') return 'anyelement';
  if (type === 'anycompatiblearray') return 'anycompatible';
  return type === 'any' ? 'any' : (elementOf(a, type) ?? opaque);
}

/** CREATE TYPE … AS RANGE makes functions of the type's name: from two bounds, and from two bounds and their signs. */
function rangeConstructors(a: Analysis, schema: string | null, name: string): RoutineFacts[] {
  const oid = a.catalog.typeOid(schema, name);
  const type = oid === undefined ? undefined : a.catalog.userType(oid);
  if (type?.kind !== 'range type') return [];
  const result = `#${type.oid}`;
  const makes = (types: readonly TypeId[], variadic: TypeId | null): RoutineFacts => ({
    oid: null,
    schema: type.schema,
    name,
    kind: 'function',
    arguments: types,
    argumentNames: [],
    defaults: 0,
    variadic,
    result: type.subtype ? result : opaque,
    returnsSet: false,
    columns: null,
    volatility: 'i',
    directArguments: null,
    mayBeInlined: false,
    isCertain: true,
  });
  // Of a multirange the range is not known, so that it takes anything.
  if (!type.subtype) return [makes([], null), makes(['any'], 'any')];
  const bound = typeOf(a, type.subtype);
  return [makes([bound, bound], null), makes([bound, bound, 'text'], null)];
}

/** The functions of that name that a call sees, those first in the search path first. */
export function visibleRoutines(a: Analysis, schema: string | null, name: string): readonly RoutineFacts[] {
  const key = schema === null ? name : `${schema}\0${name}`;
  const known = a.routines.get(key);
  if (known) return known;
  const found: RoutineFacts[] = [];
  const path = schema === null ? a.catalog.searchPath() : [schema];
  // The built-in ones come first unless the path itself says where pg_catalog comes.
  const first = schema === null ? Math.max(0, path.indexOf('pg_catalog')) : 0;
  for (const one of path.slice(0, first)) addUsers(a, one, name, found);
  if (schema === null || schema === 'pg_catalog' || schema === 'information_schema')
    for (const one of a.builtins.functions(schema === 'pg_catalog' ? null : schema, name))
      found.push(fromBuiltin(one));
  for (const one of path.slice(first)) addUsers(a, one, name, found);
  found.push(...rangeConstructors(a, schema, name));
  for (const extension of installedExtensions(a)) {
    if (
      !path.includes(extension.schema) &&
      !extension.contents.functions.some((one) => path.includes(one.schema))
    )
      continue;
    for (const one of extension.contents.functions) {
      const at = one.schema === '' ? extension.schema : one.schema;
      if (one.name === name && path.includes(at)) found.push(fromBuiltin(one));
    }
  }
  a.routines.set(key, found);
  return found;
}

function addUsers(a: Analysis, schema: string, name: string, found: RoutineFacts[]): void {
  for (const one of a.catalog.functions(schema, name)) found.push(fromUser(a, one));
}

/** Whether an installed extension has a function of that name of which nothing else is known. */
export function isKnownByNameOnly(a: Analysis, name: string): boolean {
  return installedExtensions(a).some(({ contents }) => contents.functionNames.includes(name));
}
