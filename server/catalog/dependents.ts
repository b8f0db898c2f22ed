import type { Node } from '@pgsql/types';
import { walkTree } from '../syntax/walk-tree.ts';
import { childrenOf } from './add-check.ts';
import type { SignedFunction } from './analyze/routine.ts';
import { isTable, isView } from './catalog.ts';
import type { Draft } from './draft.ts';
import { nameOfPart } from './drop-other.ts';
import { childrenLosing } from './drop-parts.ts';
import { keys } from './keys.ts';
import type {
  CatalogObject,
  Column,
  ColumnNumber,
  Constraint,
  Index,
  Oid,
  SqlFunction,
  Table,
  View,
} from './model.ts';
import type { Dependent } from './problem.ts';
import { defaultsOfOwned, defaultsOfSequence } from './sequence-uses.ts';
import type { ColumnsRead } from './table-parts.ts';
import { strings } from './types.ts';
import { isNamed, partsUsing, type UsingPart } from './using-parts.ts';

function noted(draft: Draft, oid: Oid): readonly Oid[] {
  return (draft.get(keys.dependents(oid)) as readonly Oid[] | undefined) ?? [];
}

/** Whether a function takes or returns the type. */
export function usesType({ argumentTypes, returns, signature }: SignedFunction, type: Oid): boolean {
  return (
    returns?.type === type ||
    argumentTypes.some((one) => one.type === type) ||
    (signature?.columns ?? []).some((one) => one.type.type === type)
  );
}

/** The columns, domains, composite types and functions of the type. */
function usersOfType(draft: Draft, type: Oid, dropped: readonly Oid[]): Dependent[] {
  const found: Dependent[] = [];
  for (const one of noted(draft, type)) {
    const user = draft.object(one);
    if (!user || dropped.includes(one)) continue;
    if (isTable(user)) {
      if (user.ofType === type) found.push({ name: `table ${user.name}`, at: user.nameRange });
      for (const column of user.columns)
        if (column.type.type === type)
          found.push({ name: `column ${column.name} of table ${user.name}`, at: column.nameRange });
      for (const part of partsNaming(draft, user, type))
        found.push({ name: `${nameOfPart(part)} of table ${user.name}`, at: part.at });
      for (const policy of user.policies)
        if (policy.uses.includes(type))
          found.push({ name: `policy ${policy.name} of table ${user.name}`, at: policy.nameRange });
    } else if (isView(user)) {
      if (user.uses.includes(type)) found.push({ name: `${user.kind} ${user.name}`, at: user.nameRange });
    } else if (user.kind === 'composite type') {
      for (const column of user.columns)
        if (column.type.type === type)
          found.push({ name: `column ${column.name} of composite type ${user.name}`, at: user.nameRange });
    } else if (user.kind === 'domain') {
      if (user.base.type === type) found.push({ name: `type ${user.name}`, at: user.nameRange });
    } else if (isFunction(user) && usesType(user, type))
      found.push({ name: `${user.kind} ${user.name}`, at: user.nameRange });
  }
  return found;
}

/** Defaults, checks and the like that name a type; what altered a table unseen may have taken them away. */
export function partsNaming(draft: Draft, table: Table, type: Oid): readonly UsingPart[] {
  const object = draft.userType(type);
  return object && table.complete ? partsUsing(table, (expression) => isNamed(object, expression)) : [];
}

function isFunction(object: CatalogObject): object is SqlFunction {
  return object.kind === 'function' || object.kind === 'procedure';
}

/** The policies of other tables that read the relation; with a column, only those that read it, the own ones too. */
function policiesOn(
  draft: Draft,
  relation: Oid,
  dropped: readonly Oid[],
  column: ColumnNumber | null,
): Dependent[] {
  const found: Dependent[] = [];
  for (const oid of column === null ? noted(draft, relation) : [relation, ...noted(draft, relation)]) {
    const table = draft.table(oid);
    if (!table || dropped.includes(oid)) continue;
    for (const policy of table.policies)
      if (readsColumn(policy.columnsRead, relation, column))
        found.push({ name: `policy ${policy.name} on table ${table.name}`, at: policy.nameRange });
  }
  return found;
}

/** Whether the column, or with null anything of the table, is among what is read. */
export function readsColumn(reads: readonly ColumnsRead[], table: Oid, column: ColumnNumber | null): boolean {
  return reads.some((read) => read.table === table && (column === null || read.columns.includes(column)));
}

