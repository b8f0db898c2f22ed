import type { DiagramView, TableName } from '../../server/protocol/diagram.ts';
import { fill, words } from '../host.ts';
import { headHeight, rowHeight } from '../picture/shape-box.ts';
import { keyOf } from '../picture/table-key.ts';
import { type DiagramContext, spokenName, spokenNames, tableOfKey } from './diagram-context.ts';
import type { Stop } from './trail.ts';

export interface Navigation {
  /** Shows a table or one of its columns; a table that is not drawn becomes the focus. */
  goTo(table: TableName, column?: string | null): void;
  focusOn(tables: readonly TableName[], hops?: number, more?: Partial<DiagramView>): void;
  /** Draws the tables of an overview's group in its place. */
  openGroup(key: string): void;
  showAll(): void;
  back(): void;
  forward(): void;
  undo(): void;
  redo(): void;
  /** Shows the table under the editor's cursor. */
  followTo(table: TableName | null): void;
}

/** How long a row that was looked for stays lit, in milliseconds. */
const litFor = 2500;
const mostHops = 9;

/** Moves through the picture and from one part of the database to another. */
export function createNavigation(context: DiagramContext): Navigation {
  const { store, trail, viewport } = context;
  let cursorKey: string | null = null;

  /** As many as were chosen last; a group that was opened has no neighbours. */
  function usualHops(): number {
    return Math.max(1, store.view().hops);
  }

  function flyTo(key: string, column: string | null): void {
    const box = context.scene()?.boxes.get(key);
    const node = context.box(key);
    if (box === undefined || node === null) return;
    const row = column === null ? undefined : box.shape.rows.get(column);
    const { x, y, width } = box.rect;
    viewport.flyTo(
      row === undefined ? box.rect : { x, y: y + row - rowHeight / 2 - headHeight, width, height: 90 },
    );
    context.select(key);
    const found = column === null ? null : node.querySelector(`[data-column="${CSS.escape(column)}"]`);
    const lit = found ?? node;
    lit.classList.add('found');
    setTimeout(() => lit.classList.remove('found'), litFor);
  }

  function goTo(table: TableName, column: string | null = null): void {
    const key = keyOf(table);
    const drawn = context.scene()?.boxes.get(key);
    const isRowMissing = column !== null && drawn !== undefined && !drawn.shape.rows.has(column);
    if (drawn) {
      const { focus, hops, overview, expanded } = store.view();
      trail.add({ focus, hops, overview, at: key }, store.view());
      if (isRowMissing) context.change({ expanded: [...expanded, table] }, () => flyTo(key, column));
      else flyTo(key, column);
    } else show([table], usualHops(), { scope: 'database' }, column);
    context.announce(column === null ? spokenName(table) : `${spokenName(table)}.${column}`);
  }

  function focusOn(tables: readonly TableName[], hops = usualHops(), more: Partial<DiagramView> = {}): void {
    const [first] = tables;
    if (first === undefined) return;
    show(tables, hops, more);
    context.announce(fill(words.focusedOn, spokenNames(tables)));
  }

  function show(
    focus: readonly TableName[] | null,
    wanted: number,
    more: Partial<DiagramView> = {},
    column: string | null = null,
  ): void {
    const before = store.view();
    const hops = Math.min(mostHops, Math.max(0, wanted));
    // Whoever wants to see tables does not want to see groups in their place.
    const overview = focus !== null && before.overview === true ? 'auto' : before.overview;
    const expanded = focus !== null && column !== null ? [...before.expanded, ...focus] : before.expanded;
    trail.add({ focus, hops, overview, at: null }, before);
    context.change({ ...more, focus, hops, overview, expanded }, () => {
      viewport.fit(true);
      const first = focus?.[0];
      if (first === undefined) return;
      if (column === null) context.select(keyOf(first));
      else flyTo(keyOf(first), column);
    });
  }

  function visit(stop: Stop | null): void {
    if (stop === null) return;
    const { focus, hops, overview } = stop;
    const view = store.view();
    const fly = () => (stop.at === null ? viewport.fit(true) : flyTo(stop.at, null));
    const isShown =
      JSON.stringify([view.focus, view.hops, view.overview]) === JSON.stringify([focus, hops, overview]);
    if (isShown) fly();
    else context.change({ focus, hops, overview }, fly);
    const name = stop.at === null ? null : tableOfKey(stop.at);
    const focused = stop.focus && spokenNames(stop.focus);
    context.announce(name ? spokenName(name) : focused ? fill(words.focusedOn, focused) : words.allTables);
  }

  function step(asked: number | null, text: string): void {
    if (asked === null) return;
    context.announce(text);
    context.whenShown(asked, () => {
      if (viewport.view().fitted) viewport.fit(true);
    });
  }

  function markCursor(): void {
    for (const node of context.page.stage.querySelectorAll('.cursor')) node.classList.remove('cursor');
    if (cursorKey !== null && store.follows()) context.box(cursorKey)?.classList.add('cursor');
  }
  context.onShown(markCursor);

  return {
    goTo,
    focusOn,
    openGroup(key) {
      const id = context.scene()?.boxes.get(key)?.id;
      const group = context.result()?.picture.groups.find((one) => one.id === id);
      if (group?.members) focusOn(group.members, 0);
    },
    showAll() {
      if (store.view().focus === null) return viewport.fit(true);
      show(null, usualHops());
      context.announce(words.allTables);
    },
    back: () => visit(trail.back()),
    forward: () => visit(trail.forward()),
    undo: () => step(store.undo(), words.undone),
    redo: () => step(store.redo(), words.redone),
    followTo(table) {
      cursorKey = table && keyOf(table);
      markCursor();
      if (table === null || cursorKey === null || !store.follows()) return;
      const scene = context.scene();
      const box = scene?.boxes.get(cursorKey);
      if (box) {
        if (!viewport.isInSight(box.rect)) viewport.flyTo(box.rect);
        return;
      }
      const { focus, overview } = store.view();
      const isElsewhere = focus !== null || (overview === 'auto' && scene?.picture.overview === true);
      if (!isElsewhere) return;
      show([table], usualHops());
    },
  };
}
