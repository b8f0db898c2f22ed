import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import type { Index, Table } from './model.ts';

/** Reports a unique key that cannot be kept across partitions, since it lacks what tells them apart. */
export function lacksPartitionKey(draft: Draft, table: Table, index: Index, at: SourceRange): boolean {
  const { partitionKey } = table;
  if (partitionKey === null || !index.unique || !table.complete) return false;
  const missing = partitionKey.columns.find(
    (column) => column === null || !index.keys.some((key) => key.column === column),
  );
  if (missing === undefined) return false;
  const name = table.columns.find((column) => column.number === missing)?.name;
  const message =
    missing === null
      ? `unsupported ${index.primary ? 'PRIMARY KEY' : 'UNIQUE'} constraint with partition key definition: it includes an expression`
      : `unique constraint on partitioned table must include all partitioning columns, and lacks "${name}"`;
  draft.report({ kind: 'invalid-query', at, sqlstate: '0A000', message, similar: [] });
  return true;
}
