import type { AlterTableCmd, RangeVar } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { columnNames, isTable } from './catalog.ts';
import type { Draft } from './draft.ts';
import { unlinkChild } from './drop-parts.ts';
import { hasOwnIdentity } from './identity-column.ts';
import { isNoParent, isUnfit } from './inheritance.ts';
import { isAncestor, linkParent } from './link-parent.ts';
import type { Table } from './model.ts';
import { primaryKeyOf, reportSecondPrimaryKey, withOtherKey } from './primary-key.ts';
import { refuse } from './refuse.ts';

/** Reports a table that would be its own ancestor; true where it would. */
function isCircular(draft: Draft, child: Table, parent: Table, at: SourceRange): boolean {
  if (!isAncestor(draft, child.oid, parent.oid)) return false;
  refuse(draft, at, '42P07', 'circular inheritance not allowed');
  return true;
}

/** Reports a table whose parents are not changed by INHERIT; true where it is one. */
function hasFixedParents(draft: Draft, child: Table, at: SourceRange): boolean {
  const what =
    child.partitionOf !== null
      ? 'a partition'
      : child.kind === 'partitioned table'
        ? 'partitioned table'
        : child.ofType !== null
          ? 'typed table'
          : null;
  if (what) refuse(draft, at, '42809', `cannot change inheritance of ${what}`);
  return what !== null;
}

/** ALTER TABLE … INHERIT. */
export function addParent(draft: Draft, child: Table, name: RangeVar): void {
  const parent = draft.relation(name.schemaname ?? null, name.relname ?? '');
  const first = draft.source.tokenIndex(draft.source.offset(name.location));
  const at = draft.source.range(first, draft.source.nameEnd(first));
  if (!parent)
    draft.reportRelation({ schema: name.schemaname ?? null, name: name.relname ?? '' }, at, 'table');
  if (hasFixedParents(draft, child, at)) return;
  if (
    isTable(parent) &&
    (isNoParent(draft, child, parent, false, at) || isCircular(draft, child, parent, at))
  )
    return;
  if (isTable(parent) && isUnfit(draft, child, parent, false, at)) return;
  linkParent(draft, child.oid, name, null);
}

/** ALTER TABLE … NO INHERIT. */
export function dropParent(draft: Draft, child: Table, name: RangeVar): void {
  const parent = draft.relation(name.schemaname ?? null, name.relname ?? '');
  const first = draft.source.tokenIndex(draft.source.offset(name.location));
  const at = draft.source.range(first, draft.source.nameEnd(first));
  if (!parent)
    return draft.reportRelation({ schema: name.schemaname ?? null, name: name.relname ?? '' }, at, 'table');
  if (!isTable(parent) || hasFixedParents(draft, child, at)) return;
  if (child.inherits.includes(parent.oid)) return unlinkChild(draft, parent.oid, child.oid);
  if (child.complete && child.partitionOf === null)
    refuse(draft, at, '42P01', `relation "${parent.name}" is not a parent of relation "${child.name}"`);
}

/** The SQLSTATE and the message where a table has no partitions; other ones since PostgreSQL 18. */
function notPartitioned(draft: Draft, { name }: Table, { subtype }: AlterTableCmd): [string, string] {
  const action = subtype === 'AT_DetachPartition' ? 'DETACH' : 'ATTACH';
  return draft.version < 18
    ? ['42P17', `table "${name}" is not partitioned`]
    : ['42809', `ALTER action ${action} PARTITION cannot be performed on relation "${name}"`];
}

/** ATTACH and DETACH PARTITION. */
export function changePartition(draft: Draft, table: Table, command: AlterTableCmd): void {
  const definition = command.def;
  const { name, bound = null } = definition && 'PartitionCmd' in definition ? definition.PartitionCmd : {};
  if (!name) return;
  const child = draft.relation(name.schemaname ?? null, name.relname ?? '');
  if (!isTable(child)) {
    const at = draft.source.tokenIndex(draft.source.offset(name.location));
    draft.reportRelation(
      { schema: name.schemaname ?? null, name: name.relname ?? '' },
      draft.source.range(at, draft.source.nameEnd(at)),
      'table',
    );
    return;
  }
  const first = draft.source.tokenIndex(draft.source.offset(name.location));
  const at = draft.source.range(first, draft.source.nameEnd(first));
  if (table.kind !== 'partitioned table' && table.complete) {
    const end = draft.source.find('PARTITION', 0);
    return refuse(draft, draft.source.range(end - 1, end), ...notPartitioned(draft, table, command));
  }
  if (command.subtype === 'AT_DetachPartition') {
    if (child.partitionOf === table.oid) return unlinkChild(draft, table.oid, child.oid);
    if (!table.complete || !child.complete) return;
    return refuse(
      draft,
      at,
      '42P01',
      `relation "${child.name}" is not a partition of relation "${table.name}"`,
    );
  }
  if (child.partitionOf !== null) return refuse(draft, at, '42809', `"${child.name}" is already a partition`);
  if (isCircular(draft, child, table, at) || isUnfit(draft, child, table, true, at)) return;
  if (hasOwnIdentity(draft, child, at)) return;
  const key = primaryKeyOf(table);
  const other = key && withOtherKey(draft, child, columnNames(table, key.columns), true);
  if (other) return reportSecondPrimaryKey(draft, other, at);
  linkParent(draft, child.oid, { relname: table.name, schemaname: table.schema }, bound, at);
}
