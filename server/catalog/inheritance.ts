import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import type { Column, Constraint, Oid, Table, TypeUse } from './model.ts';
import { refuse } from './refuse.ts';

function parentsOf(draft: Draft, table: Table): Table[] {
  const oids = [...table.inherits, ...(table.partitionOf === null ? [] : [table.partitionOf])];
  return oids.flatMap((oid) => draft.table(oid) ?? []);
}

function report(draft: Draft, at: SourceRange, sqlstate: string, message: string, parent: Table): true {
  draft.report({ kind: 'inheritance-conflict', at, sqlstate, message, parent: parent.nameRange });
  return true;
}

/** Reports the change of a column that a parent has too; true where there is one. */
export function isInheritedColumn(
  draft: Draft,
  table: Table,
  name: string,
  change: 'dropped' | 'renamed' | 'altered',
  at: SourceRange,
): boolean {
  const parent = parentsOf(draft, table).find(({ columns }) => columns.some((one) => one.name === name));
  if (!parent) return false;
  const message = `The column ${name} of ${table.name} is inherited from ${parent.name} and cannot be ${change} here`;
  return report(draft, at, '42P16', message, parent);
}

/** Reports a change of ONLY a parent that its children have to follow; true where there is one. */
export function isLeftToChildren(draft: Draft, table: Table, at: SourceRange, message: string): boolean {
  if (draft.children(table.oid).length === 0) return false;
  refuse(draft, at, '42P16', message);
  return true;
}

/** A table with its children, their children and so on. */
function family(draft: Draft, table: Table, found = new Map<Oid, Table>()): ReadonlyMap<Oid, Table> {
  if (found.has(table.oid)) return found;
  found.set(table.oid, table);
  for (const child of draft.children(table.oid)) family(draft, child, found);
  return found;
}

/** Reports the renaming of a column that a child has from another parent as well; true where there is one. */
export function isSharedColumn(draft: Draft, table: Table, name: string, at: SourceRange): boolean {
  const all = family(draft, table);
  for (const child of all.values()) {
    if (child === table) continue;
    const other = parentsOf(draft, child).find(
      (parent) => !all.has(parent.oid) && parent.columns.some((one) => one.name === name),
    );
    if (!other) continue;
    const message = `The table ${child.name} has the column ${name} from ${other.name} too, so it cannot be renamed here`;
    return report(draft, at, '42P16', message, other);
  }
  return false;
}

/** Whether a key of a partition, or a foreign key, is a part of one of its table. */
function isPartOfParents(table: Table, constraint: Constraint): boolean {
  if (constraint.kind === 'check') return false;
  if (!('index' in constraint)) return constraint.inherited;
  const index = table.indexes.find((one) => one.oid === constraint.index);
  return index?.parent !== null && index?.parent !== undefined;
}

/** Reports the dropping of a constraint that a parent has too; true where there is one. */
export function isInheritedConstraint(
  draft: Draft,
  table: Table,
  name: string,
  at: SourceRange,
  change: 'dropped' | 'renamed' = 'dropped',
): boolean {
  const own = table.constraints.find((one) => one.name === name);
  const partitioned = table.partitionOf === null ? undefined : draft.table(table.partitionOf);
  if (change === 'dropped' && own && isPartOfParents(table, own) && partitioned) {
    const message = `The constraint ${name} of ${table.name} is a part of that of ${partitioned.name} and cannot be dropped here`;
    return report(draft, at, '42P16', message, partitioned);
  }
  const parent = parentsOf(draft, table).find(({ constraints }) =>
    constraints.some((one) => one.kind === 'check' && one.name === name && !one.noInherit),
  );
  if (!parent) return false;
  const message = `The constraint ${name} of ${table.name} is inherited from ${parent.name} and cannot be ${change} here`;
  return report(draft, at, '42P16', message, parent);
}

