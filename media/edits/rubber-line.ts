const svg = 'http://www.w3.org/2000/svg';

interface Sides {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface RubberLine {
  /** From a row to the pointer, or to the row under it. */
  draw(from: Sides, to: { readonly x: number; readonly y: number; readonly row: Sides | null }): void;
  setHits(hits: boolean): void;
  hide(): void;
}

/** The line that follows the pointer while two columns are being connected. It takes no part in what is below it. */
export function createRubberLine(): RubberLine {
  const layer = document.createElementNS(svg, 'svg');
  layer.setAttribute('class', 'rubber');
  layer.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  const tip = document.createElementNS(svg, 'circle');
  tip.setAttribute('r', '4');
  layer.append(path, tip);

  return {
    draw(from, { x, y, row }) {
      if (layer.parentNode === null) document.body.append(layer);
      const end = row ?? { left: x, right: x, top: y, bottom: y };
      // Boxes that stand above each other are connected by their nearer sides, as the picture's own lines are.
      const isBeside = end.left > from.right || end.right < from.left;
      const startsRight = isBeside
        ? end.left > from.right
        : Math.abs(end.right - from.right) <= Math.abs(end.left - from.left);
      const endsRight = isBeside ? !startsRight : startsRight;
      const x1 = startsRight ? from.right : from.left;
      const x2 = endsRight ? end.right : end.left;
      const y1 = (from.top + from.bottom) / 2;
      const y2 = (end.top + end.bottom) / 2;
      const bend = Math.max(32, isBeside ? Math.abs(x2 - x1) / 2 : 0);
      const out = startsRight ? bend : -bend;
      const into = row === null ? 0 : endsRight ? bend : -bend;
      path.setAttribute('d', `M${x1} ${y1}C${x1 + out} ${y1} ${x2 + into} ${y2} ${x2} ${y2}`);
      tip.setAttribute('cx', String(x2));
      tip.setAttribute('cy', String(y2));
    },
    setHits: (hits) => layer.classList.toggle('hits', hits),
    hide() {
      layer.remove();
      layer.classList.remove('hits');
    },
  };
}
