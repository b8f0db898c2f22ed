import type { ColumnNumber, Table } from '../../catalog/model.ts';
import type { DiagramKey } from './model.ts';

/** Each column's keys; columns without any are not in it. */
export function columnKeys(table: Table): ReadonlyMap<ColumnNumber, readonly DiagramKey[]> {
  const primary = new Set<ColumnNumber>();
  const foreign = new Set<ColumnNumber>();
  for (const constraint of table.constraints) {
    if (constraint.kind === 'primary key') for (const column of constraint.columns) primary.add(column);
    if (constraint.kind === 'foreign key') for (const column of constraint.columns) foreign.add(column);
  }
  const unique = new Set<ColumnNumber>();
  for (const columns of uniqueSets(table)) {
    const [only] = columns;
    if (columns.size === 1 && only !== undefined && !primary.has(only)) unique.add(only);
  }
  const keys = new Map<ColumnNumber, readonly DiagramKey[]>();
  for (const { number } of table.columns) {
    const own: DiagramKey[] = [];
    if (primary.has(number)) own.push('PK');
    if (foreign.has(number)) own.push('FK');
    if (unique.has(number)) own.push('UK');
    if (own.length > 0) keys.set(number, own);
  }
  return keys;
}

/** The sets of columns that are unique in every row: of keys, and of whole unique indexes on plain columns. */
export function uniqueSets(table: Table): ReadonlySet<ColumnNumber>[] {
  const sets: ReadonlySet<ColumnNumber>[] = [];
  for (const constraint of table.constraints) {
    if (constraint.kind === 'primary key' || constraint.kind === 'unique')
      sets.push(new Set(constraint.columns));
  }
  for (const index of table.indexes) {
    if (!index.unique || index.predicate !== null) continue;
    const columns = index.keys.map((key) => key.column);
    if (columns.every((column) => column !== null)) sets.push(new Set(columns));
  }
  return sets;
}
