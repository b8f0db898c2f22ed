import type { ColumnRef, Node } from '@pgsql/types';
import { walkTree } from '../syntax/walk-tree.ts';
import type { Draft } from './draft.ts';
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

/** The numbers of the table's columns that an expression uses, in order; unknown ones are reported. */
export function resolveColumns(draft: Draft, table: Table, expression: Node, report = true): ColumnNumber[] {
  const numbers = new Set<ColumnNumber>();
  for (const reference of columnReferences(expression)) {
    const fields = strings(reference.fields);
    const isRow = (reference.fields ?? []).some((field) => 'A_Star' in field);
    const name = fields.length > 1 && fields[0] === table.name ? fields[1] : fields[0];
    if (name === undefined || isRow) continue;
    const column = table.columns.find((one) => one.name === name);
    if (column) numbers.add(column.number);
    else if (report && fields.length === 1 && name !== table.name && !systemColumns.has(name)) {
      const at = draft.source.tokenIndex(draft.source.offset(reference.location));
      draft.reportColumn(name, table, draft.source.range(at, at));
    }
  }
  return [...numbers].sort((a, b) => a - b);
}
