import type { CreateStmt, PartitionElem, PartitionSpec } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import type { Index, Oid, Table } from './model.ts';
import { putTable } from './put-table.ts';
import { refuse } from './refuse.ts';
import type { PartitionKey } from './table-parts.ts';
import { strings } from './types.ts';

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
  refuse(draft, at, '0A000', message);
  return true;
}

/** The column that an element of a partition key is, also in parentheses; undefined for an expression. */
function partitionColumn({ name, expr }: PartitionElem): string | undefined {
  const fields = expr && 'ColumnRef' in expr ? strings(expr.ColumnRef.fields) : [];
  return name ?? (fields.length === 1 ? fields[0] : undefined);
}

function strategyOf({ strategy }: PartitionSpec): PartitionKey['strategy'] {
  if (strategy === 'PARTITION_STRATEGY_LIST') return 'list';
  return strategy === 'PARTITION_STRATEGY_HASH' ? 'hash' : 'range';
}

/** Gives a new partitioned table its key. */
export function setPartitionKey(draft: Draft, oid: Oid, node: CreateStmt): void {
  const table = draft.table(oid);
  if (!table || !node.partspec) return;
  const columns = (node.partspec.partParams ?? []).map((element) => {
    if (!('PartitionElem' in element)) return null;
    const name = partitionColumn(element.PartitionElem);
    if (name === undefined) return null;
    const column = table.columns.find((one) => one.name === name);
    // The table's own name stands for its row.
    if (!column && name === table.name && element.PartitionElem.expr) return null;
    if (!column)
      draft.reportColumn(
        name,
        table,
        draft.source.findName(
          name,
          draft.source.tokenIndex(draft.source.offset(element.PartitionElem.location)),
        ),
      );
    return column?.number ?? null;
  });
  putTable(draft, { ...table, partitionKey: { strategy: strategyOf(node.partspec), columns } });
}
