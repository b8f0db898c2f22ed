import type { PicturedTable } from '../../server/protocol/diagram.ts';
import {
  askToAddColumn,
  askToConnect,
  askToRename,
  askToRenameColumn,
  isEditable,
} from '../edits/ask-for-edit.ts';
import { post } from '../host.ts';
import type { DiagramContext } from './diagram-context.ts';
import type { Navigation } from './navigate.ts';
import type { ArrowKey } from './next-table.ts';
import { exactGlob, openTableMenu, toggleExpanded } from './table-menu.ts';
import { createWalk } from './walk.ts';

export interface KeyActions {
  search(): void;
  options(): void;
  list(): void;
  keys(): void;
  /** Closes what lies over the picture. */
  escape(): void;
}

const panStep = 60;
const zoomStep = 1.2;

/** The keys of the diagram. Those that it answers do not reach the editor. */
export function listenToKeys(context: DiagramContext, navigation: Navigation, actions: KeyActions): void {
  const { viewport, store, page } = context;
  const walk = createWalk(context);

  const uri = (): string => context.result()?.uri ?? '';

  const withCommand: Readonly<Record<string, () => void>> = {
    f: actions.search,
    z: () => navigation.undo(),
    y: () => navigation.redo(),
    Z: () => navigation.redo(),
    ArrowDown: walk.enter,
    ArrowUp: walk.leave,
    ArrowLeft: () => walk.toLine('left'),
    ArrowRight: () => walk.toLine('right'),
  };
  const withAlt: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => navigation.back(),
    ArrowRight: () => navigation.forward(),
  };
  const plain: Readonly<Record<string, () => void>> = {
    '/': actions.search,
    v: actions.options,
    l: actions.list,
    '?': actions.keys,
    Escape() {
      actions.escape();
      walk.leave();
    },
    '+': () => viewport.zoom(zoomStep),
    '=': () => viewport.zoom(zoomStep),
    '-': () => viewport.zoom(1 / zoomStep),
    '0': () => viewport.actualSize(),
    f: () => viewport.fit(true),
    Home: () => navigation.showAll(),
    '[': () => changeHops(-1),
    ']': () => changeHops(1),
  };
  const pan: Readonly<Record<ArrowKey, () => void>> = {
    ArrowLeft: () => viewport.pan(panStep, 0),
    ArrowRight: () => viewport.pan(-panStep, 0),
    ArrowUp: () => viewport.pan(0, panStep),
    ArrowDown: () => viewport.pan(0, -panStep),
  };
  /** `column` is that of the row on which the keyboard is. */
  type OnTable = (table: PicturedTable, column: string | null, node: Element) => void;
  const onTable: Readonly<Record<string, OnTable>> = {
    Enter: ({ schema, name }, column) =>
      post({ type: 'open', uri: uri(), schema, name, ...(column === null ? {} : { column }) }),
    c: () => walk.leave() || walk.enter(),
    o: ({ schema, name }) => navigation.focusOn([{ schema, name }]),
    e: ({ schema, name }) => toggleExpanded(context, { schema, name }),
    h: (table) => context.change({ hidden: [...store.view().hidden, exactGlob(table)] }),
    r(table, column) {
      if (column === null) askToRename(uri(), table);
      else if (isEditable(table)) askToRenameColumn(uri(), table, column);
    },
    a: (table) => askToAddColumn(uri(), table),
    k: (table, column) => askToConnect(uri(), table, column),
    m: openMenuOf,
    ContextMenu: openMenuOf,
  };

  function changeHops(by: number): void {
    const { focus, hops } = store.view();
    if (focus !== null && hops + by >= 0) navigation.focusOn(focus, hops + by);
  }

  function openMenuOf(table: PicturedTable, column: string | null, node: Element): void {
    const { left, top } = node.getBoundingClientRect();
    openTableMenu(
      context,
      navigation,
      table,
      { x: Math.max(0, left) + 20, y: Math.max(0, top) + 30 },
      column,
    );
  }

  /** What a relation's line answers: its definition, or that of the table that inherits. */
  function openLine(id: string): void {
    const line = context.scene()?.lines.get(id);
    const child = line && context.scene()?.boxes.get(line.childKey)?.table;
    if (line?.isInheritance && child) onTable.Enter?.(child, null, page.stage);
    else if (line) post({ type: 'openRelation', uri: uri(), relation: id });
  }

  function actionFor(event: KeyboardEvent): (() => void) | null {
    const node =
      event.target instanceof Element ? event.target.closest<SVGGElement>('g.node[data-key]') : null;
    if (event.ctrlKey || event.metaKey) return withCommand[event.key] ?? null;
    if (event.altKey) return withAlt[event.key] ?? null;
    if (event.key in pan) {
      const arrow = event.key as ArrowKey;
      return event.shiftKey ? pan[arrow] : () => walk.step(arrow) || pan[arrow]();
    }
    const spot = walk.spot();
    if (spot && 'role' in spot && event.key === 'Enter') return () => openLine(spot.relation);
    const table = node && context.scene()?.boxes.get(node.dataset.key ?? '')?.table;
    if (node && table) {
      const key = event.shiftKey && event.key === 'F10' ? 'ContextMenu' : event.key;
      const action = onTable[key];
      const column = spot && 'column' in spot ? spot.column : null;
      if (action) return () => action(table, column, column === null ? node : (event.target as Element));
    }
    if (node?.dataset.group !== undefined && (event.key === 'Enter' || event.key === 'o'))
      return () => navigation.openGroup(node.dataset.key ?? '');
    return plain[event.key] ?? null;
  }

  document.addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof HTMLInputElement && event.target.type === 'text';
    const isInList = event.target instanceof Element && event.target.closest('#list, #comparison') !== null;
    if (isTyping || (isInList && event.key.startsWith('Arrow') && !event.altKey)) return;
    const action = actionFor(event);
    if (action === null) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  });
  page.stage.addEventListener('focusin', (event) => {
    const node = event.target instanceof Element ? event.target : null;
    if (node?.matches('g.node:focus-visible')) viewport.reveal(node);
  });
}
