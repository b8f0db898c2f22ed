import type { PicturedGroup, TableName } from '../../server/protocol/diagram.ts';

/** The table's name that stays the same when its number in the picture changes. */
export function keyOf(table: TableName): string {
  return JSON.stringify([table.schema, table.name]);
}

/** The same for a group of an overview; no table's key looks like it. */
export function groupKeyOf(group: PicturedGroup): string {
  return JSON.stringify([group.title]);
}
