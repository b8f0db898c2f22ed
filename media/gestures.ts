import type { Viewport } from './viewport.ts';

/** A pointer that moves less than this, in CSS pixels, clicks instead of dragging. */
const dragThreshold = 4;
/** Of two clicks that are nearer in time, in milliseconds, the first one waits for the second. */
const doubleClick = 220;

export interface Clicks {
  /** A single click on something of the picture. */
  open(target: Element): void;
  /** A double click. */
  focus(target: Element): void;
  menu(target: Element, at: { readonly x: number; readonly y: number }): void;
}

/** Pointer and wheel: dragging and the touchpad pan, the mouse wheel and pinching zoom, clicks are handed on. */
export function listenToGestures(stage: HTMLElement, viewport: Viewport, clicks: Clicks): void {
  let drag: {
    readonly x: number;
    readonly y: number;
    readonly target: Element | null;
    moved: boolean;
  } | null = null;
  let spaceHeld = false;
  let clicked: ReturnType<typeof setTimeout> | undefined;

  stage.addEventListener('pointerdown', (event) => {
    if (event.button > 1) return;
    const isClick = event.button === 0 && !spaceHeld && event.target instanceof Element;
    drag = { x: event.clientX, y: event.clientY, target: isClick ? event.target : null, moved: false };
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
    const target = drag !== null && !drag.moved ? drag.target : null;
    endDrag();
    clearTimeout(clicked);
    if (target) clicked = setTimeout(() => clicks.open(target), doubleClick);
  });
  stage.addEventListener('pointercancel', endDrag);
  stage.addEventListener('dblclick', (event) => {
    clearTimeout(clicked);
    if (event.target instanceof Element) clicks.focus(event.target);
  });
  stage.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    endDrag();
    // The keyboard's menu key is answered where the keys are.
    if (event.button === 2 && event.target instanceof Element)
      clicks.menu(event.target, { x: event.clientX, y: event.clientY });
  });

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

  document.addEventListener('keydown', (event) => {
    const isTyped = event.target instanceof HTMLElement && event.target !== document.body;
    if (event.key !== ' ' || isTyped) return;
    spaceHeld = true;
    event.preventDefault();
  });
  document.addEventListener('keyup', (event) => {
    if (event.key === ' ') spaceHeld = false;
  });
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
