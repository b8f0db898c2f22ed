import type { PicturedGroup } from '../../server/protocol/diagram.ts';
import { fill, words } from '../host.ts';
import { escapeText } from './escape-text.ts';
import type { MeasureText } from './measure-text.ts';
import type { BoxShape } from './shape-box.ts';

const height = 64;

/** The box of a whole group in an overview. */
export function shapeGroup(group: PicturedGroup, measure: MeasureText): BoxShape {
  const count = fill(words.groupTables, group.tableCount);
  const width = Math.ceil(Math.max(170, measure('group', group.title) + 44, measure('type', count) + 44));
  return {
    width,
    height,
    rows: new Map(),
    svg: `<rect class="body" width="${width}" height="${height}" rx="6"/><rect class="tint" width="${width}" height="${height}" rx="6"/><path class="stripe" d="M6 0V${height}H6A6 6 0 0 1 0 ${height - 6}V6A6 6 0 0 1 6 0z"/><rect class="frame" width="${width}" height="${height}" rx="6"/><text class="group-title" x="22" y="28">${escapeText(group.title)}</text><text class="type" x="22" y="48">${escapeText(count)}</text>`,
    label: `${group.title}, ${count}`,
    classes: 'node group-box',
  };
}
