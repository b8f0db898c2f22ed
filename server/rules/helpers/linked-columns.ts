import { type Catalog, columnOf } from '../../catalog/catalog.ts';
import type { Column, ColumnNumber, ForeignKey, Oid, Table } from '../../catalog/model.ts';

/** A column with its table. */
export interface TableColumn {
  readonly table: Table;
  readonly column: Column;
}

/** The table's foreign keys in the order of their definition, without those copied from a parent. */
export function foreignKeysOf(table: Table): ForeignKey[] {
  return table.constraints.filter(
    (constraint): constraint is ForeignKey => constraint.kind === 'foreign key' && !constraint.inherited,
  );
}

function neighbours(catalog: Catalog, table: Table, number: ColumnNumber): [Oid, ColumnNumber][] {
  const found: [Oid, ColumnNumber][] = [];
  for (const key of foreignKeysOf(table)) {
    key.columns.forEach((column, index) => {
      const target = key.targetColumns[index];
      if (column === number && key.target !== null && target !== undefined) found.push([key.target, target]);
    });
  }
  for (const other of catalog.referencing(table.oid)) {
    for (const key of foreignKeysOf(other)) {
      if (key.target !== table.oid) continue;
      key.targetColumns.forEach((target, index) => {
        const column = key.columns[index];
        if (target === number && column !== undefined) found.push([other.oid, column]);
      });
    }
  }
  return found;
}

/** The column and all that hold the same values through foreign keys, in both directions; itself first. */
export function linkedColumns(catalog: Catalog, table: Table, column: Column): TableColumn[] {
  const linked: TableColumn[] = [{ table, column }];
  const seen = new Set([`${table.oid} ${column.number}`]);
  for (let index = 0; index < linked.length; index++) {
    const current = linked[index];
    if (!current) break;
    for (const [oid, number] of neighbours(catalog, current.table, current.column.number)) {
      const next = catalog.table(oid);
      const nextColumn = next && columnOf(next, number);
      if (!next || !nextColumn || seen.has(`${oid} ${number}`)) continue;
      seen.add(`${oid} ${number}`);
      linked.push({ table: next, column: nextColumn });
    }
  }
  return linked;
}
