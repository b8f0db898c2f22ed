import type { DiagramPicture } from '../server/protocol/diagram.ts';
import { fill, words } from './host.ts';
import { keyOf } from './picture/table-key.ts';

/**
 * Gives a picture that mermaid itself has drawn a fixed size, and its tables and lines what makes them answer to the
 * pointer and the keyboard.
 */
export function adoptStockPicture(svg: SVGSVGElement, picture: DiagramPicture): void {
  const { width, height } = svg.viewBox.baseVal;
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  svg.style.maxWidth = 'none';
  svg.setAttribute('role', 'group');
  svg.removeAttribute('aria-roledescription');
  const tables = new Map(picture.tables.map((table) => [table.id, table]));
  for (const node of svg.querySelectorAll<SVGGElement>('g.node')) {
    const table = tables.get(/-entity-(T\d+)-\d+$/.exec(node.id)?.[1] ?? '');
    if (table === undefined) continue;
    node.dataset.table = table.id;
    node.dataset.key = keyOf(table);
    node.setAttribute('tabindex', '0');
    node.setAttribute('role', 'group');
    const name = `${table.schema}.${table.name}`;
    node.setAttribute('aria-label', fill(words.tableLabel, table.kind, name, table.columnCount));
  }
  for (const line of svg.querySelectorAll<SVGPathElement>('path.relationshipLine')) {
    const ends = /entity-(T\d+)-\d+_entity-(T\d+)-\d+/.exec(line.dataset.id ?? line.id);
    if (ends) line.dataset.ends = `${ends[1]} ${ends[2]}`;
  }
}
