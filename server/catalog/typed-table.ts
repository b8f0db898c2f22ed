import type { AlterTableCmd, TypeName } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { isTable } from './catalog.ts';
import { plainColumn } from './create-view.ts';
import { noteTypeUse } from './define-column.ts';
import type { Draft } from './draft.ts';
import { dropColumnCascading } from './drop.ts';
import { keys } from './keys.ts';
import type { Column, CompositeType, Oid, Table } from './model.ts';
import { putTable, withColumn } from './put-table.ts';
import { refuse } from './refuse.ts';
import { renameColumn } from './rename-parts.ts';
import { resolveType } from './resolve-type.ts';
import { unknownPrefix } from './types.ts';

/** The composite type after OF; null where there is none, which is reported. */
function composite(draft: Draft, type: TypeName): CompositeType | null {
  const { type: oid } = resolveType(draft, type);
  const found = draft.userType(oid);
  if (found?.kind === 'composite type') return found;
  const isKnown = found !== undefined || isTable(draft.object(oid)) || oid.startsWith('pg_catalog.');
  if (isKnown && found?.kind !== 'base type') {
    const first = draft.source.tokenIndex(draft.source.offset(type.location));
    const at = draft.source.range(first, draft.source.nameEnd(first));
    refuse(
      draft,
      at,
      '42809',
      `type ${draft.formatType({ type: oid, modifiers: [], array: false })} is not a composite type`,
    );
  }
  return null;
}

/** Gives a table that is made the columns of the type after OF; the type, null where it is not known. */
export function takeTypeColumns(
  draft: Draft,
  type: TypeName,
  table: Oid,
  columns: Map<string, Column>,
): Oid | null {
  const found = composite(draft, type);
  if (!found) return null;
  const first = draft.source.tokenIndex(draft.source.offset(type.location));
  const at = draft.source.range(first, draft.source.nameEnd(first));
  for (const { name, type: use } of found.columns) {
    // What is written of them is merged with them as with those of a parent.
    columns.set(name, { ...plainColumn(name, use, columns.size + 1, at), inherited: true });
    noteTypeUse(draft, use.type, table);
  }
  noteTypeUse(draft, found.oid, table);
  return found.oid;
}

/** Reports a change of the columns of a typed table, which are its type's; true where it is one. */
export function isOfType(draft: Draft, table: Table, at: SourceRange, change: string): boolean {
  if (table.ofType === null) return false;
  refuse(draft, at, '42809', change);
  return true;
}

/** ALTER TABLE … OF and NOT OF. */
export function changeType(
  draft: Draft,
  table: Table,
  { subtype, def }: AlterTableCmd,
  at: SourceRange,
): void {
  if (subtype === 'AT_DropOf') {
    if (table.ofType !== null) putTable(draft, { ...table, ofType: null });
    else if (table.complete) refuse(draft, at, '42809', `"${table.name}" is not a typed table`);
    return;
  }
  const type = def && 'TypeName' in def ? composite(draft, def.TypeName) : null;
  if (!type || !table.complete) return;
  const message = difference(draft, table, type);
  if (message) return refuse(draft, at, '42804', message);
  noteTypeUse(draft, type.oid, table.oid);
  putTable(draft, { ...table, ofType: type.oid });
}

/** Why a table is not of a type; null where it may be. */
function difference(draft: Draft, { name, columns }: Table, type: CompositeType): string | null {
  for (const [at, wanted] of type.columns.entries()) {
    const column = columns[at];
    if (!column) return `table is missing column "${wanted.name}"`;
    if (column.name !== wanted.name)
      return `table has column "${column.name}" where type requires "${wanted.name}"`;
    const isKnown = ![column, wanted].some((one) => one.type.type.startsWith(unknownPrefix));
    if (isKnown && draft.formatType(column.type) !== draft.formatType(wanted.type))
      return `table "${name}" has different type for column "${column.name}"`;
  }
  const extra = columns[type.columns.length];
  return extra ? `table has extra column "${extra.name}"` : null;
}

/** The tables that are of a type. */
function tablesOf(draft: Draft, type: Oid): Table[] {
  return ((draft.get(keys.dependents(type)) as readonly Oid[] | undefined) ?? []).flatMap((oid) => {
    const table = draft.table(oid);
    return table?.ofType === type ? [table] : [];
  });
}

/** Reports a change of a type that has tables, without CASCADE; true where it has. */
export function hasTables(draft: Draft, type: CompositeType, cascade: boolean, at: SourceRange): boolean {
  const [table] = cascade ? [] : tablesOf(draft, type.oid);
  if (table)
    refuse(draft, at, '2BP01', `cannot alter type "${type.name}" because it is the type of a typed table`);
  return table !== undefined;
}

/** Makes the tables of a type follow a change of its attributes. */
export function followType(draft: Draft, before: CompositeType, after: CompositeType['columns']): void {
  for (const { oid } of tablesOf(draft, before.oid)) {
    for (const { name } of before.columns) {
      const table = draft.table(oid)!;
      const gone = table.columns.find((one) => one.name === name);
      if (gone && !after.some((one) => one.name === name)) dropColumnCascading(draft, table, gone.number);
    }
    for (const { name, type } of after) {
      const table = draft.table(oid)!;
      const own = table.columns.find((one) => one.name === name);
      const number = table.lastColumnNumber + 1;
      if (own)
        putTable(
          draft,
          withColumn(table, own.number, (one) => ({ ...one, type })),
        );
      else
        putTable(draft, {
          ...table,
          columns: [...table.columns, plainColumn(name, type, number, before.nameRange)],
          lastColumnNumber: number,
        });
      noteTypeUse(draft, type.type, oid);
    }
  }
}

/** Makes the tables of a type follow the new name of an attribute. */
export function followRename(draft: Draft, type: Oid, oldName: string, newName: string): void {
  for (const { oid } of tablesOf(draft, type)) renameColumn(draft, oid, oldName, newName);
}