/** The generated columns that are computed from a column. */
export function generatedFrom(table: Table, name: string): readonly Column[] {
  return table.columns.filter(({ generation }) => {
    let reads = false;
    if (generation)
      walkTree(generation.node, (kind, fields) => {
        if (kind === 'ColumnRef' && strings(fields.fields as Node[]).at(-1) === name) reads = true;
      });
    return reads;
  });
}

function viewsOn(draft: Draft, relation: Oid, dropped: readonly Oid[]): Dependent[] {
  const found: Dependent[] = [];
  for (const one of noted(draft, relation)) {
    const view = draft.view(one);
    // A view that was replaced may read other relations now.
    if (view?.reads.includes(relation) && !dropped.includes(one))
      found.push({ name: `${view.kind} ${view.name}`, at: view.nameRange });
  }
  return found;
}

/** The foreign keys of other tables to this one; with columns, only those to just these columns. */
export function foreignKeysTo(
  draft: Draft,
  table: Table,
  dropped: readonly Oid[],
  isMeant: (constraint: Constraint & { kind: 'foreign key' }, owner: Table) => boolean,
): Dependent[] {
  const found: Dependent[] = [];
  for (const other of draft.referencing(table.oid)) {
    if (dropped.includes(other.oid)) continue;
    for (const constraint of other.constraints)
      if (
        constraint.kind === 'foreign key' &&
        constraint.target === table.oid &&
        !constraint.inherited &&
        isMeant(constraint, other)
      )
        found.push({
          name: `foreign key ${constraint.name} of table ${other.name}`,
          at: constraint.nameRange ?? constraint.range,
        });
  }
  return found;
}

/** The index of a partitioned table of which the index of a partition is a part. */
function indexOfParent(draft: Draft, owner: Table, oid: Oid): Index | undefined {
  const index = owner.indexes.find((one) => one.oid === oid);
  const parent = owner.partitionOf === null ? undefined : draft.table(owner.partitionOf);
  return parent?.indexes.find((one) => one.oid === index?.parent);
}

/** The partitioned tables that a table is a part of. */
function partitionedAbove(draft: Draft, { partitionOf }: Table): Table[] {
  const parent = partitionOf === null ? undefined : draft.table(partitionOf);
  return parent ? [parent, ...partitionedAbove(draft, parent)] : [];
}

/** What would keep PostgreSQL from dropping a relation without CASCADE. Those of `dropped` go along. */
export function dependentsOfRelation(draft: Draft, oid: Oid, dropped: readonly Oid[]): Dependent[] {
  const object = draft.object(oid);
  if (object?.kind === 'index') {
    const owner = draft.table(object.table);
    const whole = owner && indexOfParent(draft, owner, oid);
    if (whole && !dropped.includes(whole.oid)) return [{ name: `index ${whole.name}`, at: whole.range }];
    const constraint = owner?.constraints.find((one) => 'index' in one && one.index === oid);
    return constraint && owner
      ? [{ name: `${constraint.kind} ${constraint.name} of table ${owner.name}`, at: constraint.range }]
      : [];
  }
  if (object?.kind === 'sequence')
    return [...ownerOf(draft, oid, dropped), ...defaultsOfSequence(draft, oid, dropped)];
  const found = [
    ...viewsOn(draft, oid, dropped),
    ...usersOfType(draft, oid, dropped),
    ...policiesOn(draft, oid, [...dropped, oid], null),
  ];
  if (!isTable(object)) return found;
  found.push(...defaultsOfOwned(draft, object.columns, [...dropped, oid]));
  // Keys that refer to a partitioned table need each of its partitions.
  for (const table of [object, ...partitionedAbove(draft, object)])
    found.push(...foreignKeysTo(draft, table, [...dropped, oid, table.oid], () => true));
  for (const child of draft.children(oid)) {
    if (dropped.includes(child.oid)) continue;
    // Partitions go with their table, if nothing needs them.
    if (object.kind === 'partitioned table')
      found.push(...dependentsOfRelation(draft, child.oid, [...dropped, oid, ...childrenOf(draft, oid)]));
    else found.push({ name: `table ${child.name}`, at: child.nameRange });
  }
  return [...new Map(found.map((one) => [one.name, one])).values()];
}

