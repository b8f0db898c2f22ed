/** Where the picture's corner stands in the stage, in CSS pixels, and how large it is drawn. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** True while nobody has moved it since it was fitted; it may follow the picture's size then. */
  readonly fitted: boolean;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Viewport {
  view(): View;
  /** Shows a view as it was kept. */
  restore(view: View): void;
  /** Tells the size of the picture, which `fit` needs. */
  setPicture(size: Size): void;
  pan(dx: number, dy: number): void;
  /** Zooms by a factor around a point of the stage, by default its middle. */
  zoom(factor: number, at?: { readonly x: number; readonly y: number }): void;
  actualSize(): void;
  fit(): void;
  /** Moves the picture without a person's doing: it stays fitted if it was and still shows everything. */
  shift(dx: number, dy: number): void;
  /** Pans just far enough to show an element. */
  reveal(element: Element): void;
}

const smallest = 0.05;
const largest = 4;
const margin = 24;
/** Above the picture there is room for the banner. */
const topMargin = 44;

/** Pan and zoom of a picture in a stage. `onChange` is told of every change. */
export function createViewport(
  stage: HTMLElement,
  picture: HTMLElement,
  onChange: (view: View) => void,
): Viewport {
  let view: View = { x: 0, y: 0, scale: 1, fitted: true };
  let size: Size = { width: 0, height: 0 };

  function show(next: View): void {
    view = next;
    picture.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    onChange(view);
  }

  function zoom(factor: number, at = { x: stage.clientWidth / 2, y: stage.clientHeight / 2 }): void {
    const scale = Math.min(largest, Math.max(smallest, view.scale * factor));
    const ratio = scale / view.scale;
    show({ x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio, scale, fitted: false });
  }

  function fitIntoStage(): void {
    if (size.width === 0 || stage.clientWidth === 0) return;
    const across = (stage.clientWidth - 2 * margin) / size.width;
    const down = (stage.clientHeight - topMargin - margin) / size.height;
    const scale = Math.max(smallest, Math.min(1, across, down));
    const x = (stage.clientWidth - size.width * scale) / 2;
    const y = Math.max(topMargin, (stage.clientHeight - size.height * scale) / 2);
    show({ x, y, scale, fitted: true });
  }

  function showsEverything(): boolean {
    const right = view.x + size.width * view.scale;
    const bottom = view.y + size.height * view.scale;
    return (
      view.x >= 0 && view.y >= topMargin - 1 && right <= stage.clientWidth && bottom <= stage.clientHeight
    );
  }

  return {
    view: () => view,
    restore: show,
    setPicture: (next) => {
      size = next;
    },
    pan: (dx, dy) => show({ ...view, x: view.x + dx, y: view.y + dy, fitted: false }),
    zoom,
    actualSize: () => zoom(1 / view.scale),
    fit: fitIntoStage,
    shift: (dx, dy) => {
      show({ ...view, x: view.x + dx, y: view.y + dy });
      if (view.fitted && !showsEverything()) fitIntoStage();
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
