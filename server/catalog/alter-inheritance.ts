import type { AlterTableCmd, RangeVar } from '@pgsql/types';
import { columnNames, isTable } from './catalog.ts';
import type { Draft } from './draft.ts';
import { unlinkChild } from './drop-parts.ts';
import { isUnfit } from './inheritance.ts';
import { linkParent } from './link-parent.ts';
import type { Table } from './model.ts';
import { primaryKeyOf, reportSecondPrimaryKey, withOtherKey } from './primary-key.ts';

/** ALTER TABLE … INHERIT. */
export function addParent(draft: Draft, child: Table, name: RangeVar): void {
  const parent = draft.relation(name.schemaname ?? null, name.relname ?? '');
  const first = draft.source.tokenIndex(draft.source.offset(name.location));
  const at = draft.source.range(first, draft.source.nameEnd(first));
  if (!parent)
    draft.reportRelation({ schema: name.schemaname ?? null, name: name.relname ?? '' }, at, 'table');
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
  if (!isTable(parent)) return;
  if (child.inherits.includes(parent.oid)) return unlinkChild(draft, parent.oid, child.oid);
  if (child.complete && child.partitionOf === null)
    draft.report({
      kind: 'invalid-query',
      at,
      sqlstate: '42P01',
      message: `relation "${parent.name}" is not a parent of relation "${child.name}"`,
      similar: [],
    });
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
  if (command.subtype === 'AT_DetachPartition') {
    if (child.partitionOf === table.oid) return unlinkChild(draft, table.oid, child.oid);
    if (table.kind !== 'partitioned table' || !table.complete || !child.complete) return;
    return draft.report({
      kind: 'invalid-query',
      at,
      sqlstate: '42P01',
      message: `relation "${child.name}" is not a partition of relation "${table.name}"`,
      similar: [],
    });
  }
  if (child.partitionOf !== null)
    return draft.report({
      kind: 'invalid-query',
      at,
      sqlstate: '42809',
      message: `"${child.name}" is already a partition`,
      similar: [],
    });
  if (isUnfit(draft, child, table, true, at)) return;
  const key = primaryKeyOf(table);
  const other = key && withOtherKey(draft, child, columnNames(table, key.columns), true);
  if (other) return reportSecondPrimaryKey(draft, other, at);
  linkParent(draft, child.oid, { relname: table.name, schemaname: table.schema }, bound);
}
