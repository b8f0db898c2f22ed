import type { Node, TypeName } from '@pgsql/types';
import { builtinsOf, type PostgresMajor } from './builtins/builtins.ts';
import type { Oid, TypeUse } from './model.ts';

const catalogPrefix = 'pg_catalog.';

const builtinOids = new Map<string, Oid>();

/** The oid of a built-in type. */
export function builtinOid(name: string): Oid {
  let oid = builtinOids.get(name);
  if (oid === undefined) {
    oid = catalogPrefix + name;
    builtinOids.set(name, oid);
  }
  return oid;
}

const plainUses = new Map<Oid, TypeUse>();

/** A type without modifiers, the same value each time: a schema has thousands of columns and a handful of types. */
export function plainUse(type: Oid): TypeUse {
  let use = plainUses.get(type);
  if (!use) {
    use = { type, modifiers: [], array: false };
    plainUses.set(type, use);
  }
  return use;
}

/** The internal name of a built-in type (`int4`), null for a user's. */
export function builtinName(type: Oid): string | null {
  return type.startsWith(catalogPrefix) ? type.slice(catalogPrefix.length) : null;
}

const builtinTypes = new Map<PostgresMajor, ReadonlySet<string>>();

/** pg_catalog's types but for arrays and row types; those of information_schema are called `information_schema.name`. */
function builtinTypeSet(version: PostgresMajor): ReadonlySet<string> {
  const known = builtinTypes.get(version) ?? new Set(builtinsOf(version).plainTypeNames);
  builtinTypes.set(version, known);
  return known;
}

/** Whether pg_catalog of that version has a type of this name. */
export function isBuiltinType(name: string, version: PostgresMajor): boolean {
  return builtinTypeSet(version).has(name);
}

/** The names of pg_catalog's types but for arrays and row types. */
export function builtinTypeNames(version: PostgresMajor): readonly string[] {
  return [...builtinTypeSet(version)].filter((name) => !name.includes('.'));
}

export const unknownPrefix = '?';

export function builtinType(name: string, modifiers: readonly number[] = [], array = false): TypeUse {
  return { type: builtinOid(name), modifiers, array };
}

/** serial and its kin: not types but integers with a sequence. */
export const serialTypes: Readonly<Record<string, string>> = {
  serial: 'int4',
  serial4: 'int4',
  bigserial: 'int8',
  serial8: 'int8',
  smallserial: 'int2',
  serial2: 'int2',
};

const noStrings: string[] = [];
const noModifiers: readonly number[] = [];

/** The strings of a list of String nodes. */
export function strings(nodes: readonly Node[] | undefined): string[] {
  if (!nodes) return noStrings;
  const result: string[] = [];
  for (const node of nodes) if ('String' in node) result.push(node.String.sval ?? '');
  return result;
}

/** The integers among a type's modifiers. */
export function typeModifiers(type: TypeName): readonly number[] {
  if (!type.typmods) return noModifiers;
  const modifiers: number[] = [];
  for (const node of type.typmods)
    if ('A_Const' in node && node.A_Const.ival) modifiers.push(node.A_Const.ival.ival ?? 0);
  return modifiers;
}

const longNames: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  bpchar: 'character',
  varchar: 'character varying',
  varbit: 'bit varying',
  char: '"char"',
};

/** The bits of an interval's field mask and PostgreSQL's words for them. */
const intervalFields: Readonly<Record<number, string>> = {
  4: ' year',
  2: ' month',
  8: ' day',
  1024: ' hour',
  2048: ' minute',
  4096: ' second',
  6: ' year to month',
  1032: ' day to hour',
  3080: ' day to minute',
  7176: ' day to second',
  3072: ' hour to minute',
  7168: ' hour to second',
  6144: ' minute to second',
};

/** A built-in type as format_type prints it, without array marks. */
export function formatBuiltin(name: string, modifiers: readonly number[]): string {
  const [first, second] = modifiers;
  const precision = first === undefined ? '' : `(${first})`;
  switch (name) {
    case 'timestamp':
    case 'time':
      return `${name}${precision} without time zone`;
    case 'timestamptz':
      return `timestamp${precision} with time zone`;
    case 'timetz':
      return `time${precision} with time zone`;
    case 'numeric':
      return first === undefined ? 'numeric' : `numeric(${first},${second ?? 0})`;
    case 'interval': {
      const fields = first === undefined ? '' : (intervalFields[first] ?? '');
      return `interval${fields}${second === undefined ? '' : `(${second})`}`;
    }
    case 'bpchar':
      return first === undefined ? 'bpchar' : `character(${first})`;
    default:
      return (longNames[name] ?? name) + precision;
  }
}

/** Quotes an identifier for display as format_type does: only where it is not plain lower case. */
export function quoteForDisplay(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** Whether a system schema has a type of this name. */
export function isTypeOf(schema: string, name: string, version: PostgresMajor): boolean {
  return builtinTypeSet(version).has(schema === 'pg_catalog' ? name : `${schema}.${name}`);
}
