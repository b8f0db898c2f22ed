import { createFlight } from './flight.ts';
import type { Rect } from './layout/layout-graph.ts';
import { legibleScale } from './show-rows.ts';

/** Where the picture's origin stands in the stage, in CSS pixels, and how large it is drawn. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** True while nobody has moved it since it was fitted; it may follow the picture's size then. */
  readonly fitted: boolean;
}

export interface Viewport {
  view(): View;
  /** The stage's size in CSS pixels, without asking the page for a layout. */
  frame(): { readonly width: number; readonly height: number };
  /** What of it is there for a fitted picture. */
  room(): { readonly width: number; readonly height: number };
  /** Shows a view as it was kept. */
  restore(view: View): void;
  /** Tells what the picture covers, which `fit` needs. */
  setPicture(bounds: Rect): void;
  pan(dx: number, dy: number): void;
  /** Zooms by a factor around a point of the stage, by default its middle. */
  zoom(factor: number, at?: { readonly x: number; readonly y: number }): void;
  actualSize(): void;
  /** Shows everything; `smooth` flies there. */
  fit(smooth?: boolean): void;
  /** What the picture covers. */
  bounds(): Rect;
  /** Flies to a part of the picture and shows it large enough to be read, not larger than it is. */
  flyTo(rect: Rect): void;
  /** Puts a point of the picture into the stage's middle. */
  centreOn(x: number, y: number): void;
  /** Whether a part of the picture is in sight as a whole. */
  isInSight(rect: Rect): boolean;
  /**
   * Moves the picture without a person's doing, so that something keeps its place on the screen. One that was fitted and
   * would not show everything any more is fitted again, unless something is in use that has to stay.
   */
  shift(dx: number, dy: number, isInUse: boolean): void;
  /** Pans just far enough to show an element. */
  reveal(element: Element): void;
}

const smallest = 0.01;
/** What one flies to is drawn at least so large. */
const readable = 0.8;
const largest = 4;
const margin = 16;
/** Above the picture there is room for the banner. */
const topMargin = 44;
/** Below it, for the counts and the buttons. */
const bottomMargin = 48;

/** Pan and zoom of a picture in a stage. `onChange` is told of every change. */
export function createViewport(
  stage: HTMLElement,
  picture: HTMLElement,
  onChange: (view: View) => void,
): Viewport {
  let view: View = { x: 0, y: 0, scale: 1, fitted: true };
  let bounds: Rect = { x: 0, y: 0, width: 0, height: 0 };
  let frame = { width: stage.clientWidth, height: stage.clientHeight };
  new ResizeObserver(() => {
    frame = { width: stage.clientWidth, height: stage.clientHeight };
    if (view.fitted) fitIntoStage();
  }).observe(stage);

  const flight = createFlight(apply);

  function show(next: View): void {
    flight.stop();
    apply(next);
  }

  function apply(next: View): void {
    view = next;
    picture.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    const distance = distanceOf(view.scale);
    if (picture.dataset.distance !== distance) picture.dataset.distance = distance;
    onChange(view);
  }

  function zoom(factor: number, at = { x: frame.width / 2, y: frame.height / 2 }): void {
    const scale = Math.min(largest, Math.max(smallest, view.scale * factor));
    const ratio = scale / view.scale;
    show({ x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio, scale, fitted: false });
  }

  function fitIntoStage(): void {
    const fitting = fittingView();
    if (fitting !== null) show(fitting);
  }

  function room() {
    return { width: frame.width - 2 * margin, height: frame.height - topMargin - bottomMargin };
  }

  function fittingView(): View | null {
    if (bounds.width === 0 || frame.width === 0) return null;
    const { width, height } = room();
    const across = width / bounds.width;
    const down = height / bounds.height;
    const scale = Math.max(smallest, Math.min(1, across, down));
    const left = (frame.width - bounds.width * scale) / 2;
    const top = topMargin + (height - bounds.height * scale) / 2;
    return { x: left - bounds.x * scale, y: top - bounds.y * scale, scale, fitted: true };
  }

  function showsEverything(): boolean {
    const left = view.x + bounds.x * view.scale;
    const top = view.y + bounds.y * view.scale;
    const right = left + bounds.width * view.scale;
    const bottom = top + bounds.height * view.scale;
    return left >= 0 && top >= topMargin - 1 && right <= frame.width && bottom <= frame.height;
  }

  return {
    view: () => view,
    frame: () => frame,
    room,
    restore: show,
    setPicture: (next) => {
      bounds = next;
    },
    pan: (dx, dy) => show({ ...view, x: view.x + dx, y: view.y + dy, fitted: false }),
    zoom,
    actualSize: () => zoom(1 / view.scale),
    fit(smooth = false) {
      const fitting = fittingView();
      if (fitting === null) return;
      if (smooth) flight.start(view, fitting, frame);
      else show(fitting);
    },
    bounds: () => bounds,
    flyTo({ x, y, width, height }) {
      if (frame.width === 0) return;
      const fitting = Math.min(
        (frame.width - 2 * margin) / width,
        (frame.height - topMargin - margin) / height,
      );
      const scale = Math.max(smallest, Math.min(Math.max(view.scale, readable), Math.max(fitting, 0.3), 1.5));
      const isTall = height * scale > frame.height - topMargin - margin;
      const top = isTall ? topMargin : (frame.height - height * scale) / 2;
      const to = {
        x: (frame.width - width * scale) / 2 - x * scale,
        y: top - y * scale,
        scale,
        fitted: false,
      };
      flight.start(view, to, frame);
    },
    centreOn: (x, y) =>
      show({
        ...view,
        x: frame.width / 2 - x * view.scale,
        y: frame.height / 2 - y * view.scale,
        fitted: false,
      }),
    isInSight({ x, y, width, height }) {
      const left = view.x + x * view.scale;
      const top = view.y + y * view.scale;
      const right = left + width * view.scale;
      const bottom = top + height * view.scale;
      return left >= 0 && top >= 0 && right <= frame.width && bottom <= frame.height;
    },
    shift: (dx, dy, isInUse) => {
      show({ ...view, x: view.x + dx, y: view.y + dy });
      if (view.fitted && !isInUse && !showsEverything()) fitIntoStage();
    },
    reveal: (element) => {
      const box = element.getBoundingClientRect();
      const frame = stage.getBoundingClientRect();
      const dx = distanceInto(box.left, box.right, frame.left + margin, frame.right - margin);
      const dy = distanceInto(box.top, box.bottom, frame.top + margin, frame.bottom - margin);
      if (dx !== 0 || dy !== 0) show({ ...view, x: view.x + dx, y: view.y + dy, fitted: false });
    },
  };
}

/** How far a stretch has to move to lie within another; its start wins where it is too long. */
function distanceInto(start: number, end: number, from: number, to: number): number {
  if (start < from || end - start > to - from) return from - start;
  return end > to ? to - end : 0;
}

/** From how far the picture is seen; the stylesheet draws less, and that larger, where rows cannot be read. */
function distanceOf(scale: number): string {
  return scale >= legibleScale() ? 'near' : scale >= 0.13 ? 'far' : 'farther';
}
