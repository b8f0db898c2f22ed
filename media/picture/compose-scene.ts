import type { PicturedRelation } from '../../server/protocol/diagram.ts';
import { fill, words } from '../host.ts';
import type { Point } from '../layout/layout-graph.ts';
import { cardinalityOf } from './cardinality.ts';
import { linePath, marksPath } from './draw-line.ts';
import { changeSigns } from './draw-symbols.ts';
import { escapeText } from './escape-text.ts';
import type { Scene, SceneBox, SceneGroup, SceneLine } from './scene.ts';

/** One element of the picture: its attributes, as text, and its content as SVG. */
export interface Fragment {
  readonly key: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: string;
}

/** The picture's layers from the back to the front. */
export interface Fragments {
  readonly groups: readonly Fragment[];
  readonly lines: readonly Fragment[];
  readonly boxes: readonly Fragment[];
}

/** A scene as SVG, piece by piece. Only `g`, `path`, `rect` and `text` occur, and colours are the stylesheet's. */
export function composeScene(scene: Scene): Fragments {
  return {
    groups: scene.groups.map(groupFragment),
    lines: lineFragments(scene),
    boxes: Array.from(scene.boxes.values(), boxFragment),
  };
}

function boxFragment({ key, id, rect, shape, table, colour }: SceneBox): Fragment {
  const attributes: Record<string, string> = {
    class: colour < 0 ? shape.classes : `${shape.classes} colour-${colour % 8}`,
    'data-key': key,
    transform: `translate(${rect.x} ${rect.y})`,
    // One of them gets the Tab key's stop; see controls/tab-stop.ts.
    tabindex: '-1',
    role: 'group',
    'aria-label': shape.label,
  };
  if (table === null) attributes['data-group'] = id;
  else {
    attributes['data-table'] = id;
    attributes['data-kind'] = table.kind;
  }
  return { key, attributes, content: shape.svg };
}

function groupFragment({ group, rect }: SceneGroup): Fragment {
  const { width, height } = rect;
  return {
    key: group.id,
    attributes: {
      class: `group colour-${group.colour % 8}`,
      'data-group': group.id,
      transform: `translate(${rect.x} ${rect.y})`,
      role: 'img',
      'aria-label': `${group.title}, ${fill(words.groupTables, group.tableCount)}`,
    },
    content: `<rect class="area" width="${width}" height="${height}" rx="10"/><text class="group-title" x="20" y="27">${escapeText(group.title)}</text>`,
  };
}

function lineFragments({ picture, lines, boxes }: Scene): readonly Fragment[] {
  return Array.from(lines.values(), (line) => {
    const { relation, isInheritance, points, label } = line;
    const parent = boxes.get(line.parentKey);
    const child = boxes.get(line.childKey);
    const isFar = !picture.overview && parent?.table?.group !== child?.table?.group;
    const classes = [
      'relation',
      picture.overview ? 'summary' : '',
      isInheritance ? 'inheritance' : '',
      relation.identifying ? 'identifying' : '',
      isFar ? 'far' : '',
      relation.change ?? '',
    ];
    const id = isInheritance ? '' : ` data-relation="${escapeText(relation.id)}"`;
    const ends = `data-ends="${relation.parent} ${relation.child}"`;
    const path = linePath(points);
    const marks = picture.overview
      ? ''
      : `<path class="marks" d="${marksPath(relation, isInheritance, points)}"/>`;
    const text = picture.overview && relation.count > 1 ? String(relation.count) : label;
    return {
      key: relation.id,
      attributes: {
        class: classes.filter((name) => name !== '').join(' '),
        role: 'img',
        'aria-label': relationLabel(relation, line, boxes),
      },
      content: `<path class="hit" d="${path}"/><path class="line"${id} ${ends} d="${path}"/>${marks}${drawLabel(text, points, relation)}`,
    };
  });
}

/** A line's name and the sign of its change: beside the child's end, in an overview in the middle. */
function drawLabel(label: string, points: readonly Point[], relation: PicturedRelation): string {
  const sign = relation.change ? changeSigns[relation.change] : '';
  const text = [sign, label].filter((part) => part !== '').join(' ');
  const [first, inner, last] = [points[0], points.at(-2), points.at(-1)];
  if (text === '' || !first || !inner || !last) return '';
  const isLeft = inner.x < last.x;
  const at =
    points.length === 2
      ? { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 - 4, anchor: 'middle' }
      : { x: last.x + (isLeft ? -6 : 6), y: last.y - 7, anchor: isLeft ? 'end' : 'start' };
  return `<text class="label" x="${Math.round(at.x)}" y="${Math.round(at.y)}" text-anchor="${at.anchor}">${escapeText(text)}</text>`;
}

/** `orders (customer_id) → customers (id), many to exactly one, ON DELETE CASCADE`. */
function relationLabel(
  relation: PicturedRelation,
  { parentKey, childKey, isInheritance }: SceneLine,
  boxes: Scene['boxes'],
): string {
  const name = (key: string): string => {
    const box = boxes.get(key);
    return box?.table?.name ?? box?.shape.label ?? '';
  };
  if (isInheritance) return `${name(childKey)} INHERITS ${name(parentKey)}`;
  const columns = (names: readonly string[]): string => (names.length > 0 ? ` (${names.join(', ')})` : '');
  const parts = [
    `${name(childKey)}${columns(relation.columns)} → ${name(parentKey)}${columns(relation.parentColumns)}`,
  ];
  if (relation.name !== '') parts.push(cardinalityOf(relation));
  if (relation.onDelete !== '' && relation.onDelete !== 'no action')
    parts.push(`ON DELETE ${relation.onDelete.toUpperCase()}`);
  if (relation.change) parts.push(words[relation.change]);
  return parts.join(', ');
}
