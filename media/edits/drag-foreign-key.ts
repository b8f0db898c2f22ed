import type { PicturedTable } from '../../server/protocol/diagram.ts';
import type { DiagramContext } from '../controls/diagram-context.ts';
import { fill, words } from '../host.ts';
import { askToConnect, isEditable } from './ask-for-edit.ts';
import { createRubberLine } from './rubber-line.ts';

/** A pointer that moves less than this, in CSS pixels, clicks; the picture would be moved from there on. */
const dragThreshold = 4;

interface Row {
  readonly table: PicturedTable;
  readonly column: string;
  readonly node: Element;
}

/**
 * Drags a foreign key from one column's row to another's: a line follows the pointer, the row below it lights up,
 * Escape and letting go anywhere else cancel. A finger and the other buttons move the picture as everywhere.
 */
export function listenToConnecting(context: DiagramContext): void {
  const { stage } = context.page;
  const line = createRubberLine();
  let start: (Row & { readonly x: number; readonly y: number }) | null = null;
  let isConnecting = false;
  let target: Row | null = null;
  let spaceHeld = false;

  function rowAt(element: Element | null): Row | null {
    const node = element?.closest<SVGElement>('.row[data-column]') ?? null;
    const key = node?.closest<SVGElement>('g.node[data-key]')?.dataset.key;
    const table = key === undefined ? null : context.scene()?.boxes.get(key)?.table;
    const column = node?.dataset.column;
    return node && table && column !== undefined && isEditable(table) ? { table, column, node } : null;
  }

  function aim(row: Row | null): void {
    if (row?.node === target?.node) return;
    target?.node.classList.remove('drop');
    target = row;
    row?.node.classList.add('drop');
    line.setHits(row !== null);
    if (row && start) context.announce(fill(words.connectTo, nameOf(start), nameOf(row)));
  }

  function end(): void {
    aim(null);
    start?.node.classList.remove('dragged');
    stage.classList.remove('connecting');
    line.hide();
    start = null;
    isConnecting = false;
  }

  stage.addEventListener('pointerdown', (event) => {
    const isDrag = !spaceHeld && event.button === 0 && event.pointerType !== 'touch' && event.isPrimary;
    const row = isDrag && event.target instanceof Element ? rowAt(event.target) : null;
    start = row && { ...row, x: event.clientX, y: event.clientY };
  });
  const move = (event: PointerEvent): void => {
    if (start === null) return;
    if (!isConnecting) {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) < dragThreshold) return;
      isConnecting = true;
      // The press is no longer one that moves the picture or clicks.
      stage.dispatchEvent(new Event('pointercancel'));
      stage.classList.add('connecting');
      start.node.classList.add('dragged');
      context.announce(fill(words.connecting, nameOf(start)));
    }
    const below = rowAt(document.elementFromPoint(event.clientX, event.clientY));
    aim(below && below.node !== start.node ? below : null);
    line.draw(start.node.getBoundingClientRect(), {
      x: event.clientX,
      y: event.clientY,
      row: target?.node.getBoundingClientRect() ?? null,
    });
  };
  // Before the listener that moves the picture.
  window.addEventListener('pointermove', move, true);
  window.addEventListener('pointerup', () => {
    const from = start;
    const to = isConnecting ? target : null;
    end();
    const uri = context.result()?.uri;
    if (from && to && uri !== undefined) askToConnect(uri, from.table, from.column, to);
  });
  stage.addEventListener('pointercancel', (event) => {
    if (event.isTrusted) end();
  });
  window.addEventListener('blur', end);
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === ' ' && event.target === document.body) spaceHeld = true;
      if (!isConnecting || event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end();
    },
    true,
  );
  window.addEventListener('keyup', (event) => {
    if (event.key === ' ') spaceHeld = false;
  });
}

function nameOf({ table, column }: Pick<Row, 'table' | 'column'>): string {
  return `${table.name}.${column}`;
}
