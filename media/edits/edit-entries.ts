import type { PicturedTable } from '../../server/protocol/diagram.ts';
import type { MenuEntry } from '../controls/menu.ts';
import { fill, words } from '../host.ts';
import { askToAddColumn, askToConnect, askToRename, askToRenameColumn, isEditable } from './ask-for-edit.ts';

/** What a table's menu offers to change, and the column's that was clicked. */
export function editEntries(uri: string, table: PicturedTable, column: string | null): readonly MenuEntry[] {
  const rename: MenuEntry = {
    title: words.rename,
    key: 'r',
    disabled: table.change === 'removed',
    run: () => askToRename(uri, table),
  };
  if (!isEditable(table)) return [rename];
  return [
    rename,
    {
      title: column === null ? words.renameColumn : fill(words.renameThis, column),
      run: () => askToRenameColumn(uri, table, column),
    },
    { title: words.addColumn, key: 'a', run: () => askToAddColumn(uri, table) },
    {
      title: column === null ? words.addForeignKey : fill(words.addForeignKeyFrom, column),
      ...(column === null ? { key: 'k' } : {}),
      run: () => askToConnect(uri, table, column),
    },
  ];
}
