import type { Draft } from './draft.ts';
import type { Column, Constraint, Index, Table, View } from './model.ts';

export function putTable(draft: Draft, table: Table): void {
  draft.putObject(table);
}

/** The table with one column changed. */
export function withColumn(table: Table, number: number, change: (column: Column) => Column): Table {
  return {
    ...table,
    columns: table.columns.map((column) => (column.number === number ? change(column) : column)),
  };
}

export function withConstraint(
  table: Table,
  name: string,
  change: (constraint: Constraint) => Constraint,
): Table {
  return {
    ...table,
    constraints: table.constraints.map((constraint) =>
      constraint.name === name ? change(constraint) : constraint,
    ),
  };
}

export function withIndex<T extends Table | View>(owner: T, oid: string, change: (index: Index) => Index): T {
  return { ...owner, indexes: owner.indexes.map((index) => (index.oid === oid ? change(index) : index)) };
}
