import { type Point, type Rect, stub } from './layout-graph.ts';

/** The end of a line: a box, and how far below its upper side the row is. */
export interface LineEnd {
  readonly box: Rect;
  readonly y: number;
}

/** A line of a table to itself: out of the right side and back into it. */
export function loopAt(corner: Point, width: number, fromY: number, toY: number): readonly Point[] {
  const right = corner.x + width;
  // Two ends on one row would lie on each other.
  const [start, end] = fromY === toY ? [fromY - 7, toY + 7] : [fromY, toY];
  return [
    { x: right, y: corner.y + start },
    { x: right + stub + 4, y: corner.y + start },
    { x: right + stub + 4, y: corner.y + end },
    { x: right, y: corner.y + end },
  ];
}

/** A line of at most three stretches between two boxes, by the sides that face each other. */
export function routeSimple(parent: LineEnd, child: LineEnd): readonly Point[] {
  const from = parent.box.y + parent.y;
  const to = child.box.y + child.y;
  const parentRight = parent.box.x + parent.box.width;
  const childRight = child.box.x + child.box.width;
  if (child.box.x - parentRight >= 2 * stub) {
    const middle = child.box.x - Math.max(stub + 4, (child.box.x - parentRight) / 2);
    return bend(parentRight, from, middle, to, child.box.x);
  }
  if (parent.box.x - childRight >= 2 * stub) {
    const middle = childRight + Math.max(stub + 4, (parent.box.x - childRight) / 2);
    return bend(parent.box.x, from, middle, to, childRight);
  }
  // One above the other: around the side on which the way is shorter.
  const right = Math.max(parentRight, childRight) + stub + 4;
  const left = Math.min(parent.box.x, child.box.x) - stub - 4;
  const byRight = right - parentRight + right - childRight;
  const byLeft = parent.box.x - left + child.box.x - left;
  return byRight <= byLeft
    ? bend(parentRight, from, right, to, childRight)
    : bend(parent.box.x, from, left, to, child.box.x);
}

function bend(startX: number, startY: number, middle: number, endY: number, endX: number): readonly Point[] {
  const start = { x: startX, y: startY };
  const end = { x: endX, y: endY };
  if (Math.abs(startY - endY) < 0.5) return [start, { x: endX, y: startY }];
  return [start, { x: middle, y: startY }, { x: middle, y: endY }, end];
}
