import type { FinalCatalog } from '../../catalog/catalog.ts';
import { isTable } from '../../catalog/catalog.ts';
import type { CatalogObject, Oid, Table, TypeUse, View } from '../../catalog/model.ts';
import { columnKeys } from './column-keys.ts';
import { hashText } from './hash-text.ts';
import type { DiagramColumn, DiagramEnum } from './model.ts';
import { partitionRoot, readRelations } from './read-relations.ts';
import type { Schema, SchemaTable } from './schema.ts';

/** What was made of a relation, and the types that it was made with: a type's new name makes no other table. */
interface Kept {
  readonly table: SchemaTable;
  readonly types: readonly (readonly [Oid, CatalogObject | undefined])[];
}

const kept = new WeakMap<Table | View, Kept>();
const schemas = new WeakMap<FinalCatalog, Schema>();

/** Reads what diagrams show of a catalog. Tables that did not change since the last catalog are the same values. */
export function readSchema(catalog: FinalCatalog): Schema {
  const known = schemas.get(catalog);
  if (known) return known;
  const partitions = new Map<Oid, number>();
  const drawn: Table[] = [];
  for (const table of catalog.tables) {
    if (table.partitionOf !== null) {
      const { oid } = partitionRoot(table, catalog);
      partitions.set(oid, (partitions.get(oid) ?? 0) + 1);
    } else if (table.persistence !== 'temporary') drawn.push(table);
  }
  const tables = [...drawn, ...catalog.views].map((relation) => readTable(relation, catalog));
  const byOid = new Map(tables.map((table) => [table.oid, table]));
  const relations = readRelations(catalog, byOid);
  const schema: Schema = { catalog, tables, byOid, relations, enums: readEnums(catalog), partitions };
  schemas.set(catalog, schema);
  return schema;
}

function readTable(relation: Table | View, catalog: FinalCatalog): SchemaTable {
  const known = kept.get(relation);
  if (known?.types.every(([oid, object]) => catalog.object(oid) === object)) return known.table;
  const columns = isTable(relation) ? tableColumns(relation, catalog) : viewColumns(relation, catalog);
  const { schema, name, kind, comment } = relation;
  const hash = hashText(JSON.stringify([schema, name, kind, comment, columns], withoutPlaces));
  const table: SchemaTable = { oid: relation.oid, relation, columns, hash, change: null };
  const used = new Set(
    (relation.columns ?? []).flatMap(({ type }) =>
      type === null || type.type.startsWith('pg_catalog.') ? [] : [type.type],
    ),
  );
  kept.set(relation, { table, types: [...used].map((oid) => [oid, catalog.object(oid)] as const) });
  return table;
}

/** For JSON.stringify: leaves out where things stand in the source. */
export function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'nameRange' || key === 'range' ? undefined : value;
}

const nothing = { findings: [], change: null } as const;

function tableColumns(table: Table, catalog: FinalCatalog): DiagramColumn[] {
  const keys = columnKeys(table);
  return table.columns.map((column) => ({
    name: column.name,
    type: catalog.formatType(column.type),
    notNull: column.notNull,
    keys: keys.get(column.number) ?? [],
    comment: column.comment,
    labels: labelsOf(column.type, catalog),
    ...nothing,
    nameRange: column.nameRange,
  }));
}

function viewColumns(view: View, catalog: FinalCatalog): DiagramColumn[] {
  return (view.columns ?? []).map(({ name, type }) => ({
    name,
    type: type === null ? null : catalog.formatType(type),
    notNull: false,
    keys: [],
    comment: null,
    labels: type === null ? null : labelsOf(type, catalog),
    ...nothing,
    nameRange: null,
  }));
}

function labelsOf(type: TypeUse, catalog: FinalCatalog): readonly string[] | null {
  const used = catalog.userType(type.type);
  return used?.kind === 'enum' ? used.labels : null;
}

function readEnums(catalog: FinalCatalog): DiagramEnum[] {
  return catalog.types
    .filter((type) => type.kind === 'enum')
    .map(({ schema, name, labels }) => ({ schema, name, labels }));
}
