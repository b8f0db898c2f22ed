import type { TypeName } from '@pgsql/types';
import { isTable } from '../catalog.ts';
import { keys } from '../keys.ts';
import { strings, typeModifiers } from '../types.ts';
import { type Analysis, hasUnknownExtension, installedExtensions } from './analysis.ts';
import { mayExistUnseen, report } from './report.ts';
import { arrayOf, oidType, opaque, type TypeId, typeOf } from './type-facts.ts';
import { useType } from './uses.ts';

export interface NamedType {
  readonly type: TypeId;
  readonly modifiers: readonly number[];
}

const opaqueType: NamedType = { type: opaque, modifiers: [] };

/** A type by its name; null where there is none. */
export function findType(a: Analysis, schema: string | null, name: string): TypeId | null {
  if (schema === null || schema === 'pg_catalog') {
    const builtin = a.builtins.type(name);
    if (builtin && !name.includes('.')) return name;
    if (schema !== null) return null;
  }
  if (schema === 'information_schema')
    return a.builtins.type(`${schema}.${name}`) ? `${schema}.${name}` : null;
  const oid = a.catalog.typeOid(schema, name);
  if (oid !== undefined) return oidType(a, oid);
  const path = schema === null ? a.catalog.searchPath() : [schema];
  for (const extension of installedExtensions(a))
    if (path.includes(extension.schema) && extension.contents.types.some((one) => one.name === `.${name}`))
      return `.${name}`;
  if (!name.startsWith('_')) return null;
  const element = a.catalog.typeOid(schema, name.slice(1));
  return element === undefined ? null : arrayOf(a, oidType(a, element));
}

/** Resolves a written type; one that does not exist is reported. */
export function resolveTypeName(a: Analysis, node: TypeName | undefined): NamedType {
  if (!node) return opaqueType;
  const names = strings(node.names);
  if (node.pct_type) return columnType(a, node, names);
  const name = names.at(-1) ?? '';
  const schema = names.length > 1 ? (names.at(-2) ?? null) : null;
  const found = findType(a, schema, name);
  if (found === null) {
    const isUnseen =
      mayExistUnseen(a, schema, name) ||
      hasUnknownExtension(a) ||
      a.catalog.get(keys.unknownExtension) === true;
    if (!isUnseen)
      report(
        a,
        schema !== null && !a.catalog.schema(schema) ? '3F000' : '42704',
        a.places.name(node.location),
        `type "${names.join('.')}" does not exist`,
        {
          kind: 'undefined-type',
          name: { schema, name },
        },
      );
    return opaqueType;
  }
  useType(a, found);
  const isArray = (node.arrayBounds?.length ?? 0) > 0;
  return { type: isArray ? arrayOf(a, found) : found, modifiers: typeModifiers(node) };
}

/** `table.column%TYPE`. */
function columnType(a: Analysis, node: TypeName, names: readonly string[]): NamedType {
  const schema = names.length > 2 ? (names.at(-3) ?? null) : null;
  const relation = a.catalog.relation(schema, names.at(-2) ?? '');
  if (!isTable(relation)) return opaqueType;
  const column = relation.columns.find((one) => one.name === names.at(-1));
  if (!column) return opaqueType;
  const type = typeOf(a, column.type);
  return { type: (node.arrayBounds?.length ?? 0) > 0 ? arrayOf(a, type) : type, modifiers: [] };
}
