import type { PicturedTable, TableName } from '../../server/protocol/diagram.ts';
import type { DiagramEditWish } from '../../server/protocol/messages.ts';
import { post } from '../host.ts';

/** A column of the picture by its table. */
export interface ColumnName {
  readonly table: TableName;
  readonly column: string;
}

function ask(uri: string, wish: DiagramEditWish): void {
  post({ type: 'edit', uri, wish });
}

const nameOf = ({ schema, name }: TableName): TableName => ({ schema, name });

/** Whether a box is something that has columns of its own, as a view has not. */
export function isEditable({ kind, change }: PicturedTable): boolean {
  return !kind.endsWith('view') && change !== 'removed';
}

/** Renames a table or a view. */
export function askToRename(uri: string, table: PicturedTable): void {
  if (table.change !== 'removed') ask(uri, { kind: 'rename table', table: nameOf(table) });
}

/** Renames a column; without one the person chooses it. */
export function askToRenameColumn(uri: string, table: PicturedTable, column: string | null): void {
  ask(uri, { kind: 'rename column', table: nameOf(table), ...(column === null ? {} : { column }) });
}

export function askToAddColumn(uri: string, table: PicturedTable): void {
  if (isEditable(table)) ask(uri, { kind: 'add column', table: nameOf(table) });
}

/** Adds a foreign key from a table; what is not given the person chooses by search. */
export function askToConnect(
  uri: string,
  table: PicturedTable,
  column: string | null = null,
  target: ColumnName | null = null,
): void {
  if (!isEditable(table)) return;
  ask(uri, {
    kind: 'add foreign key',
    table: nameOf(table),
    ...(column === null ? {} : { column }),
    ...(target === null ? {} : { parent: nameOf(target.table), parentColumn: target.column }),
  });
}
