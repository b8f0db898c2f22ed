import { type Layout, pictureMargin, type Rect } from '../layout/layout-graph.ts';
import type { Prepared } from './prepare-picture.ts';
import type { Scene, SceneBox, SceneGroup, SceneLine } from './scene.ts';

/** A prepared picture with the places of a layout. */
export function assembleScene({ picture, boxes, lines }: Prepared, layout: Layout): Scene {
  const placed = new Map<string, SceneBox>();
  for (const [index, box] of boxes.entries()) {
    const { width, height } = box.shape;
    placed.set(box.key, { ...box, rect: { ...layout.nodes[index]!, width, height } });
  }
  const drawn = new Map<string, SceneLine>();
  for (const [index, { relation, isInheritance, edge, label }] of lines.entries()) {
    drawn.set(relation.id, {
      relation,
      isInheritance,
      parentKey: boxes[edge.parent]!.key,
      childKey: boxes[edge.child]!.key,
      points: layout.edges[index]!,
      parentY: edge.parentY,
      childY: edge.childY,
      label,
    });
  }
  const groups: SceneGroup[] = layout.groups.map((rect, index) => ({ group: picture.groups[index]!, rect }));
  const bounds = { x: 0, y: 0, width: layout.width, height: layout.height };
  return { picture, boxes: placed, lines: drawn, groups, bounds };
}

/** The picture of an overview: the groups in a grid, the largest first, and straight lines between them. */
export function overviewScene(prepared: Prepared): Scene {
  const { boxes, lines, picture } = prepared;
  const gap = 56;
  const columns = Math.max(1, Math.ceil(Math.sqrt(boxes.length * 0.7)));
  const width = Math.max(0, ...boxes.map(({ shape }) => shape.width));
  const counts = new Map(picture.groups.map(({ id, tableCount }) => [id, tableCount]));
  const order = boxes
    .map((_, index) => index)
    .sort((a, b) => (counts.get(boxes[b]!.id) ?? 0) - (counts.get(boxes[a]!.id) ?? 0) || a - b);
  const nodes = boxes.map(() => ({ x: 0, y: 0 }));
  let height = 0;
  for (const [place, index] of order.entries()) {
    const x = pictureMargin + (place % columns) * (width + gap);
    const y = pictureMargin + Math.floor(place / columns) * (boxes[index]!.shape.height + gap);
    nodes[index] = { x, y };
    height = Math.max(height, y + boxes[index]!.shape.height);
  }
  const middle = (index: number) => ({
    x: nodes[index]!.x + boxes[index]!.shape.width / 2,
    y: nodes[index]!.y + boxes[index]!.shape.height / 2,
  });
  const edges = lines.map(({ edge }) => [middle(edge.parent), middle(edge.child)]);
  const across = Math.min(columns, boxes.length);
  return assembleScene(prepared, {
    nodes,
    edges,
    groups: [],
    width: across * (width + gap) - gap + 2 * pictureMargin,
    height: height + pictureMargin,
  });
}

/** The smallest rectangle around all of a scene's parts. */
export function boundsOf(
  boxes: Iterable<SceneBox>,
  lines: Iterable<SceneLine>,
  groups: readonly SceneGroup[],
): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const include = (x: number, y: number): void => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  };
  for (const { rect } of [...boxes, ...groups]) {
    include(rect.x, rect.y);
    include(rect.x + rect.width, rect.y + rect.height);
  }
  for (const { points } of lines) for (const { x, y } of points) include(x, y);
  if (left > right) return { x: 0, y: 0, width: 0, height: 0 };
  return {
    x: left - pictureMargin,
    y: top - pictureMargin,
    width: right - left + 2 * pictureMargin,
    height: bottom - top + 2 * pictureMargin,
  };
}
