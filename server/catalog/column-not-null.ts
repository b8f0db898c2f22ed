import type { AlterTableCmd } from '@pgsql/types';
import type { Words } from './alter-column.ts';
import type { Draft } from './draft.ts';
import { hasTablesIdentity } from './identity-column.ts';
import type { Column, Table } from './model.ts';
import { primaryKeyOf } from './primary-key.ts';
import { refuse } from './refuse.ts';

/** What DROP NOT NULL leaves. */
export const nullable: Partial<Column> = {
  notNull: false,
  notNullRange: null,
  notNullName: null,
  notNullOnlyHere: false,
};

/** What a change of a parent's column is to the same column of a child. */
export function changesBelow(
  draft: Draft,
  child: Table,
  own: Column,
  before: Column,
  changes: Partial<Column>,
): Partial<Column> {
  // Since PostgreSQL 18 a child keeps the NOT NULL that is written for it too, or that its parent has not.
  const isKept = !before.notNull || hasOwnNotNull(child, own, before);
  if (changes === nullable && draft.version >= 18 && isKept) return {};
  // The sequence of an identity column is its own table's alone.
  const { ownedSequence, identity, ...shared } = changes;
  return identity !== undefined && hasTablesIdentity(draft, child) ? { ...shared, identity } : shared;
}

function hasOwnNotNull(child: Table, own: Column, { notNullRange: above }: Column): boolean {
  const { notNullRange: at } = own;
  const isElsewhere = at !== null && (at.statement !== above?.statement || at.start !== above.start);
  return isElsewhere || primaryKeyOf(child)?.columns.includes(own.number) === true;
}

/**
 * Reports SET and DROP NOT NULL where partitions and their table would no longer agree: what the table has not null, they
 * have too.
 */
export function isNotNullElsewhere(
  draft: Draft,
  table: Table,
  { name, notNull }: Column,
  { subtype }: AlterTableCmd,
  words: Words,
  recurse: boolean,
): boolean {
  const at = draft.source.findName(name, words.first, words.last);
  const partitions = table.kind === 'partitioned table' ? draft.children(table.oid) : [];
  const isNullable = (other: Table) => other.columns.some((one) => one.name === name && !one.notNull);
  if (subtype === 'AT_SetNotNull') {
    // Since PostgreSQL 18 it does not help that they have it.
    const isLeft = draft.version < 18 ? partitions.some(isNullable) : partitions.length > 0;
    if (recurse || notNull || !isLeft) return false;
    refuse(draft, at, '42P16', 'constraint must be added to child tables too');
    return true;
  }
  if (subtype !== 'AT_DropNotNull') return false;
  if (!recurse && draft.version < 18 && partitions.length > 0) {
    const message = 'cannot remove constraint from only the partitioned table when partitions exist';
    refuse(draft, at, '42P16', message);
    return true;
  }
  if (!notNull) return false;
  const parent = table.partitionOf === null ? undefined : draft.table(table.partitionOf);
  if (parent?.columns.some((one) => one.name === name && one.notNull)) {
    refuse(draft, at, '42P16', `column "${name}" is marked NOT NULL in parent table`);
    return true;
  }
  return false;
}
