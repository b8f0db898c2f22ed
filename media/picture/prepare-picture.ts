import type { DiagramPicture, PicturedGroup, PicturedRelation } from '../../server/protocol/diagram.ts';
import type { LayoutEdge, LayoutGraph } from '../layout/layout-graph.ts';
import type { MeasureText } from './measure-text.ts';
import type { SceneBox } from './scene.ts';
import { type BoxShape, headHeight, shapeBox, signatureOf } from './shape-box.ts';
import { shapeGroup } from './shape-group.ts';
import { groupKeyOf, keyOf } from './table-key.ts';

export type PreparedBox = Omit<SceneBox, 'rect'>;

export interface PreparedLine {
  readonly relation: PicturedRelation;
  readonly isInheritance: boolean;
  readonly edge: LayoutEdge;
  readonly label: string;
}

/** What is to be laid out, without the room that there is for it. */
export type PreparedGraph = Omit<LayoutGraph, 'room' | 'way'>;

/** A picture whose boxes have their sizes but no places yet. */
export interface Prepared {
  readonly picture: DiagramPicture;
  readonly boxes: readonly PreparedBox[];
  readonly lines: readonly PreparedLine[];
  readonly graph: PreparedGraph;
}

/** Shapes by what they show; a table that has not changed is neither measured nor written again. */
export interface ShapeCache {
  get(signature: string): BoxShape | undefined;
  set(signature: string, shape: BoxShape): void;
  /** Forgets the shapes that were not asked for since the last call. */
  forgetUnused(): void;
  clear(): void;
}

export function createShapeCache(): ShapeCache {
  let previous = new Map<string, BoxShape>();
  let current = new Map<string, BoxShape>();
  return {
    get(signature) {
      const shape = current.get(signature) ?? previous.get(signature);
      if (shape) current.set(signature, shape);
      return shape;
    },
    set(signature, shape) {
      current.set(signature, shape);
    },
    forgetUnused() {
      previous = current;
      current = new Map();
    },
    clear() {
      previous = new Map();
      current = new Map();
    },
  };
}

/** Measures the boxes of a picture and finds the rows on which its lines end. */
export function preparePicture(picture: DiagramPicture, measure: MeasureText, cache: ShapeCache): Prepared {
  const boxes = picture.overview ? groupBoxes(picture, measure) : tableBoxes(picture, measure, cache);
  const indexes = new Map(boxes.map((box, index) => [box.id, index]));
  const groups = picture.overview ? [] : picture.groups;
  const groupIndexes = new Map(groups.map((group, index) => [group.id, index]));
  const lines = [...prepareLines(picture.relations, boxes, indexes), ...inheritances(boxes, indexes)];
  return {
    picture,
    boxes,
    lines,
    graph: {
      direction: picture.direction,
      isFree: picture.isDirectionFree,
      nodes: boxes.map(({ shape, table }) => ({
        width: shape.width,
        height: shape.height,
        group: groupIndexes.get(table?.group ?? '') ?? -1,
      })),
      edges: lines.map(({ edge }) => edge),
      groups: groups.map(({ title }) => Math.ceil(measure('group', title))),
    },
  };
}

function tableBoxes(
  picture: DiagramPicture,
  measure: MeasureText,
  cache: ShapeCache,
): readonly PreparedBox[] {
  const colours = new Map(picture.groups.map(({ id, colour }) => [id, colour]));
  const boxes = picture.tables.map((table) => {
    const signature = signatureOf(table);
    let shape = cache.get(signature);
    if (shape === undefined) {
      shape = shapeBox(table, measure);
      cache.set(signature, shape);
    }
    return { key: keyOf(table), id: table.id, shape, table, colour: colours.get(table.group ?? '') ?? -1 };
  });
  cache.forgetUnused();
  return boxes;
}

