import type { SourceRange } from '../syntax/statement.ts';
import { childrenOf } from './add-check.ts';
import { columnNames } from './catalog.ts';
import type { Draft } from './draft.ts';
import type { Constraint, Table } from './model.ts';

export function primaryKeyOf(table: Table): Constraint | undefined {
  return table.constraints.find((constraint) => constraint.kind === 'primary key');
}

/**
 * The first among a table and its partitions that has another primary key than these columns. One of the same columns, in
 * the same order, becomes a part of its table's.
 */
export function withOtherKey(
  draft: Draft,
  table: Table,
  columns: readonly string[],
  isPartition = false,
): Table | undefined {
  const own = isPartition ? primaryKeyOf(table) : undefined;
  if (own && columnNames(table, own.columns).join('\0') !== columns.join('\0')) return table;
  if (table.kind !== 'partitioned table') return undefined;
  for (const oid of childrenOf(draft, table.oid)) {
    const child = draft.table(oid);
    const found = child && withOtherKey(draft, child, columns, true);
    if (found) return found;
  }
  return undefined;
}

/** Reports a primary key of a table, or for a partition by its table's, that has one. */
export function reportSecondPrimaryKey(draft: Draft, table: Table, at: SourceRange, first = table): void {
  draft.report({
    kind: 'multiple-primary-keys',
    at,
    sqlstate: '42P16',
    table: { schema: table.schema, name: table.name },
    first: primaryKeyOf(first)?.range ?? null,
  });
}
