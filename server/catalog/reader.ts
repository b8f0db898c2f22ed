import { builtinRelations } from './builtins.generated.ts';
import type { Catalog } from './catalog.ts';
import { isTable, isView } from './catalog.ts';
import { keys } from './keys.ts';
import type { CatalogObject, Extension, Oid, Relation, Schema, SqlFunction, Table, TypeUse, UserType } from './model.ts';
import { builtinName, formatBuiltin, isBuiltinType, isTypeOf, quoteForDisplay, unknownPrefix } from './types.ts';

/** Reads one entry of a state, and may note that it did. */
export type Get = (key: string) => unknown;

export interface Reader extends Catalog {
  searchPath(): readonly string[];
  relationOid(schema: string | null, name: string): Oid | undefined;
  typeOid(schema: string | null, name: string): Oid | undefined;
  isSystemRelation(schema: string | null, name: string): boolean;
}

const defaultPath: readonly string[] = ['public'];
const isUserType = (object: CatalogObject | undefined): object is UserType =>
  object?.kind === 'enum' || object?.kind === 'domain' || object?.kind === 'composite type' ||
  object?.kind === 'range type' || object?.kind === 'base type';

/** The catalog's view of a state. */
export function createReader(get: Get): Reader {
  const object = (oid: Oid) => get(keys.object(oid)) as CatalogObject | undefined;
  const searchPath = () => (get(keys.searchPath) as readonly string[] | undefined) ?? defaultPath;
  const inPath = (schema: string | null, key: (schema: string) => string): Oid | undefined => {
    if (schema !== null) return get(key(schema)) as Oid | undefined;
    for (const entry of ['pg_temp', ...searchPath()]) {
      const oid = get(key(entry)) as Oid | undefined;
      if (oid !== undefined) return oid;
    }
    return undefined;
  };

  const reader: Reader = {
    object,
    searchPath,
    table(oid) {
      const found = object(oid);
      return isTable(found) ? found : undefined;
    },
    view(oid) {
      const found = object(oid);
      return isView(found) ? found : undefined;
    },
    sequence(oid) {
      const found = object(oid);
      return found?.kind === 'sequence' ? found : undefined;
    },
    userType(oid) {
      const found = object(oid);
      return isUserType(found) ? found : undefined;
    },
    relationOid: (schema, name) => inPath(schema, (at) => keys.relation(at, name)),
    relation(schema, name) {
      const oid = reader.relationOid(schema, name);
      return oid === undefined ? undefined : (object(oid) as Relation | undefined);
    },
    typeOid(schema, name) {
      if ((schema === null || schema === 'pg_catalog') && isBuiltinType(name)) return `pg_catalog.${name}`;
      if (schema === 'information_schema' && isTypeOf(schema, name)) return `information_schema.${name}`;
      return inPath(schema, (at) => keys.type(at, name));
    },
    isSystemRelation(schema, name) {
      if (schema !== null) return builtinRelations[`${schema}.${name}`] !== undefined;
      return builtinRelations[`pg_catalog.${name}`] !== undefined || (searchPath().includes('information_schema') && builtinRelations[`information_schema.${name}`] !== undefined);
    },
    schema: (name) => get(keys.schema(name)) as Schema | undefined,
    extension: (name) => get(keys.extension(name)) as Extension | undefined,
    functions(schema, name) {
      const oids = (schema === null ? searchPath() : [schema]).flatMap(
        (at) => (get(keys.functions(at, name)) as readonly Oid[] | undefined) ?? [],
      );
      return oids.map((oid) => object(oid) as SqlFunction);
    },
    referencing(table) {
      const oids = (get(keys.referencing(table)) as readonly Oid[] | undefined) ?? [];
      return oids.map(reader.table).filter((found): found is Table => found !== undefined);
    },
    children(table) {
      const oids = (get(keys.children(table)) as readonly Oid[] | undefined) ?? [];
      return oids.map(reader.table).filter((found): found is Table => found !== undefined);
    },
    isRelationNameFree: (schema, name) => get(keys.relation(schema, name)) === undefined,
    formatType: (type) => formatUse(reader, type),
    sequenceUses: (name) => (get(keys.sequenceUses(name)) as number | undefined) ?? 0,
  };
  return reader;
}

function formatUse(reader: Reader, use: TypeUse): string {
  const suffix = use.array ? '[]' : '';
  const builtin = builtinName(use.type);
  if (builtin !== null) return formatBuiltin(builtin, use.modifiers) + suffix;
  if (use.type.startsWith(unknownPrefix)) return use.type.slice(unknownPrefix.length) + suffix;
  const found = reader.object(use.type);
  if (!found || !('schema' in found) || found.schema === null) return use.type + suffix;
  const modifiers = use.modifiers.length > 0 ? `(${use.modifiers.join(',')})` : '';
  const visible = reader.typeOid(null, found.name) === use.type;
  const name = quoteForDisplay(found.name);
  return (visible ? name : `${quoteForDisplay(found.schema)}.${name}`) + modifiers + suffix;
}
