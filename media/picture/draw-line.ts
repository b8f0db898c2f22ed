import type { PicturedRelation } from '../../server/protocol/diagram.ts';
import type { Point } from '../layout/layout-graph.ts';

const corner = 6;

/** A line of horizontal and vertical stretches with rounded corners. */
export function linePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${round(first.x)} ${round(first.y)}`;
  for (const [index, point] of rest.entries()) {
    const next = rest[index + 1];
    const before = points[index]!;
    if (next === undefined) {
      path += `L${round(point.x)} ${round(point.y)}`;
      continue;
    }
    const radius = Math.min(corner, distance(before, point) / 2, distance(point, next) / 2);
    const from = towards(point, before, radius);
    const to = towards(point, next, radius);
    path += `L${round(from.x)} ${round(from.y)}Q${round(point.x)} ${round(point.y)} ${round(to.x)} ${round(to.y)}`;
  }
  return path;
}

/**
 * The cardinality at both ends of a line, in crow's feet: nearest to a box how many of its rows there are at
 * most, and beyond it whether there may be none.
 */
export function marksPath(
  relation: PicturedRelation,
  isInheritance: boolean,
  points: readonly Point[],
): string {
  const [first, second] = points;
  const last = points.at(-1);
  const beforeLast = points.at(-2);
  if (!first || !second || !last || !beforeLast) return '';
  if (isInheritance) return turned(arrow, first, second);
  const parent = relation.parentOptional ? bar(7) + ring(13) : bar(7) + bar(11);
  const child = relation.childUnique ? bar(7) + ring(13) : foot + ring(14);
  return turned(parent, first, second) + turned(child, last, beforeLast);
}

function bar(at: number): string {
  return `M${at} -4.5L${at} 4.5`;
}

function ring(at: number): string {
  return `M${at - 3} 0A3 3 0 0 1 ${at + 3} 0A3 3 0 0 1 ${at - 3} 0`;
}

/** Hollow, as for a more general class. */
const arrow = 'M0 0L12 -6L12 6L0 0';

const foot = 'M0 -5L10 0L0 5M0 0L10 0';

/** A mark that is drawn to the right of the origin, at the end of a line, in the line's direction. */
function turned(mark: string, end: Point, inner: Point): string {
  const sign = inner.x >= end.x ? 1 : -1;
  return mark.replace(
    /([MLA])((?:3 3 0 0 1 )?)(-?[\d.]+) (-?[\d.]+)/g,
    (_, command, radii, x, y) =>
      // Mirrored, a ring runs the other way round; as it is closed, that makes no difference.
      `${command}${radii}${round(end.x + sign * Number(x))} ${round(end.y + Number(y))}`,
  );
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to) || 1;
  return {
    x: from.x + ((to.x - from.x) / whole) * length,
    y: from.y + ((to.y - from.y) / whole) * length,
  };
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
