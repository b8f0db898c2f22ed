import type { TableName } from '../../server/protocol/diagram.ts';
import { fill, words } from '../host.ts';
import { headHeight, rowHeight } from '../picture/shape-box.ts';
import { keyOf } from '../picture/table-key.ts';
import { type DiagramContext, spokenName, tableOfKey } from './diagram-context.ts';
import type { Stop } from './trail.ts';

export interface Navigation {
  /** Shows a table or one of its columns; a table that is not drawn becomes the focus. */
  goTo(table: TableName, column?: string | null): void;
  focusOn(tables: readonly TableName[], hops?: number): void;
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

  function flyTo(key: string, column: string | null): void {
    const box = context.scene()?.boxes.get(key);
    const node = context.box(key);
    if (box === undefined || node === null) return;
    const row = column === null ? undefined : box.shape.rows.get(column);
    const { x, y, width } = box.rect;
    viewport.flyTo(
      row === undefined ? box.rect : { x, y: y + row - rowHeight / 2 - headHeight, width, height: 90 },
    );
    node.focus({ preventScroll: true });
    const found = column === null ? null : node.querySelector(`[data-column="${CSS.escape(column)}"]`);
    const lit = found ?? node;
    lit.classList.add('found');
    setTimeout(() => lit.classList.remove('found'), litFor);
  }

  function goTo(table: TableName, column: string | null = null): void {
    const key = keyOf(table);
    const stop = (): Stop => ({ focus: store.view().focus, hops: store.view().hops, at: key });
    const drawn = context.scene()?.boxes.get(key);
    const isRowMissing = column !== null && drawn !== undefined && !drawn.shape.rows.has(column);
    if (drawn && !isRowMissing) {
      trail.add(stop());
      flyTo(key, column);
    } else if (drawn) {
      const { expanded } = store.view();
      trail.add(stop());
      context.change({ expanded: [...expanded, table] }, () => flyTo(key, column));
    } else {
      trail.add({ focus: [table], hops: store.view().hops, at: null });
      show([table], store.view().hops, key, column);
    }
    context.announce(column === null ? spokenName(table) : `${spokenName(table)}.${column}`);
  }

  function focusOn(tables: readonly TableName[], hops = store.view().hops): void {
    const [first] = tables;
    if (first === undefined) return;
    const key = keyOf(first);
    trail.add({ focus: tables, hops, at: null });
    show(tables, hops, key);
    context.announce(fill(words.focusedOn, tables.map(spokenName).join(', ')));
  }

  function show(
    focus: readonly TableName[] | null,
    hops: number,
    key: string | null,
    column: string | null = null,
  ): void {
    const { overview, expanded } = store.view();
    const part = {
      focus,
      hops: Math.min(mostHops, Math.max(0, hops)),
      // Whoever wants to see tables does not want to see groups in their place.
      overview: focus !== null && overview === true ? ('auto' as const) : overview,
      expanded: focus !== null && column !== null ? [...expanded, ...focus] : expanded,
    };
    context.change(part, () => {
      viewport.fit(true);
      if (key !== null) context.box(key)?.focus({ preventScroll: true });
      if (key !== null && column !== null) flyTo(key, column);
    });
  }

  function visit(stop: Stop | null): void {
    if (stop === null) return;
    const view = store.view();
    const fly = () => (stop.at === null ? viewport.fit(true) : flyTo(stop.at, null));
    if (JSON.stringify([view.focus, view.hops]) === JSON.stringify([stop.focus, stop.hops])) fly();
    else context.change({ focus: stop.focus, hops: stop.hops }, fly);
    const name = stop.at === null ? null : tableOfKey(stop.at);
    const focused = stop.focus?.map(spokenName).join(', ');
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
    showAll() {
      if (store.view().focus === null) return viewport.fit(true);
      trail.add({ focus: null, hops: store.view().hops, at: null });
      show(null, store.view().hops, null);
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
      trail.add({ focus: [table], hops: store.view().hops, at: null });
      context.change({ focus: [table] }, () => viewport.fit(true));
    },
  };
}
