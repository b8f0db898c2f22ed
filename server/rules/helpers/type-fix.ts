import type { Column, Table } from '../../catalog/model.ts';
import type { Edit, Fix, RuleContext } from '../rule.ts';
import { unlessApplied } from './fix.ts';
import { linkedColumns, type TableColumn } from './linked-columns.ts';

/** Columns whose written type a rule may judge: written here, and not dictated by a parent table. */
export function columnsWithWrittenType(table: Table): (Column & { readonly typeRange: NonNullable<Column['typeRange']> })[] {
  if (table.partitionOf !== null) return [];
  return table.columns.filter(
    (column): column is Column & { readonly typeRange: NonNullable<Column['typeRange']> } =>
      column.typeRange !== null && !column.inherited,
  );
}

interface TypeChange {
  readonly title: string;
  /** The type to write for a column, null where it stays. */
  readonly to: (linked: TableColumn) => string | null;
  /** False where something that uses the column may not accept the new type. */
  readonly certain?: boolean;
  /** Edits that belong to the change. */
  readonly also?: readonly Edit[];
}

/** Whether the type stands in the table's own CREATE TABLE, and nothing else fixes it. */
function isFree({ table, column }: TableColumn): boolean {
  return (
    table.origin === 'create' &&
    table.kind === 'table' &&
    table.inherits.length === 0 &&
    table.partitionOf === null &&
    column.typeRange?.statement === table.statement
  );
}

/**
 * Replaces the written type of a column and of all columns that foreign keys tie to it. Safe where every
 * one of them is written in a CREATE TABLE that is not applied yet, else a suggestion.
 */
export function changeType(context: RuleContext, table: Table, column: Column, change: TypeChange): readonly Fix[] {
  const edits: Edit[] = [...(change.also ?? [])];
  let certain = change.certain ?? true;
  for (const linked of linkedColumns(context.catalog, table, column)) {
    const newText = change.to(linked);
    if (newText === null) continue;
    certain &&= isFree(linked) && context.catalog.children(linked.table.oid).length === 0;
    // A column that only its parent writes follows the parent.
    if (!linked.column.typeRange && linked.column.inherited) continue;
    if (!linked.column.typeRange) return [];
    edits.push({ at: linked.column.typeRange, newText });
  }
  return unlessApplied(context, [{ title: change.title, safety: certain ? 'safe' : 'suggestion', edits }]);
}
