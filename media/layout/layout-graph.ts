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

export interface LayoutGraph {
  readonly direction: 'LR' | 'TB';
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
}

/** Around the picture, in pixels. */
export const pictureMargin = 16;
/** What a group's frame leaves free around its tables; its title stands in the upper part. */
export const framePadding = { side: 22, top: 42, bottom: 20 } as const;
/** A line runs straight for this long where it leaves a box: the cardinality's mark is drawn there. */
export const stub = 20;
/** Between parallel lines. */
export const trackGap = 8;
