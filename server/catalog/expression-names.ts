import type { ColumnRef, Node } from '@pgsql/types';
import { walkTree } from '../syntax/walk-tree.ts';
import type { ColumnNumber, Table } from './model.ts';
import { strings } from './types.ts';

/** Columns that every table has without declaring them. */
export const systemColumns = new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']);

/** The references to columns in an expression, those inside of subqueries left out. */
export function columnReferences(expression: Node): readonly ColumnRef[] {
  const found: ColumnRef[] = [];
  walkTree(expression, (kind, value) => {
    if (kind === 'ColumnRef') found.push(value as unknown as ColumnRef);
    return kind !== 'SubLink';
  });
  return found;
}

/** The column that a reference means where it means this table: `column`, `table.column`, `schema.table.column`. */
function columnIn(table: Table, names: readonly string[]): string | undefined {
  if (names.length > 2 && names[0] === table.schema && names[1] === table.name) return names[2];
  return names.length > 1 && names[0] === table.name ? names[1] : names[0];
}

/** The numbers of the table's columns that an expression uses, in order; what it names else is the analysis' business. */
export function usedColumns(table: Table, expression: Node): ColumnNumber[] {
  const numbers: ColumnNumber[] = [];
  for (const { fields } of columnReferences(expression)) {
    const names = strings(fields);
    if ((fields ?? []).some((field) => 'A_Star' in field)) continue;
    const column = table.columns.find((one) => one.name === columnIn(table, names));
    if (column && !numbers.includes(column.number)) numbers.push(column.number);
  }
  return numbers.length > 1 ? numbers.sort((a, b) => a - b) : numbers;
}
