import { childrenOf } from './add-check.ts';
import { countConstraintName } from './constraint-names.ts';
import type { Draft } from './draft.ts';
import { partsOfIndex } from './index-parts.ts';
import { keys } from './keys.ts';
import type { Column, Constraint, Index, Oid, Table, View } from './model.ts';
import { dropTriggerBelow } from './partition-triggers.ts';
import { putTable, withConstraint } from './put-table.ts';
import { removeSequence } from './sequence-uses.ts';

/** Takes an index off its table, with those of partitions that are parts of it, and its name out of the relations. */
export function removeIndex(draft: Draft, owner: Table | View, oid: Oid): void {
  const index = owner.indexes.find((one) => one.oid === oid);
  if (!index) return;
  draft.put(keys.relation(owner.schema, index.name), undefined);
  draft.put(keys.object(oid), undefined);
  draft.putObject({ ...owner, indexes: owner.indexes.filter((one) => one !== index) });
  for (const { table, index: part } of partsOfIndex(draft, owner.oid, oid)) {
    if (part.constraint) dropConstraint(draft, table.oid, part.name);
    else removeIndex(draft, table, part.oid);
  }
}

/**
 * Drops a constraint with its index; a foreign key of another table that needs it goes along, as with CASCADE. Without
 * `recurse` children keep what they have of it as their own.
 */
export function dropConstraint(draft: Draft, oid: Oid, name: string, recurse = true): void {
  const table = draft.table(oid);
  const constraint = table?.constraints.find((one) => one.name === name);
  if (!table || !constraint) return;
  putTable(draft, { ...table, constraints: table.constraints.filter((one) => one !== constraint) });
  countConstraintName(draft, table.schema, name, -1);
  if ('index' in constraint) removeIndex(draft, draft.table(oid)!, constraint.index);
  for (const childOid of childrenOf(draft, oid)) {
    const inherited = draft
      .table(childOid)
      ?.constraints.find((one) => one.inherited && isCopy(one, constraint));
    if (!inherited) continue;
    if (recurse) dropConstraint(draft, childOid, inherited.name);
    else
      putTable(
        draft,
        withConstraint(draft.table(childOid)!, inherited.name, (one) => ({ ...one, inherited: false })),
      );
  }
}

function isCopy(copy: Constraint, original: Constraint): boolean {
  return (
    copy.kind === original.kind &&
    copy.range.statement === original.range.statement &&
    copy.range.start === original.range.start
  );
}

/** Drops a column with its constraints, indexes and sequence, on the children too. */
export function dropColumn(draft: Draft, oid: Oid, number: number, recurse = true): void {
  const table = draft.table(oid);
  const column = table?.columns.find((one) => one.number === number);
  if (!table || !column) return;
  for (const constraint of table.constraints) {
    // A check over several columns goes with any of them; so does every key.
    if (constraint.columns.includes(number)) dropConstraint(draft, oid, constraint.name, recurse);
  }
  dropReferencesTo(draft, oid, number);
  for (const index of draft.table(oid)!.indexes) {
    if (usesColumn(index, number, column.name)) removeIndex(draft, draft.table(oid)!, index.oid);
  }
  if (column.ownedSequence !== null) removeSequence(draft, column.ownedSequence);
  const current = draft.table(oid)!;
  putTable(draft, { ...current, columns: current.columns.filter((one) => one.number !== number) });
  if (!recurse) return;
  for (const { table: child, column: own } of childrenLosing(draft, oid, column.name))
    dropColumn(draft, child.oid, own.number);
}

/** The children that lose a column with their parent, each with it. */
export function childrenLosing(
  draft: Draft,
  oid: Oid,
  name: string,
): { readonly table: Table; readonly column: Column }[] {
  return draft.children(oid).flatMap((table) => {
    const column = table.columns.find((one) => one.name === name);
    return column && !isKept(draft, table, column, oid) ? [{ table, column }] : [];
  });
}

/** Whether a child keeps a column that a parent loses: its own, or one that another parent has too. */
function isKept(draft: Draft, child: Table, { name, inherited }: Column, parent: Oid): boolean {
  if (child.partitionOf === parent) return false;
  const others = child.inherits.filter((oid) => oid !== parent);
  return !inherited || others.some((oid) => draft.table(oid)?.columns.some((one) => one.name === name));
}

/** DROP COLUMN … CASCADE takes the foreign keys along that reference the column. */
function dropReferencesTo(draft: Draft, oid: Oid, number: number): void {
  for (const other of draft.referencing(oid)) {
    for (const constraint of other.constraints) {
      if (
        constraint.kind === 'foreign key' &&
        constraint.target === oid &&
        constraint.targetColumns.includes(number)
      ) {
        dropConstraint(draft, other.oid, constraint.name);
      }
    }
  }
}

function usesColumn(index: Index, number: number, name: string): boolean {
  const inText = (text: string | undefined) =>
    text !== undefined && new RegExp(`\\b${name.replace(/\W/g, '\\$&')}\\b`, 'i').test(text);
  return (
    index.include.includes(number) ||
    index.keys.some((key) => key.column === number || inText(key.expression?.text)) ||
    inText(index.predicate?.text)
  );
}

/** Makes a child independent of its parent; what it inherited stays as its own, but for triggers. */
export function unlinkChild(draft: Draft, parent: Oid, child: Oid): void {
  draft.takeFrom(keys.children(parent), child);
  const table = draft.table(child);
  if (!table) return;
  const others = table.inherits.flatMap((oid) => (oid === parent ? [] : (draft.table(oid) ?? [])));
  for (const { name, inherited } of table.triggers) if (inherited) dropTriggerBelow(draft, table, name);
  putTable(draft, {
    ...table,
    ...(table.partitionOf === parent ? { partitionOf: null, partitionBound: null } : {}),
    inherits: table.inherits.filter((oid) => oid !== parent),
    columns: table.columns.map((column) => ({
      ...column,
      identity: table.partitionOf === parent && draft.version >= 17 ? null : column.identity,
      inherited:
        column.inherited && others.some(({ columns }) => columns.some(({ name }) => name === column.name)),
    })),
    constraints: table.constraints.map((constraint) => ({
      ...constraint,
      inherited:
        constraint.inherited &&
        others.some(({ constraints }) => constraints.some(({ name }) => name === constraint.name)),
    })),
    indexes: table.indexes.map((index) => ({ ...index, inherited: false, parent: null })),
    triggers: table.triggers.filter(({ inherited }) => !inherited),
  });
}
