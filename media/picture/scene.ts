import type {
  DiagramPicture,
  PicturedGroup,
  PicturedRelation,
  PicturedTable,
} from '../../server/protocol/diagram.ts';
import type { Point, Rect } from '../layout/layout-graph.ts';
import type { BoxShape } from './shape-box.ts';

/** A drawn table, or a group of an overview. */
export interface SceneBox {
  readonly key: string;
  /** Its id in the picture, `T3` or `G0`, which may be another one in the next picture. */
  readonly id: string;
  readonly rect: Rect;
  readonly shape: BoxShape;
  /** Null in an overview. */
  readonly table: PicturedTable | null;
  /** Index of its colour among the groups', -1 without a group. */
  readonly colour: number;
}

export interface SceneLine {
  readonly relation: PicturedRelation;
  /** True for a line from a table to one that it inherits from; its relation is none of the picture's. */
  readonly isInheritance: boolean;
  readonly parentKey: string;
  readonly childKey: string;
  /** From the parent to the child. */
  readonly points: readonly Point[];
  /** Where each end is on its box, from the upper side. */
  readonly parentY: number;
  readonly childY: number;
  /** Told apart from other lines between the same boxes by its columns' names. */
  readonly label: string;
}

export interface SceneGroup {
  readonly group: PicturedGroup;
  readonly rect: Rect;
}

/** The geometry of what is drawn, in the picture's own pixels: for maps, flights and exports. */
export interface Scene {
  readonly picture: DiagramPicture;
  readonly boxes: ReadonlyMap<string, SceneBox>;
  readonly lines: ReadonlyMap<string, SceneLine>;
  readonly groups: readonly SceneGroup[];
  /** What the picture covers, its margin included. The corner may be negative after an edit. */
  readonly bounds: Rect;
}

/** The middle of a box's upper side, by which its place on the screen is kept. */
export function anchorPoint({ rect }: SceneBox): Point {
  return { x: rect.x + rect.width / 2, y: rect.y };
}
