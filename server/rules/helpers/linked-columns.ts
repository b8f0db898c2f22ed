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

/** The columns of the same name in the table's parents, partitions and heirs, which have to be of one type. */
function family(catalog: Catalog, table: Table, number: ColumnNumber): [Oid, ColumnNumber][] {
  const name = columnOf(table, number)?.name;
  const parents = [...table.inherits, ...(table.partitionOf === null ? [] : [table.partitionOf])];
  const relatives = [...parents.map((oid) => catalog.table(oid)), ...catalog.children(table.oid)];
  return relatives.flatMap((relative): [Oid, ColumnNumber][] => {
    const column = relative?.columns.find((candidate) => candidate.name === name);
    return relative && column ? [[relative.oid, column.number]] : [];
  });
}

function neighbours(catalog: Catalog, table: Table, number: ColumnNumber): [Oid, ColumnNumber][] {
  const found = family(catalog, table, number);
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

/** The column and all that foreign keys, in both directions, and inheritance tie to it; itself first. */
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
