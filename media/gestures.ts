import type { Viewport } from './viewport.ts';

/** A pointer that moves less than this, in CSS pixels, clicks instead of dragging. */
const dragThreshold = 4;
const keyboardStep = 60;
const zoomStep = 1.2;

/**
 * Pointer, wheel and keyboard: dragging and the touchpad pan, the mouse wheel and pinching zoom, `+`, `-`, `0`
 * and `f` zoom, arrows pan. `onTable` is called for a click or Enter on a table.
 */
export function listenToGestures(
  stage: HTMLElement,
  viewport: Viewport,
  onTable: (table: SVGGElement) => void,
): void {
  let drag: {
    readonly x: number;
    readonly y: number;
    readonly table: SVGGElement | null;
    moved: boolean;
  } | null = null;
  let spaceHeld = false;

  stage.addEventListener('pointerdown', (event) => {
    if (event.button > 1) return;
    const table = event.button === 0 && !spaceHeld ? tableAt(event.target) : null;
    drag = { x: event.clientX, y: event.clientY, table, moved: false };
  });
  stage.addEventListener('pointermove', (event) => {
    if (drag === null) return;
    const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) >= dragThreshold;
    if (!drag.moved && !far) return;
    if (!drag.moved) {
      stage.setPointerCapture(event.pointerId);
      stage.classList.add('dragging');
    }
    viewport.pan(event.clientX - drag.x, event.clientY - drag.y);
    drag = { ...drag, x: event.clientX, y: event.clientY, moved: true };
  });
  const endDrag = (): void => {
    drag = null;
    stage.classList.remove('dragging');
  };
  stage.addEventListener('pointerup', () => {
    const clicked = drag !== null && !drag.moved ? drag.table : null;
    endDrag();
    if (clicked) onTable(clicked);
  });
  stage.addEventListener('pointercancel', endDrag);

  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const frame = stage.getBoundingClientRect();
      const at = { x: event.clientX - frame.left, y: event.clientY - frame.top };
      if (event.ctrlKey || event.metaKey) viewport.zoom(zoomFactor(event, 0.01), at);
      else if (event.shiftKey && event.deltaX === 0) viewport.pan(-event.deltaY, 0);
      else if (isMouseWheel(event)) viewport.zoom(zoomFactor(event, 0.0016), at);
      else viewport.pan(-event.deltaX, -event.deltaY);
    },
    { passive: false },
  );

  const keys: Readonly<Record<string, () => void>> = {
    '+': () => viewport.zoom(zoomStep),
    '=': () => viewport.zoom(zoomStep),
    '-': () => viewport.zoom(1 / zoomStep),
    '0': () => viewport.actualSize(),
    f: () => viewport.fit(),
    ArrowLeft: () => viewport.pan(keyboardStep, 0),
    ArrowRight: () => viewport.pan(-keyboardStep, 0),
    ArrowUp: () => viewport.pan(0, keyboardStep),
    ArrowDown: () => viewport.pan(0, -keyboardStep),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const table = tableAt(event.target);
    if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) {
      spaceHeld = true;
      event.preventDefault();
    } else if (event.key === 'Enter' && table) {
      onTable(table);
    } else {
      const action = keys[event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    }
  });
  document.addEventListener('keyup', (event) => {
    if (event.key === ' ') spaceHeld = false;
  });
  stage.addEventListener('focusin', (event) => {
    const table = tableAt(event.target);
    if (table?.matches(':focus-visible')) viewport.reveal(table);
  });
}

function tableAt(target: EventTarget | null): SVGGElement | null {
  return target instanceof Element ? target.closest<SVGGElement>('g.node[data-table]') : null;
}

function zoomFactor(event: WheelEvent, speed: number): number {
  const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
  return Math.exp(-Math.max(-200, Math.min(200, pixels)) * speed);
}

/** A mouse wheel turns in whole notches and in one direction; a touchpad glides. */
function isMouseWheel(event: WheelEvent): boolean {
  if (event.deltaMode !== WheelEvent.DOM_DELTA_PIXEL) return true;
  return event.deltaX === 0 && Math.abs(event.deltaY) >= 50 && Number.isInteger(event.deltaY);
}
