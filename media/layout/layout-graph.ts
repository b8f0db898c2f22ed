/** A box to be placed; all lengths are CSS pixels at a scale of 1. */
export interface LayoutNode {
  readonly width: number;
  readonly height: number;
  /** Index of its group, -1 for none. */
  readonly group: number;
}

/** A line between two boxes; both ends are on a row, to the left or the right of it. */
export interface LayoutEdge {
  /** Indexes of the boxes. */
  readonly parent: number;
  readonly child: number;
  /** Where the ends are, from the upper side of their box. */
  readonly parentY: number;
  readonly childY: number;
}

/**
 * ELK from left to right, or broken into several such rows; or layers of our own that follow each other to the right or
 * down, or down with each box below the middle of another.
 */
export type LayoutWay = 'elk' | 'elk wrapped' | 'LR' | 'TB' | 'TB centred';

export interface LayoutGraph {
  readonly direction: 'LR' | 'TB';
  /** Whether another direction may be taken where the picture fits better then. */
  readonly isFree: boolean;
  /** How the same tables and lines were laid out before; null to choose. */
  readonly way: LayoutWay | null;
  /** What is there for the picture, in CSS pixels. */
  readonly room: { readonly width: number; readonly height: number };
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
  /** The least width of each group, which its title needs. */
  readonly groups: readonly number[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where everything stands; the lists are in the order of the graph's. Lines run from the parent to the child. */
export interface Layout {
  readonly nodes: readonly Point[];
  readonly edges: readonly (readonly Point[])[];
  readonly groups: readonly Rect[];
  readonly width: number;
  readonly height: number;
  /** In which way it was made. */
  readonly way?: LayoutWay;
}

/**
 * How long a layer may become so that the whole gets about the shape of its room: about as long as the room's side
 * would be if everything filled it, with a gap around each box for its lines.
 */
export function layerLimit(
  { nodes, direction, room }: LayoutGraph,
  gap: { readonly width: number; readonly height: number },
): number {
  const area = nodes.reduce((sum, { width, height }) => sum + (width + gap.width) * (height + gap.height), 0);
  const aspect = aspectOf(room);
  return Math.max(600, 1.06 * Math.sqrt(direction === 'LR' ? area / aspect : area * aspect));
}

/** Width by height, of rooms that are not too odd. */
export function aspectOf({ width, height }: LayoutGraph['room']): number {
  return Math.min(2.5, Math.max(0.6, width / Math.max(1, height)));
}

/** Around the picture, in pixels. */
export const pictureMargin = 16;
/** What a group's frame leaves free around its tables; its title stands in the upper part. */
export const framePadding = { side: 22, top: 42, bottom: 20 } as const;
/** A line runs straight for this long where it leaves a box: the cardinality's mark is drawn there. */
export const stub = 20;
/** Between parallel lines. */
export const trackGap = 8;
