import type { Catalog } from '../../catalog/catalog.ts';
import { chooseName, joinColumnNames } from '../../catalog/names.ts';

/** A name of the form `<table>_<columns>_<label>` that no relation of the schema has, as PostgreSQL would choose it. */
export function freeRelationName(
  catalog: Catalog,
  schema: string,
  table: string,
  columns: readonly string[],
  label: string,
): string {
  return chooseName(
    table,
    joinColumnNames(columns),
    label,
    (name) => !catalog.isRelationNameFree(schema, name),
  );
}
