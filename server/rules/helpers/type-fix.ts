import type { Column, Table } from '../../catalog/model.ts';
import type { SourceRange } from '../../syntax/statement.ts';
import type { Edit, Fix, RuleContext } from '../rule.ts';
import { unlessApplied } from './fix.ts';
import { linkedColumns, type TableColumn } from './linked-columns.ts';

/** A column whose type is written where it is defined or changed. */
export interface WrittenColumn extends Column {
  readonly typeRange: SourceRange;
}

function isWritten(column: Column): column is WrittenColumn {
  return column.typeRange !== null && !column.inherited;
}

/** Columns whose written type a rule may judge: written here, and not dictated by a parent table. */
export function columnsWithWrittenType(table: Table): readonly WrittenColumn[] {
  return table.partitionOf === null ? table.columns.filter(isWritten) : [];
}

/** Whether parents, partitions or heirs must have the same columns and constraints. */
export function hasFamily(context: RuleContext, table: Table): boolean {
  return (
    table.partitionOf !== null || table.inherits.length > 0 || context.catalog.children(table.oid).length > 0
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
    table.origin === 'create' && table.kind === 'table' && column.typeRange?.statement === table.statement
  );
}

/** Whether an index on the column names an operator class that only takes the present type. */
function hasBoundIndex({ table, column }: TableColumn): boolean {
  return table.indexes.some(({ keys }) =>
    keys.some(
      (key) =>
        key.column === column.number &&
        /^(bpchar|timestamp|int[24]|float[48]|money)_/.test(key.operatorClass ?? ''),
    ),
  );
}

/**
 * Replaces the written type of a column and of all columns that foreign keys tie to it. Safe where every
 * one of them is written in a CREATE TABLE that is not applied yet, else a suggestion.
 */
export function changeType(
  context: RuleContext,
  table: Table,
  column: Column,
  change: TypeChange,
): readonly Fix[] {
  const edits: Edit[] = [...(change.also ?? [])];
  let certain = change.certain ?? true;
  for (const linked of linkedColumns(context.catalog, table, column)) {
    const newText = change.to(linked);
    if (newText === null) continue;
    if (hasBoundIndex(linked)) return [];
    certain &&= isFree(linked) && !hasFamily(context, linked.table);
    // A column that only its parent writes follows the parent.
    if (!linked.column.typeRange && linked.column.inherited) continue;
    if (!linked.column.typeRange) return [];
    edits.push({ at: linked.column.typeRange, newText });
  }
  return unlessApplied(context, [{ title: change.title, safety: certain ? 'safe' : 'suggestion', edits }]);
}
