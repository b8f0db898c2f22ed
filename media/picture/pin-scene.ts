import type { Point, Rect } from '../layout/layout-graph.ts';
import { loopAt, routeSimple } from '../layout/route-simple.ts';
import { boundsOf } from './assemble-scene.ts';
import type { Prepared, PreparedBox, PreparedLine } from './prepare-picture.ts';
import type { Scene, SceneBox, SceneGroup, SceneLine } from './scene.ts';

/** An edit that adds more tables than this is not one that someone types. */
const newTables = 4;
const gap = 40;

/** Whether a picture is near enough to the drawn one to keep all places until the next layout. */
export function canPin({ picture, boxes }: Prepared, drawn: Scene): boolean {
  const before = drawn.picture;
  if (picture.overview || before.overview) return false;
  if (picture.detail !== before.detail || picture.direction !== before.direction) return false;
  if (picture.grouping !== before.grouping || boxes.length === 0) return false;
  const added = boxes.filter(({ key }) => !drawn.boxes.has(key)).length;
  return added <= newTables && drawn.boxes.size - (boxes.length - added) <= newTables;
}

/** The picture with every box where it was: boxes grow in place, and new ones stand where there is room. */
export function pinScene({ picture, boxes, lines }: Prepared, drawn: Scene): Scene {
  const placed = new Map<string, SceneBox>();
  for (const box of boxes) {
    const before = drawn.boxes.get(box.key);
    if (before) placed.set(box.key, { ...box, rect: sized(before.rect, box) });
  }
  for (const [index, box] of boxes.entries()) {
    if (placed.has(box.key)) continue;
    const partner = lines
      .filter(({ edge }) => edge.parent === index || edge.child === index)
      .map(({ edge }) => placed.get(boxes[edge.parent === index ? edge.child : edge.parent]!.key))
      .find((other) => other !== undefined);
    placed.set(box.key, { ...box, rect: sized(freePlace(box, partner, placed), box) });
  }
  const routed = new Map<string, SceneLine>();
  for (const line of lines) {
    const parent = placed.get(boxes[line.edge.parent]!.key)!;
    const child = placed.get(boxes[line.edge.child]!.key)!;
    const before = drawn.lines.get(line.relation.id);
    routed.set(line.relation.id, {
      relation: line.relation,
      isInheritance: line.isInheritance,
      parentKey: parent.key,
      childKey: child.key,
      points: (before && follow(before, line, parent, child, drawn)) ?? route(line, parent, child),
      parentY: line.edge.parentY,
      childY: line.edge.childY,
      label: line.label,
    });
  }
  const groups = growGroups(picture.groups, drawn.groups, placed.values());
  return {
    picture,
    boxes: placed,
    lines: routed,
    groups,
    bounds: boundsOf(placed.values(), routed.values(), groups),
  };
}

function sized({ x, y }: Point, { shape }: PreparedBox): Rect {
  return { x, y, width: shape.width, height: shape.height };
}

function route({ edge }: PreparedLine, parent: SceneBox, child: SceneBox): readonly Point[] {
  if (parent === child) return loopAt(parent.rect, parent.rect.width, edge.parentY, edge.childY);
  return routeSimple({ box: parent.rect, y: edge.parentY }, { box: child.rect, y: edge.childY });
}

/** The line's old way with its ends moved to where their rows are now; undefined where that would not look right. */
function follow(
  before: SceneLine,
  { edge }: PreparedLine,
  parent: SceneBox,
  child: SceneBox,
  drawn: Scene,
): readonly Point[] | undefined {
  const oldParent = drawn.boxes.get(parent.key);
  const oldChild = drawn.boxes.get(child.key);
  if (!oldParent || !oldChild || before.parentKey !== parent.key || before.childKey !== child.key)
    return undefined;
  const start = movedEnd(before.points[0]!, oldParent.rect, parent.rect, edge.parentY);
  const end = movedEnd(before.points.at(-1)!, oldChild.rect, child.rect, edge.childY);
  const stays = start.x === before.points[0]!.x && start.y === before.points[0]!.y;
  if (stays && end.x === before.points.at(-1)!.x && end.y === before.points.at(-1)!.y) return before.points;
  if (before.points.length < 4) return undefined;
  const points = [...before.points];
  const last = points.length - 1;
  points[0] = start;
  points[1] = { x: points[1]!.x, y: start.y };
  points[last - 1] = { x: points[last - 1]!.x, y: end.y };
  points[last] = end;
  // A box that has grown over the line's first turn needs another way.
  const passes = (from: Point, to: Point, box: Rect): boolean =>
    from.x > box.x ? to.x < from.x + 12 : to.x > from.x - 12;
  if (passes(start, points[1]!, parent.rect) || passes(end, points[last - 1]!, child.rect)) return undefined;
  return points;
}

function movedEnd(end: Point, before: Rect, box: Rect, y: number): Point {
  const isRight = Math.abs(end.x - (before.x + before.width)) < Math.abs(end.x - before.x);
  return { x: isRight ? box.x + box.width : box.x, y: box.y + y };
}

/** Beside the table that it belongs to, where there is room, or else below everything. */
function freePlace(
  { shape }: PreparedBox,
  partner: SceneBox | undefined,
  placed: ReadonlyMap<string, SceneBox>,
): Point {
  const others = [...placed.values()].map(({ rect }) => rect);
  const isFree = ({ x, y }: Point): boolean =>
    !others.some(
      (rect) =>
        x < rect.x + rect.width + gap / 2 &&
        rect.x < x + shape.width + gap / 2 &&
        y < rect.y + rect.height + gap / 2 &&
        rect.y < y + shape.height + gap / 2,
    );
  if (partner) {
    const { x, y, width, height } = partner.rect;
    const candidates = [
      { x: x + width + 2 * gap, y },
      { x: x - shape.width - 2 * gap, y },
      { x, y: y + height + gap },
      { x, y: y - shape.height - gap },
    ];
    const found = candidates.find(isFree);
    if (found) return found;
  }
  const left = Math.min(0, ...others.map(({ x }) => x));
  const bottom = Math.max(0, ...others.map(({ y, height }) => y + height));
  return { x: others.length > 0 ? Math.min(...others.map(({ x }) => x)) : left, y: bottom + gap };
}

/** The frames, grown so that they still hold the tables that they held. */
function growGroups(
  groups: Scene['picture']['groups'],
  before: readonly SceneGroup[],
  boxes: Iterable<SceneBox>,
): readonly SceneGroup[] {
  const all = [...boxes];
  return groups.flatMap((group) => {
    const old = before.find((other) => other.group.title === group.title);
    if (old === undefined) return [];
    const { x, y } = old.rect;
    let { width, height } = old.rect;
    for (const { table, rect } of all) {
      if (table?.group !== group.id || !overlap(rect, old.rect)) continue;
      width = Math.max(width, rect.x + rect.width + 16 - x);
      height = Math.max(height, rect.y + rect.height + 16 - y);
    }
    return [{ group, rect: { x, y, width, height } }];
  });
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
