import type { DiagramPicture, PicturedTable } from '../server/protocol/diagram.ts';
import { fill, words } from './host.ts';
import { redrawBox } from './redraw-box.ts';

/** The table's name that stays the same when its number in the picture changes. */
export function keyOf(table: Pick<PicturedTable, 'schema' | 'name'>): string {
  return JSON.stringify([table.schema, table.name]);
}

/** How many tables, views and relations there are, in words. */
export function summary(picture: DiagramPicture): string {
  const views = picture.tables.filter((table) => table.kind.endsWith('view')).length;
  const text = views > 0 ? words.countsWithViews : words.counts;
  return fill(text, picture.tables.length - views, views, picture.relations);
}

/** Gives the drawn tables and lines what mermaid leaves out: names, the keyboard's focus, and links between them. */
export function decorate(svg: SVGSVGElement, picture: DiagramPicture): void {
  svg.setAttribute('role', 'group');
  svg.removeAttribute('aria-roledescription');
  svg.setAttribute('aria-label', summary(picture));
  const tables = new Map(picture.tables.map((table) => [table.id, table]));
  for (const node of svg.querySelectorAll<SVGGElement>('g.node')) {
    const id = /-entity-(T\d+)-\d+$/.exec(node.id)?.[1];
    const table = id === undefined ? undefined : tables.get(id);
    if (table) decorateTable(node, table);
  }
  for (const line of svg.querySelectorAll<SVGPathElement>('path.relationshipLine')) {
    const ends = /entity-(T\d+)-\d+_entity-(T\d+)-\d+/.exec(line.dataset.id ?? line.id);
    if (ends) line.dataset.ends = `${ends[1]} ${ends[2]}`;
  }
  for (const label of svg.querySelectorAll<SVGGElement>('g.edgeLabel g.label[data-id]')) {
    const ends = /entity-(T\d+)-\d+_entity-(T\d+)-\d+/.exec(label.dataset.id ?? '');
    if (ends) label.dataset.ends = `${ends[1]} ${ends[2]}`;
  }
}

function decorateTable(node: SVGGElement, table: PicturedTable): void {
  redrawBox(node);
  node.dataset.table = table.id;
  node.dataset.key = keyOf(table);
  node.dataset.kind = table.kind;
  node.setAttribute('tabindex', '0');
  node.setAttribute('role', 'button');
  node.setAttribute(
    'aria-label',
    fill(words.tableLabel, table.kind, `${table.schema}.${table.name}`, table.columns),
  );
  for (const keys of node.querySelectorAll<SVGGElement>('g.attribute-keys')) {
    const own = keys.textContent?.trim() ?? '';
    if (own !== '') keys.dataset.keys = own.replace(/\s*,\s*/g, ' ');
  }
}

/** Marks the lines of the table under the pointer or the keyboard's focus. */
export function listenToRelations(stage: HTMLElement): void {
  const mark = (target: EventTarget | null): void => {
    const node = target instanceof Element ? target.closest<SVGGElement>('g.node[data-table]') : null;
    const id = node?.dataset.table;
    for (const line of stage.querySelectorAll<SVGElement>('[data-ends]')) {
      line.classList.toggle('related', id !== undefined && (line.dataset.ends ?? '').split(' ').includes(id));
    }
  };
  stage.addEventListener('pointerover', (event) => mark(event.target));
  stage.addEventListener('pointerleave', () => mark(document.activeElement));
  stage.addEventListener('focusin', (event) => mark(event.target));
  stage.addEventListener('focusout', () => mark(null));
}

/** Lights up the tables that are new or not as they were. */
export function markChanges(before: SVGSVGElement, after: SVGSVGElement): void {
  const texts = new Map<string, string>();
  for (const node of before.querySelectorAll<SVGGElement>('g.node[data-key]')) {
    texts.set(node.dataset.key ?? '', node.textContent ?? '');
  }
  for (const node of after.querySelectorAll<SVGGElement>('g.node[data-key]')) {
    if (texts.get(node.dataset.key ?? '') !== node.textContent) node.classList.add('changed');
  }
}
