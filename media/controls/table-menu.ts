import type { PicturedTable, TableName } from '../../server/protocol/diagram.ts';
import { editEntries } from '../edits/edit-entries.ts';
import { fill, post, words } from '../host.ts';
import { keyOf } from '../picture/table-key.ts';
import type { DiagramContext } from './diagram-context.ts';
import { type MenuEntry, openMenu } from './menu.ts';
import type { Navigation } from './navigate.ts';

/** Opens the menu of a table at a point of the page. */
export function openTableMenu(
  context: DiagramContext,
  navigation: Navigation,
  table: PicturedTable,
  at: { readonly x: number; readonly y: number },
  column: string | null = null,
): void {
  const { store } = context;
  const { schema, name } = table;
  const uri = context.result()?.uri ?? '';
  const { expanded, hidden } = store.view();
  const isExpanded = expanded.some((one) => keyOf(one) === keyOf(table));
  const isWhole = table.columns.length === table.columnCount;
  const pattern = prefixPattern(table, context.result()?.picture.tables ?? []);
  const hide = (glob: string): void => {
    context.change({ hidden: [...hidden.filter((one) => one !== glob), glob] });
    context.announce(fill(words.hiddenNow, glob));
  };
  const columns: MenuEntry = {
    title: isExpanded ? words.collapse : words.expand,
    disabled: isWhole && !isExpanded,
    run: () => toggleExpanded(context, table),
  };
  openMenu(at, name, [
    { title: words.goToDefinition, key: '⏎', run: () => post({ type: 'open', uri, schema, name }) },
    { title: words.focus, key: 'o', run: () => navigation.focusOn([{ schema, name }]) },
    columns,
    'line',
    ...editEntries(uri, table, column),
    'line',
    { title: words.hideTable, key: 'h', run: () => hide(exactGlob(table)) },
    ...(pattern === null ? [] : [{ title: fill(words.hideLike, pattern), run: () => hide(pattern) }]),
    'line',
    {
      title: words.copyName,
      run: () => post({ type: 'copy', text: schema === 'public' ? name : `${schema}.${name}` }),
    },
  ]);
}

/** Draws a table with all its columns, or as the others again. */
export function toggleExpanded(
  context: DiagramContext,
  { schema, name }: TableName,
  then?: () => void,
): void {
  const { expanded } = context.store.view();
  const table = { schema, name };
  const others = expanded.filter((one) => keyOf(one) !== keyOf(table));
  context.change({ expanded: others.length < expanded.length ? others : [...expanded, table] }, then);
}

/** A pattern for exactly this table. The signs of patterns in its name stand for any one character. */
export function exactGlob({ schema, name }: TableName): string {
  return `${schema}.${name}`.replace(/[*?]/g, '?');
}

/** `audit_*` where another table begins with the same word; null where none does. */
export function prefixPattern(table: TableName, tables: readonly TableName[]): string | null {
  const prefix = /^([^_*?]+_)./.exec(table.name)?.[1];
  if (prefix === undefined) return null;
  const alike = tables.filter(({ name }) => name.startsWith(prefix));
  return alike.length > 1 ? `${prefix}*` : null;
}
