import type { AlterTableCmd, TypeName } from '@pgsql/types';
import type { Words } from './alter-column.ts';
import { checkIdentityType } from './define-column.ts';
import type { Draft } from './draft.ts';
import type { Column, Table } from './model.ts';
import { primaryKeyOf } from './primary-key.ts';
import { refuse } from './refuse.ts';
import { resolveType } from './resolve-type.ts';

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
