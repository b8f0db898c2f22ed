import { isView } from './catalog.ts';
import { foreignKeysTo } from './dependents.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { ColumnNumber, Constraint, ForeignKey, Oid, Table, View } from './model.ts';
import type { Dependent } from './problem.ts';

/** What needs a constraint: the foreign keys that its index serves, and the views that group by a primary key. */
export function dependentsOfConstraint(draft: Draft, table: Table, constraint: Constraint): Dependent[] {
  const grouped = viewsGroupedBy(draft, table, constraint);
  return [
    ...grouped.map((view) => ({ name: `${view.kind} ${view.name}`, at: view.nameRange })),
    ...foreignKeysTo(draft, table, [], servedBy(table, constraint)),
  ];
}

/** The views that need a primary key for the columns that they do not group by, which CASCADE drops. */
export function viewsGroupedBy(draft: Draft, table: Table, { kind }: Constraint): View[] {
  const users = (draft.get(keys.dependents(table.oid)) as readonly Oid[] | undefined) ?? [];
  return kind !== 'primary key'
    ? []
    : users.flatMap((oid) => {
        const view = draft.object(oid);
        return isView(view) && view.groupedByKey.includes(table.oid) ? [view] : [];
      });
}

/** The foreign keys that need a constraint, which CASCADE drops. */
export function foreignKeysServedBy(
  draft: Draft,
  table: Table,
  constraint: Constraint,
): { readonly owner: Oid; readonly name: string }[] {
  const isServed = servedBy(table, constraint);
  return draft
    .referencing(table.oid)
    .flatMap((owner) =>
      owner.constraints.flatMap((one) =>
        one.kind === 'foreign key' && one.target === table.oid && isServed(one)
          ? [{ owner: owner.oid, name: one.name }]
          : [],
      ),
    );
}

/** Which foreign keys the index of a constraint serves for sure. */
function servedBy(table: Table, constraint: Constraint): (key: ForeignKey) => boolean {
  if (constraint.kind !== 'primary key' && constraint.kind !== 'unique') return () => false;
  const isSame = (columns: readonly ColumnNumber[]) =>
    columns.length === constraint.columns.length && columns.every((one) => constraint.columns.includes(one));
  const others = table.indexes.filter(
    (index) =>
      index.unique &&
      index.oid !== constraint.index &&
      index.predicate === null &&
      index.immediate &&
      isSame(index.keys.flatMap(({ column }) => (column === null ? [] : [column]))),
  );
  // With another fitting index it is not known which of them PostgreSQL chose.
  return ({ targetColumns }) => others.length === 0 && isSame(targetColumns);
}
