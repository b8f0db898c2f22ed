import type { Point } from './layout-graph.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Puts rectangles onto shelves of about this length, the highest first, and tells how much room they take. */
export function packShelves(
  sizes: readonly Size[],
  length: number,
  gap: number,
): { readonly places: readonly Point[]; readonly width: number; readonly height: number } {
  const places: Point[] = sizes.map(() => ({ x: 0, y: 0 }));
  const order = sizes.map((_, index) => index).sort((a, b) => sizes[b]!.height - sizes[a]!.height || a - b);
  let x = 0;
  let y = 0;
  let shelf = 0;
  let width = 0;
  for (const index of order) {
    const size = sizes[index]!;
    if (x > 0 && x + size.width > length) {
      y += shelf + gap;
      x = 0;
      shelf = 0;
    }
    places[index] = { x, y };
    x += size.width + gap;
    shelf = Math.max(shelf, size.height);
    width = Math.max(width, x - gap);
  }
  return { places, width, height: y + shelf };
}

/** The length of shelves that makes the whole about `aspect` times as wide as it is high. */
export function shelfLength(sizes: readonly Size[], gap: number, aspect: number): number {
  const area = sizes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  return Math.max(Math.sqrt(area * aspect), ...sizes.map((size) => size.width));
}
