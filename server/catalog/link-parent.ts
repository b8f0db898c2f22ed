import type { PartitionBoundSpec, RangeVar } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { inheritCheck, numbersInChild } from './add-check.ts';
import { inheritForeignKey, putForeignKey } from './add-foreign-key.ts';
import { cloneIndexTo, indexForChild } from './add-index.ts';
import { isTable } from './catalog.ts';
import { cloneKeyTo } from './clone-key.ts';
import { countConstraintName } from './constraint-names.ts';
import type { Draft } from './draft.ts';
import { fittingIndex } from './index-parts.ts';
import { keys } from './keys.ts';
import type { Oid, Table } from './model.ts';
import { partitionBound } from './partition-bound.ts';
import { lacksPartitionKey } from './partition-key.ts';
import { isTriggerTaken } from './partition-triggers.ts';
import { putTable } from './put-table.ts';

/** Whether the first table is the second or one of its ancestors; PostgreSQL refuses circular inheritance. */
export function isAncestor(draft: Draft, oid: Oid, of: Oid): boolean {
  if (oid === of) return true;
  const table = draft.table(of);
  const parents = table ? [...table.inherits, ...(table.partitionOf ? [table.partitionOf] : [])] : [];
  return parents.some((parent) => isAncestor(draft, oid, parent));
}

/**
 * Makes a table the child of its parent, with the constraints and indexes that come with it. `at`: where the statement
 * names the child, if it is there already.
 */
export function linkParent(
  draft: Draft,
  childOid: Oid,
  parentName: RangeVar,
  bound: PartitionBoundSpec | null,
  at: SourceRange | null = null,
): void {
  const parent = draft.relation(parentName.schemaname ?? null, parentName.relname ?? '');
  const child = draft.table(childOid);
  if (!isTable(parent) || !child || isAncestor(draft, childOid, parent.oid)) return;
  if ((parent.kind === 'partitioned table') !== (bound !== null)) return;
  putTable(
    draft,
    bound
      ? { ...child, partitionOf: parent.oid, partitionBound: partitionBound(draft, parent, bound) }
      : { ...child, inherits: [...child.inherits, parent.oid] },
  );
  draft.addTo(keys.children(parent.oid), childOid);
  for (const constraint of parent.constraints) {
    const current = draft.table(childOid)!;
    if (
      constraint.kind !== 'check' ||
      constraint.noInherit ||
      current.constraints.some((one) => one.name === constraint.name)
    )
      continue;
    putTable(draft, {
      ...current,
      constraints: [...current.constraints, inheritCheck(parent, current, constraint)],
    });
    countConstraintName(draft, current.schema, constraint.name, 1);
  }
  if (bound) inheritPartition(draft, parent, childOid, at ?? child.nameRange);
}

/** Indexes, keys, foreign keys and row triggers of the partitioned table; an equal one of the partition is used instead. */
function inheritPartition(draft: Draft, parent: Table, childOid: Oid, at: SourceRange): void {
  for (const index of parent.indexes) {
    const child = draft.table(childOid)!;
    const isTaken = fittingIndex(parent, index, child) !== undefined;
    if (!isTaken && lacksPartitionKey(draft, child, indexForChild(draft, parent, child, index), at)) continue;
    const constraint = parent.constraints.find((one) => 'index' in one && one.index === index.oid);
    if (constraint && 'index' in constraint) cloneKeyTo(draft, parent, childOid, constraint, index);
    else cloneIndexTo(draft, parent, childOid, index);
  }
  for (const constraint of parent.constraints) {
    if (constraint.kind !== 'foreign key') continue;
    const child = draft.table(childOid)!;
    const columns = numbersInChild(parent, child, constraint.columns).join();
    const same = child.constraints.some(
      (one) =>
        one.kind === 'foreign key' && one.target === constraint.target && one.columns.join() === columns,
    );
    if (!same) putForeignKey(draft, child, inheritForeignKey(draft, parent, child, constraint));
  }
  const child = draft.table(childOid)!;
  const triggers = parent.triggers.filter((trigger) => trigger.forEach === 'row');
  if (triggers.some((trigger) => isTriggerTaken(draft, child, trigger.name, at))) return;
  const identities = new Map(parent.columns.map(({ name, identity }) => [name, identity]));
  const notNull = new Set(parent.columns.filter((column) => column.notNull).map((column) => column.name));
  putTable(draft, {
    ...child,
    triggers: [...child.triggers, ...triggers.map((trigger) => ({ ...trigger, inherited: true }))],
    columns: child.columns.map((column) => ({
      ...column,
      notNull: column.notNull || notNull.has(column.name),
      identity: draft.version >= 17 ? (identities.get(column.name) ?? null) : column.identity,
    })),
  });
}