/** The column that takes its values from a sequence. */
function ownerOf(draft: Draft, oid: Oid, dropped: readonly Oid[]): Dependent[] {
  const sequence = draft.sequence(oid);
  const table = sequence?.ownedBy ? draft.table(sequence.ownedBy.table) : undefined;
  const column = table?.columns.find((one) => one.ownedSequence === oid);
  if (!table || !column || dropped.includes(table.oid)) return [];
  const needsIt = column.identity !== null || (column.serial && column.default === null);
  return needsIt ? [{ name: `column ${column.name} of table ${table.name}`, at: column.nameRange }] : [];
}

/** Whether not even CASCADE drops a sequence, since an identity column has it. */
export function isOwnedByIdentity(draft: Draft, oid: Oid): boolean {
  const sequence = draft.sequence(oid);
  const table = sequence?.ownedBy ? draft.table(sequence.ownedBy.table) : undefined;
  return table?.columns.some((one) => one.ownedSequence === oid && one.identity !== null) ?? false;
}

/** What a type belongs to, and is dropped with. */
export function ownerOfType(draft: Draft, oid: Oid): Dependent | null {
  const object = draft.object(oid);
  if (isTable(object) || isView(object))
    return { name: `${object.kind} ${object.name}`, at: object.nameRange };
  const extension = /^extension (.+)\./.exec(oid)?.[1];
  return extension === undefined ? null : { name: `extension ${extension}`, at: null };
}

export function dependentsOfType(draft: Draft, oid: Oid): Dependent[] {
  return usersOfType(draft, oid, []);
}

/**
 * What needs a column: generated columns, policies and triggers, foreign keys from other columns, and views; with `recurse`
 * what needs those of the children that go along.
 */
export function dependentsOfColumn(
  draft: Draft,
  table: Table,
  column: Column,
  recurse: boolean,
): Dependent[] {
  const { number } = column;
  const below = recurse ? childrenLosing(draft, table.oid, column.name) : [];
  return [
    ...below.flatMap((one) => dependentsOfColumn(draft, one.table, one.column, true)),
    ...defaultsOfOwned(draft, [column], []).filter(({ at }) => at !== column.default?.range),
    // One of the column itself goes with it.
    ...foreignKeysTo(
      draft,
      table,
      [],
      ({ columns, targetColumns }, owner) =>
        targetColumns.includes(number) && !(owner.oid === table.oid && columns.includes(number)),
    ),
    ...usersOfColumnType(draft, table, column),
  ];
}

/** What would have to be made anew for a column of another type: generated columns, policies, triggers and views. */
export function usersOfColumnType(draft: Draft, table: Table, { name, number }: Column): Dependent[] {
  return [
    ...generatedFrom(table, name).map((one) => ({
      name: `column ${one.name} of table ${table.name}`,
      at: one.nameRange,
    })),
    ...policiesOn(draft, table.oid, [], number),
    ...table.triggers
      .filter((trigger) => trigger.columns.includes(number))
      .map((trigger) => ({ name: `trigger ${trigger.name} on table ${table.name}`, at: trigger.nameRange })),
    ...viewsOnColumn(draft, table, number),
  ];
}

/** The views that read a column. */
export function viewsReading(draft: Draft, table: Table, number: ColumnNumber): View[] {
  const found: View[] = [];
  for (const one of noted(draft, table.oid)) {
    const view = draft.view(one);
    if (view?.columnsRead.some((read) => read.table === table.oid && read.columns.includes(number)))
      found.push(view);
  }
  return found;
}

function viewsOnColumn(draft: Draft, table: Table, number: ColumnNumber): Dependent[] {
  return viewsReading(draft, table, number).map(({ kind, name, nameRange }) => ({
    name: `${kind} ${name}`,
    at: nameRange,
  }));
}

/** Everything in a schema, for DROP SCHEMA. */
export function dependentsOfSchema(draft: Draft, schema: string): Dependent[] {
  const found: Dependent[] = [];
  for (const object of draft.allObjects()) {
    if (!('schema' in object) || object.schema !== schema || object.kind === 'index') continue;
    const name = 'name' in object ? object.name : '';
    if (isTable(object) || isView(object) || 'nameRange' in object)
      found.push({ name: `${object.kind} ${name}`, at: object.nameRange });
  }
  return found;
}
