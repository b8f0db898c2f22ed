import type { AlterTableStmt, RangeVar } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { isTable } from './catalog.ts';
import type { Draft } from './draft.ts';
import { attachIndex, type IndexPart, isFitting, isOfOtherKeys, partsOfIndex } from './index-parts.ts';
import type { IndexEntry } from './model.ts';
import { refuse } from './refuse.ts';

/** ALTER INDEX … ATTACH PARTITION: the index of a partition becomes a part of that of its table. */
export function alterIndex(draft: Draft, entry: IndexEntry, node: AlterTableStmt): void {
  for (const one of node.cmds ?? []) {
    const definition = 'AlterTableCmd' in one ? one.AlterTableCmd.def : undefined;
    const name = definition && 'PartitionCmd' in definition ? definition.PartitionCmd.name : undefined;
    if (!name) continue;
    const at = draft.source.tokenIndex(draft.source.offset(name.location));
    attach(draft, entry, name, draft.source.range(at, draft.source.nameEnd(at)));
  }
}

function indexAt(draft: Draft, { oid, table: owner }: IndexEntry): IndexPart | undefined {
  const table = draft.table(owner);
  const index = table?.indexes.find((one) => one.oid === oid);
  return table && index && { table, index };
}

function attach(draft: Draft, entry: IndexEntry, name: RangeVar, at: SourceRange): void {
  const relation = { schema: name.schemaname ?? null, name: name.relname ?? '' };
  const found = draft.relation(relation.schema, relation.name);
  if (!found) return draft.reportRelation(relation, at, 'index');
  const whole = indexAt(draft, entry);
  if (!whole?.table.complete) return;
  const wrong = `cannot attach index "${relation.name}" as a partition of index "${entry.name}"`;
  if (whole.table.kind !== 'partitioned table') {
    const message = `ALTER action ATTACH PARTITION cannot be performed on relation "${entry.name}"`;
    return refuse(draft, at, '42809', message);
  }
  if (found.kind !== 'index') {
    if (isTable(found)) refuse(draft, at, '42P17', `"${found.name}" is not an index`);
    return;
  }
  const part = indexAt(draft, found);
  if (!part?.table.complete || part.index.parent === whole.index.oid) return;
  const isOther = part.table.partitionOf !== whole.table.oid || part.index.parent !== null;
  if (
    isOther ||
    partsOfIndex(draft, whole.table.oid, entry.oid).some(({ table }) => table.oid === part.table.oid)
  )
    return refuse(draft, at, '55000', wrong);
  if (isOfOtherKeys(whole, part)) return refuse(draft, at, '42P17', wrong);
  // What is only written differently may be the same to PostgreSQL, or not.
  if (isFitting(whole.table, whole.index, part.table, part.index)) attachIndex(draft, part, whole.index);
}
