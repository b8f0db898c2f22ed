import type { Point } from '../layout/layout-graph.ts';
import type { Scene, SceneBox, SceneLine } from '../picture/scene.ts';

export type Side = 'left' | 'right';

/** An end of a line: its box, the columns of the key there, and on which side and how low it leaves the box. */
export interface LineEnd {
  readonly role: 'parent' | 'child';
  readonly key: string;
  readonly columns: readonly string[];
  readonly side: Side;
  readonly y: number;
}

/** A line as it leaves a box. */
export interface LeavingLine {
  readonly line: SceneLine;
  readonly from: LineEnd;
  readonly to: LineEnd;
}

/** The lines of a box from top to bottom; one that leads back to the box leaves it twice. */
export function linesOf({ lines }: Scene, { key }: Pick<SceneBox, 'key'>): readonly LeavingLine[] {
  const leaving: LeavingLine[] = [];
  for (const line of lines.values()) {
    if (line.parentKey !== key && line.childKey !== key) continue;
    const parent = endOf(line, 'parent');
    const child = endOf(line, 'child');
    if (line.childKey === key) leaving.push({ line, from: child, to: parent });
    if (line.parentKey === key) leaving.push({ line, from: parent, to: child });
  }
  return leaving.sort((a, b) => a.from.y - b.from.y || a.to.y - b.to.y);
}

function endOf({ relation, parentKey, childKey, points }: SceneLine, role: LineEnd['role']): LineEnd {
  const isParent = role === 'parent';
  const origin: Point = { x: 0, y: 0 };
  const at = (isParent ? points[0] : points.at(-1)) ?? origin;
  const inner = (isParent ? points[1] : points.at(-2)) ?? origin;
  return {
    role,
    key: isParent ? parentKey : childKey,
    columns: isParent ? relation.parentColumns : relation.columns,
    side: inner.x < at.x ? 'left' : 'right',
    y: at.y,
  };
}