function groupBoxes(picture: DiagramPicture, measure: MeasureText): readonly PreparedBox[] {
  const titles = new Set<string>();
  // Titles are kept from one picture to the next, but two groups may have the same one.
  const keyOnce = (group: PicturedGroup): string => {
    const isTaken = titles.has(group.title);
    titles.add(group.title);
    return isTaken ? `${groupKeyOf(group)} ${group.id}` : groupKeyOf(group);
  };
  return picture.groups.map((group) => ({
    key: keyOnce(group),
    id: group.id,
    shape: shapeGroup(group, measure),
    table: null,
    colour: group.colour,
  }));
}

/** Two lines that end on one row with other marks, or between the same boxes, end so far apart. */
const slotGap = 7;

function prepareLines(
  relations: readonly PicturedRelation[],
  boxes: readonly PreparedBox[],
  indexes: ReadonlyMap<string, number>,
): readonly PreparedLine[] {
  const drawn = relations.filter(({ parent, child }) => indexes.has(parent) && indexes.has(child));
  const pairs = new Map<string, number>();
  const slots = new Map<string, string[]>();
  const slotOf = (box: string, row: string, kind: string): { row: string; kind: string } => {
    const at = `${box}\0${row}`;
    const kinds = slots.get(at);
    if (kinds === undefined) slots.set(at, [kind]);
    else if (!kinds.includes(kind)) kinds.push(kind);
    return { row: at, kind };
  };
  const ends = drawn.map((relation) => {
    const pair = `${relation.parent} ${relation.child}`;
    const nth = pairs.get(pair) ?? 0;
    pairs.set(pair, nth + 1);
    const parentRow = relation.parentColumns[0] ?? '';
    const childRow = relation.columns[0] ?? '';
    return {
      pair,
      parentRow,
      childRow,
      parent: slotOf(relation.parent, parentRow, `p${relation.parentOptional}${nth}`),
      child: slotOf(relation.child, childRow, `c${relation.childUnique}${nth}`),
    };
  });
  const heightOf = (index: number, column: string, { row, kind }: { row: string; kind: string }): number => {
    const { shape, table } = boxes[index]!;
    const middle = shape.rows.get(column) ?? (table === null ? shape.height / 2 : headHeight / 2);
    const kinds = slots.get(row) ?? [kind];
    const gap = Math.min(slotGap, 14 / Math.max(1, kinds.length - 1));
    return middle + (kinds.indexOf(kind) - (kinds.length - 1) / 2) * gap;
  };
  return drawn.map((relation, index) => {
    const end = ends[index]!;
    const parent = indexes.get(relation.parent)!;
    const child = indexes.get(relation.child)!;
    const isRowDrawn = boxes[child]!.shape.rows.has(end.childRow);
    return {
      relation,
      isInheritance: false,
      edge: {
        parent,
        child,
        parentY: heightOf(parent, end.parentRow, end.parent),
        childY: heightOf(child, end.childRow, end.child),
      },
      // A row names its line; where rows are not drawn, lines between the same two boxes need names of their own.
      label: !isRowDrawn && (pairs.get(end.pair) ?? 0) > 1 ? relation.columns.join(', ') : '',
    };
  });
}

/** From each table that inherits to what it inherits from: a line between the heads, which mermaid knows nothing of. */
function inheritances(
  boxes: readonly PreparedBox[],
  indexes: ReadonlyMap<string, number>,
): readonly PreparedLine[] {
  return boxes.flatMap((box, child) =>
    (box.table?.inherits ?? []).flatMap((id): PreparedLine[] => {
      const parent = indexes.get(id);
      if (parent === undefined) return [];
      const relation: PicturedRelation = {
        id: `inherits ${box.key} ${boxes[parent]!.key}`,
        name: '',
        parent: id,
        child: box.id,
        columns: [],
        parentColumns: [],
        parentOptional: false,
        childUnique: false,
        identifying: true,
        onDelete: '',
        onUpdate: '',
        count: 1,
        change: null,
        place: null,
      };
      const edge = { parent, child, parentY: headHeight / 2, childY: headHeight / 2 };
      return [{ relation, isInheritance: true, edge, label: '' }];
    }),
  );
}