/** Reports a column whose type is another than that of the column it is merged with; true where it is. */
export function hasTypeConflict(
  draft: Draft,
  column: Column,
  other: Column,
  at: SourceRange,
  words = 'column',
): boolean {
  const isKnown = [column, other].every(({ type }) => !type.type.startsWith('?'));
  if (!isKnown || isSameType(column.type, other.type)) return false;
  const types = `${draft.formatType(other.type)} and ${draft.formatType(column.type)}`;
  const message = `${words} "${column.name}" has a type conflict: ${types}`;
  refuse(draft, at, '42804', message);
  return true;
}

function isSameType(a: TypeUse, b: TypeUse): boolean {
  return a.type === b.type && a.array === b.array && a.modifiers.join() === b.modifiers.join();
}

/** Reports a table that can have no children of this kind, or not this one; true where there is one. */
export function isNoParent(
  draft: Draft,
  child: Table | null,
  parent: Table,
  isPartition: boolean,
  at: SourceRange,
): boolean {
  if (!parent.complete) return false;
  const wrong = (sqlstate: string, message: string): true => {
    refuse(draft, at, sqlstate, message);
    return true;
  };
  const isPartitioned = parent.kind === 'partitioned table';
  if (isPartition) return !isPartitioned && wrong('42P17', `"${parent.name}" is not partitioned`);
  if (isPartitioned) return wrong('42809', `cannot inherit from partitioned table "${parent.name}"`);
  if (parent.partitionOf !== null) return wrong('42809', `cannot inherit from partition "${parent.name}"`);
  if (child?.inherits.includes(parent.oid))
    return wrong('42P07', `relation "${parent.name}" would be inherited from more than once`);
  return false;
}

/** Reports why an existing table cannot become the child of another; true where there is a reason. */
export function isUnfit(
  draft: Draft,
  child: Table,
  parent: Table,
  isPartition: boolean,
  at: SourceRange,
): boolean {
  if (!child.complete || !parent.complete) return false;
  for (const column of parent.columns) {
    const own = child.columns.find((one) => one.name === column.name);
    if (!own)
      return report(
        draft,
        at,
        '42804',
        `The table ${child.name} lacks the column ${column.name} of ${parent.name}`,
        parent,
      );
    const isKnown = !own.type.type.startsWith('?') && !column.type.type.startsWith('?');
    if (isKnown && !isSameType(own.type, column.type)) {
      const types = `${draft.formatType(own.type)}, not ${draft.formatType(column.type)} as in ${parent.name}`;
      return report(draft, at, '42804', `The column ${column.name} of ${child.name} is ${types}`, parent);
    }
  }
  const nullable = parent.columns.find(
    ({ name, notNull, notNullOnlyHere }) =>
      notNull && !notNullOnlyHere && !child.columns.some((own) => own.name === name && own.notNull),
  );
  if (nullable) {
    const message = `The column ${nullable.name} of ${child.name} may be null, but not that of ${parent.name}`;
    return report(draft, at, '42804', message, parent);
  }
  const more = isPartition
    ? child.columns.find(({ name }) => !parent.columns.some((one) => one.name === name))
    : undefined;
  if (more)
    return report(
      draft,
      at,
      '42804',
      `The table ${child.name} has a column ${more.name}, which ${parent.name} has not`,
      parent,
    );
  const missing = parent.constraints.find(
    (one) =>
      one.kind === 'check' &&
      !one.noInherit &&
      !child.constraints.some((own) => own.kind === 'check' && own.name === one.name),
  );
  if (!missing) return false;
  const message = `The table ${child.name} lacks the constraint ${missing.name} of ${parent.name}`;
  return report(draft, at, '42804', message, parent);
}

/** Reports a column that decides to which partition a row belongs, and can therefore not be dropped or changed. */
export function isInPartitionKey(
  draft: Draft,
  table: Table,
  { name, number }: Column,
  at: SourceRange,
  action: 'drop' | 'alter',
): boolean {
  if (!table.partitionKey?.columns.includes(number)) return false;
  const message = `cannot ${action} column "${name}" because it is part of the partition key of relation "${table.name}"`;
  refuse(draft, at, '42P16', message);
  return true;
}
