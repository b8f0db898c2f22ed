import type { SourceRange } from '../syntax/statement.ts';
import { childrenOf } from './add-check.ts';
import { isTable, isView } from './catalog.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { ColumnNumber, Constraint, Oid, Table, View } from './model.ts';
import type { Dependent } from './problem.ts';

function noted(draft: Draft, oid: Oid): readonly Oid[] {
  return (draft.get(keys.dependents(oid)) as readonly Oid[] | undefined) ?? [];
}

/** The columns whose type this is. */
function columnsOfType(draft: Draft, type: Oid, dropped: readonly Oid[]): Dependent[] {
  const found: Dependent[] = [];
  for (const one of noted(draft, type)) {
    const table = draft.table(one);
    if (!table || dropped.includes(one)) continue;
    for (const column of table.columns)
      if (column.type.type === type)
        found.push({ name: `column ${column.name} of table ${table.name}`, at: column.nameRange });
  }
  return found;
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
function foreignKeysTo(
  draft: Draft,
  table: Table,
  dropped: readonly Oid[],
  isMeant: (constraint: Constraint & { kind: 'foreign key' }) => boolean,
): Dependent[] {
  const found: Dependent[] = [];
  for (const other of draft.referencing(table.oid)) {
    if (dropped.includes(other.oid)) continue;
    for (const constraint of other.constraints)
      if (
        constraint.kind === 'foreign key' &&
        constraint.target === table.oid &&
        !constraint.inherited &&
        isMeant(constraint)
      )
        found.push({
          name: `foreign key ${constraint.name} of table ${other.name}`,
          at: constraint.nameRange ?? constraint.range,
        });
  }
  return found;
}

/** What would keep PostgreSQL from dropping a relation without CASCADE. Those of `dropped` go along. */
export function dependentsOfRelation(draft: Draft, oid: Oid, dropped: readonly Oid[]): Dependent[] {
  const object = draft.object(oid);
  if (object?.kind === 'index') {
    const owner = draft.table(object.table);
    const constraint = owner?.constraints.find((one) => 'index' in one && one.index === oid);
    return constraint && owner
      ? [{ name: `${constraint.kind} ${constraint.name} of table ${owner.name}`, at: constraint.range }]
      : [];
  }
  if (object?.kind === 'sequence') return ownerOf(draft, oid, dropped);
  const found = [...viewsOn(draft, oid, dropped), ...columnsOfType(draft, oid, dropped)];
  if (!isTable(object)) return found;
  found.push(...foreignKeysTo(draft, object, [...dropped, oid], () => true));
  // Partitions go with their table.
  for (const child of object.kind === 'partitioned table' ? [] : childrenOf(draft, oid)) {
    const table = draft.table(child);
    if (table && !dropped.includes(child)) found.push({ name: `table ${table.name}`, at: table.nameRange });
  }
  return found;
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

/** What a type belongs to, and is dropped with. */
export function ownerOfType(draft: Draft, oid: Oid): Dependent | null {
  const object = draft.object(oid);
  if (isTable(object) || isView(object))
    return { name: `${object.kind} ${object.name}`, at: object.nameRange };
  const extension = /^extension (.+)\./.exec(oid)?.[1];
  return extension === undefined ? null : { name: `extension ${extension}`, at: null };
}

export function dependentsOfType(draft: Draft, oid: Oid): Dependent[] {
  return columnsOfType(draft, oid, []);
}

/** What needs a constraint: the foreign keys that its index serves. */
export function dependentsOfConstraint(draft: Draft, table: Table, constraint: Constraint): Dependent[] {
  if (constraint.kind !== 'primary key' && constraint.kind !== 'unique') return [];
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
  if (others.length > 0) return [];
  return foreignKeysTo(draft, table, [], ({ targetColumns }) => isSame(targetColumns));
}

/** What needs a column: foreign keys of other tables, and views. */
export function dependentsOfColumn(draft: Draft, table: Table, number: ColumnNumber): Dependent[] {
  const inTable = [table.oid];
  return [
    ...foreignKeysTo(draft, table, inTable, ({ targetColumns }) => targetColumns.includes(number)),
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

export function viewsOnColumn(draft: Draft, table: Table, number: ColumnNumber): Dependent[] {
  return viewsReading(draft, table, number).map(({ kind, name, nameRange }) => ({
    name: `${kind} ${name}`,
    at: nameRange,
  }));
}

/** Reports what an object's DROP without CASCADE would leave behind; true where there is something. */
export function reportDependents(
  draft: Draft,
  dropped: string,
  at: SourceRange,
  dependents: readonly Dependent[],
  isCascadable = true,
): boolean {
  if (dependents.length === 0) return false;
  draft.report({
    kind: 'dependent-objects',
    at,
    sqlstate: '2BP01',
    action: 'drop',
    dropped,
    dependents,
    isCascadable,
  });
  return true;
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
