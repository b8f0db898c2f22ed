import type { PictureElement } from './picture/patch-svg.ts';
import type { Scene } from './picture/scene.ts';
import type { View } from './viewport.ts';

/** With more tables than this, the rows of those that are not looked at cost more than they are worth. */
const manyTables = 80;
/** Below this scale rows cannot be read on an ordinary screen. */
const legibleOnOrdinary = 0.4;

/** Below this scale the stylesheet shows names in place of rows; a dense screen keeps smaller letters legible. */
export function legibleScale(): number {
  return legibleOnOrdinary / Math.sqrt(Math.min(2, Math.max(1, window.devicePixelRatio)));
}

/** Rows are shown so far beyond the stage, in its own sizes, so that panning finds them there. */
const ahead = 0.5;

export interface RowDisplay {
  setScene(scene: Scene | null): void;
  update(view: View, frame: { readonly width: number; readonly height: number }): void;
}

/** Shows the rows of a large picture's tables only where they can be read. */
export function createRowDisplay(picture: HTMLElement, element: PictureElement): RowDisplay {
  let scene: Scene | null = null;
  let open = new Set<string>();

  return {
    setScene(next) {
      scene = next;
      picture.classList.toggle('many', next !== null && next.boxes.size > manyTables);
      if (next === null) open = new Set();
    },
    update(view, { width, height }) {
      if (scene === null || scene.boxes.size <= manyTables) return;
      const next = new Set<string>();
      if (view.scale >= legibleScale()) {
        const left = (-view.x - width * ahead) / view.scale;
        const right = (-view.x + width * (1 + ahead)) / view.scale;
        const top = (-view.y - height * ahead) / view.scale;
        const bottom = (-view.y + height * (1 + ahead)) / view.scale;
        for (const { key, rect } of scene.boxes.values()) {
          const isNear =
            rect.x < right && rect.x + rect.width > left && rect.y < bottom && rect.y + rect.height > top;
          if (isNear) next.add(key);
        }
      }
      for (const key of open) if (!next.has(key)) element.box(key)?.removeAttribute('data-open');
      for (const key of next) element.box(key)?.setAttribute('data-open', '');
      open = next;
    },
  };
}
