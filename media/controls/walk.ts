import { words } from '../host.ts';
import { legibleScale } from '../show-rows.ts';
import type { DiagramContext } from './diagram-context.ts';
import { type ArrowKey, nextTable } from './next-table.ts';
import { toggleExpanded } from './table-menu.ts';
import { type LeavingLine, type LineEnd, linesOf, type Side } from './walk-lines.ts';

interface RowSpot {
  readonly key: string;
  readonly column: string;
}

interface LineSpot {
  /** The box from which the line was reached. */
  readonly key: string;
  readonly relation: string;
  readonly role: LineEnd['role'];
}

/** Where the keyboard is within the picture when it is not on a box as a whole. */
export type Spot = RowSpot | LineSpot;

export interface Walk {
  /** Follows an arrow; false where the keyboard is on no part of the picture. */
  step(arrow: ArrowKey): boolean;
  /** From a box into its rows. */
  enter(): void;
  /** From a row or line back to the box; false where the keyboard is on neither. */
  leave(): boolean;
  /** From a box or row onto a line that leaves the box, on that side if there is one. */
  toLine(side: Side): void;
  /** The row or line that has the keyboard's focus. */
  spot(): Spot | null;
}

/**
 * The keyboard's way through the picture: from box to box, into the rows of a table, and along the lines that leave
 * them. Rows and lines can be focused only while they are, so that the Tab key still finds one box.
 */
export function createWalk(context: DiagramContext): Walk {
  const { viewport } = context;
  const { stage } = context.page;
  let spot: Spot | null = null;

  function currentKey(): string | null {
    if (spot !== null) return spot.key;
    const node = document.activeElement?.closest<SVGGElement>('g.node[data-key]');
    return (node && stage.contains(node) && node.dataset.key) || null;
  }

  function boxOf(key: string) {
    return context.scene()?.boxes.get(key);
  }

  function leaving(key: string): readonly LeavingLine[] {
    const scene = context.scene();
    return scene ? linesOf(scene, { key }) : [];
  }

  function focusBox(key: string): void {
    const node = context.box(key);
    const rect = boxOf(key)?.rect;
    spot = null;
    node?.focus({ preventScroll: true });
    if (node && rect && !viewport.isInSight(rect)) viewport.reveal(node);
  }

  function focusPart(element: SVGElement, kind: string | null, next: Spot): void {
    // Set only now: thousands of rows need not carry what one of them uses.
    element.setAttribute('tabindex', '-1');
    if (kind !== null) element.setAttribute('aria-roledescription', kind);
    spot = next;
    element.focus({ preventScroll: true });
  }

  function focusRow(key: string, column: string): boolean {
    const box = boxOf(key);
    const middle = box?.shape.rows.get(column);
    const node = context.box(key);
    const row = node?.querySelector<SVGElement>(`[data-column="${CSS.escape(column)}"]`);
    if (!box || middle === undefined || !node || !row) return false;
    if (viewport.view().scale < legibleScale()) {
      // Among many tables one that is far away shows no rows, and what is not shown takes no focus.
      node.setAttribute('data-open', '');
      const { x, y, width } = box.rect;
      viewport.flyTo({ x, y: y + middle - 60, width, height: 120 });
    } else viewport.reveal(row);
    focusPart(row, words.column, { key, column });
    return true;
  }

  function focusLine({ line, from }: LeavingLine): void {
    const relation = line.relation.id;
    const element = context.line(relation);
    const kind = line.isInheritance ? null : words.relation;
    if (element) focusPart(element, kind, { key: from.key, relation, role: from.role });
  }

  function toNextBox(key: string, arrow: ArrowKey): void {
    const boxes = context.scene()?.boxes;
    const from = boxes?.get(key);
    const next = boxes && from ? nextTable(boxes.values(), from, arrow) : null;
    if (next !== null) focusBox(next);
  }

  function fromRow({ key, column }: RowSpot, arrow: ArrowKey): void {
    const side = sideOf(arrow);
    if (side !== null) {
      const own = leaving(key).find(({ from }) => from.side === side && from.columns.includes(column));
      return own ? focusLine(own) : toNextBox(key, arrow);
    }
    const columns = [...(boxOf(key)?.shape.rows.keys() ?? [])];
    const next = columns[columns.indexOf(column) + (arrow === 'ArrowDown' ? 1 : -1)];
    if (next !== undefined) focusRow(key, next);
    else if (arrow === 'ArrowUp') focusBox(key);
  }

  function fromLine(at: LineSpot, arrow: ArrowKey): void {
    const all = leaving(at.key);
    const index = all.findIndex((one) => isAt(one, at));
    const here = all[index];
    if (here === undefined) return focusBox(at.key);
    const side = sideOf(arrow);
    if (side === null) {
      const next = all[index + (arrow === 'ArrowDown' ? 1 : -1)];
      if (next) focusLine(next);
      return;
    }
    // The arrow on which the line left its box leads on, also where the line bends back later.
    const end = side === here.from.side ? here.to : here.from;
    if (!end.columns.some((column) => focusRow(end.key, column))) focusBox(end.key);
  }

  function enter(): void {
    const key = currentKey();
    const box = key === null ? undefined : boxOf(key);
    if (key === null || !box?.table) return;
    const focusFirst = (): void => {
      const [first] = boxOf(key)?.shape.rows.keys() ?? [];
      if (first !== undefined) focusRow(key, first);
    };
    if (box.shape.rows.size > 0) focusFirst();
    else if (box.table.columnCount > 0) toggleExpanded(context, box.table, focusFirst);
  }

  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element && (target.matches('g.node') || !stage.contains(target))) spot = null;
  });
  stage.addEventListener('pointerdown', () => {
    spot = null;
  });
  context.onShown(() => {
    // What was drawn anew has lost the focus, and with it a person their place.
    const lost = spot;
    if (lost === null || document.activeElement !== document.body || !document.hasFocus()) return;
    const line = 'role' in lost ? leaving(lost.key).find((one) => isAt(one, lost)) : undefined;
    if (line) focusLine(line);
    else if (!('column' in lost) || !focusRow(lost.key, lost.column)) focusBox(lost.key);
  });

  return {
    step(arrow) {
      const key = currentKey();
      if (key === null) return false;
      if (spot === null) toNextBox(key, arrow);
      else if ('role' in spot) fromLine(spot, arrow);
      else fromRow(spot, arrow);
      return true;
    },
    enter,
    leave() {
      if (spot === null) return false;
      focusBox(spot.key);
      return true;
    },
    toLine(side) {
      const key = currentKey();
      const all = key === null ? [] : leaving(key);
      const next = all.find(({ from }) => from.side === side) ?? all[0];
      if (next) focusLine(next);
    },
    spot: () => spot,
  };
}

function isAt({ line, from }: LeavingLine, { relation, role }: LineSpot): boolean {
  return line.relation.id === relation && from.role === role;
}

function sideOf(arrow: ArrowKey): Side | null {
  return arrow === 'ArrowLeft' ? 'left' : arrow === 'ArrowRight' ? 'right' : null;
}
