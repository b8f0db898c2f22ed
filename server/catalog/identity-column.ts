import type { AlterTableCmd, TypeName } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import type { Words } from './alter-column.ts';
import { checkIdentityType } from './define-column.ts';
import type { Draft } from './draft.ts';
import type { Column, Table } from './model.ts';
import { primaryKeyOf } from './primary-key.ts';
import { refuse } from './refuse.ts';
import { resolveType } from './resolve-type.ts';

const identityChanges: Readonly<Record<string, string>> = {
  AT_AddIdentity: 'add identity to a column of',
  AT_SetIdentity: 'change identity column of',
  AT_DropIdentity: 'drop identity from a column of',
};

/** Whether a table is a partition whose identity columns are those of its table, as since PostgreSQL 17. */
export function hasTablesIdentity(draft: Draft, { partitionOf }: Table): boolean {
  return partitionOf !== null && draft.version >= 17;
}

function wrongPart(draft: Draft, change: string, name: string, words: Words): true {
  refuse(draft, draft.source.findName(name, words.first, words.last), '42P16', `cannot ${change}`);
  return true;
}

/** Reports a change of identity of ONLY a partitioned table that has partitions; true where it is one. */
export function isOnlyForIdentity(
  draft: Draft,
  { oid, kind }: Table,
  { name }: Column,
  { subtype }: AlterTableCmd,
  words: Words,
): boolean {
  const change = identityChanges[subtype ?? ''];
  const isShared = kind === 'partitioned table' && draft.version >= 17 && draft.children(oid).length > 0;
  return (
    change !== undefined && isShared && wrongPart(draft, `${change} only the partitioned table`, name, words)
  );
}

/** Reports a table to be attached that has an identity column of its own; true where it has. */
export function hasOwnIdentity(draft: Draft, { name, columns }: Table, at: SourceRange): boolean {
  const own = draft.version >= 17 ? columns.find(({ identity }) => identity !== null) : undefined;
  if (own)
    refuse(draft, at, '55000', `table "${name}" being attached contains an identity column "${own.name}"`);
  return own !== undefined;
}

/**
 * Reports what cannot be done to an identity column, or only to one; true also where IF EXISTS allows it. A primary key
 * keeps its columns' NOT NULL too.
 */
export function isFixedByIdentity(
  draft: Draft,
  table: Table,
  { name, number, identity, notNull }: Column,
  { subtype, def, missing_ok }: AlterTableCmd,
  words: Words,
): boolean {
  if (!table.complete) return false;
  const wrong = (sqlstate: string, what: string): true => {
    const message = `column "${name}" ${what}`;
    refuse(draft, draft.source.findName(name, words.first, words.last), sqlstate, message);
    return true;
  };
  const of = `of relation "${table.name}" is`;
  const change = identityChanges[subtype ?? ''];
  if (change && hasTablesIdentity(draft, table))
    return wrongPart(draft, `${change} a partition`, name, words);
  switch (subtype) {
    case 'AT_DropIdentity':
    case 'AT_SetIdentity':
      if (identity !== null) return false;
      return missing_ok === true || wrong('55000', `${of} not an identity column`);
    case 'AT_ColumnDefault':
      return identity !== null && wrong('42601', `${of} an identity column`);
    case 'AT_DropNotNull':
      if (!notNull) return false;
      if (identity !== null) return wrong('42601', `${of} an identity column`);
      return primaryKeyOf(table)?.columns.includes(number) === true && wrong('42P16', 'is in a primary key');
    case 'AT_AlterColumnType':
      if (identity === null || !def || !('ColumnDef' in def) || !def.ColumnDef.typeName) return false;
      // What the name resolves to is said where the type is set.
      return isNoIdentityType(draft, def.ColumnDef.typeName, words);
    default:
      return false;
  }
}

function isNoIdentityType(draft: Draft, type: TypeName, words: Words): boolean {
  const count = draft.problems.length;
  const use = resolveType(draft, type);
  draft.problems.length = count;
  checkIdentityType(draft, use, draft.source.range(words.last, words.last));
  return draft.problems.length > count;
}
