import { childrenOf, numbersInChild } from './add-check.ts';
import { indexForChild } from './add-index.ts';
import { putKey } from './add-key.ts';
import type { Draft } from './draft.ts';
import { attachIndex, fittingIndex } from './index-parts.ts';
import type { ColumnNumber, ExcludeConstraint, Index, KeyConstraint, Oid, Table } from './model.ts';
import { primaryKeyOf } from './primary-key.ts';
import { putTable } from './put-table.ts';

/** Gives each partition its part of a constraint of the partitioned table. */
export function cloneKey(
  draft: Draft,
  parentOid: Oid,
  constraint: KeyConstraint | ExcludeConstraint,
  index: Index,
): void {
  const parent = draft.table(parentOid);
  if (parent?.kind !== 'partitioned table') return;
  for (const childOid of childrenOf(draft, parentOid)) cloneKeyTo(draft, parent, childOid, constraint, index);
}

/** A constraint that it has, or a copy, with an index of its own. */
export function cloneKeyTo(
  draft: Draft,
  parent: Table,
  childOid: Oid,
  constraint: KeyConstraint | ExcludeConstraint,
  index: Index,
): void {
  const child = draft.table(childOid);
  if (!child) return;
  const own = fittingIndex(parent, index, child);
  if (own) return attachIndex(draft, { table: child, index: own }, index);
  if (constraint.kind === 'primary key' && primaryKeyOf(child)) return;
  const copy = indexForChild(draft, parent, child, index);
  const inherited = copiedConstraint(parent, child, constraint, copy);
  putKey(draft, childOid, inherited, copy);
  cloneKey(draft, childOid, inherited, copy);
}

/** Gives a table that is made like another one a copy of a key, which is its own. */
export function copyKey(
  draft: Draft,
  from: Table,
  table: Table,
  constraint: KeyConstraint | ExcludeConstraint,
  index: Index,
): void {
  const copy = { ...indexForChild(draft, from, table, index), parent: null };
  putKey(draft, table.oid, copiedConstraint(from, table, constraint, copy), copy);
}

function copiedConstraint(
  from: Table,
  table: Table,
  constraint: KeyConstraint | ExcludeConstraint,
  copy: Index,
): KeyConstraint | ExcludeConstraint {
  const columns = numbersInChild(from, table, constraint.columns);
  return { ...constraint, name: copy.name, inherited: true, index: copy.oid, columns };
}

/** What a primary key makes of its columns, it makes of those of the children too, which do not get the key. */
export function setNotNullBelow(draft: Draft, parent: Table, numbers: readonly ColumnNumber[]): void {
  for (const child of draft.children(parent.oid)) {
    const own = new Set(numbersInChild(parent, child, numbers));
    const columns = child.columns.map((column) =>
      own.has(column.number) && !column.notNull ? { ...column, notNull: true } : column,
    );
    putTable(draft, { ...child, columns });
    setNotNullBelow(draft, child, [...own]);
  }
}
