import type { Rect } from '../layout/layout-graph.ts';

export type ArrowKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

interface Placed {
  readonly key: string;
  readonly rect: Rect;
}

/** Steps aside count so much more than steps ahead. */
const asideWeight = 2.5;

/** The box that is next in an arrow's direction; null where there is none. */
export function nextTable(boxes: Iterable<Placed>, from: Placed, arrow: ArrowKey): string | null {
  const isAcross = arrow === 'ArrowLeft' || arrow === 'ArrowRight';
  const sign = arrow === 'ArrowRight' || arrow === 'ArrowDown' ? 1 : -1;
  let best: { readonly key: string; readonly cost: number } | null = null;
  for (const box of boxes) {
    if (box.key === from.key) continue;
    const ahead = sign * (isAcross ? middleX(box) - middleX(from) : middleY(box) - middleY(from));
    if (ahead <= 1) continue;
    const aside = isAcross
      ? gap(from.rect.y, from.rect.height, box.rect.y, box.rect.height)
      : gap(from.rect.x, from.rect.width, box.rect.x, box.rect.width);
    const offset = isAcross ? middleY(box) - middleY(from) : middleX(box) - middleX(from);
    // Boxes that lie more aside than ahead belong to another arrow.
    if (aside > ahead) continue;
    const cost = ahead + aside * asideWeight + Math.abs(offset) * 0.1;
    if (best === null || cost < best.cost) best = { key: box.key, cost };
  }
  return best?.key ?? null;
}

function middleX({ rect }: Placed): number {
  return rect.x + rect.width / 2;
}

function middleY({ rect }: Placed): number {
  return rect.y + rect.height / 2;
}

/** How far two stretches are from each other; 0 where they overlap. */
function gap(start: number, length: number, other: number, otherLength: number): number {
  return Math.max(0, other - (start + length), start - (other + otherLength));
}
