import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import type { IndexKey, Table } from './model.ts';

/** Reports a unique key that cannot be kept across partitions, since it lacks what tells them apart. */
export function lacksPartitionKey(
  draft: Draft,
  table: Table,
  keys: readonly IndexKey[],
  what: 'PRIMARY KEY' | 'UNIQUE',
  at: SourceRange,
): boolean {
  const { partitionKey } = table;
  if (table.kind !== 'partitioned table' || partitionKey === null || !table.complete) return false;
  const missing = partitionKey.find((column) => !keys.some((key) => key.column === column));
  if (missing === undefined) return false;
  const name = table.columns.find((column) => column.number === missing)?.name;
  const message = partitionKey.includes(null)
    ? `unsupported ${what} constraint with partition key definition: it includes an expression`
    : `unique constraint on partitioned table must include all partitioning columns, and lacks "${name}"`;
  draft.report({ kind: 'invalid-query', at, sqlstate: '0A000', message, similar: [] });
  return true;
}
