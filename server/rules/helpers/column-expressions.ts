import type { Column, Expression, Table } from '../../catalog/model.ts';
import { columnUses } from './tree.ts';

function uses(expression: Expression, column: Column): boolean {
  return columnUses(expression.node).some(({ names }) => names.at(-1) === column.name);
}

/** The expressions of the table's checks, indexes, generated columns and policies that use the column. */
export function expressionsUsing(table: Table, column: Column): Expression[] {
  const all: (Expression | null)[] = [
    ...table.columns.map(({ generation }) => generation),
    ...table.constraints.map((constraint) => (constraint.kind === 'check' ? constraint.expression : null)),
    ...table.indexes.flatMap(({ keys, predicate }) => [
      predicate,
      ...keys.map(({ expression }) => expression),
    ]),
    ...table.policies.flatMap(({ using, withCheck }) => [using, withCheck]),
  ];
  return all.filter(
    (expression): expression is Expression => expression !== null && uses(expression, column),
  );
}
