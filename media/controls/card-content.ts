import type {
  DiagramPicture,
  PicturedColumn,
  PicturedFinding,
  PicturedRelation,
  PicturedTable,
} from '../../server/protocol/diagram.ts';
import { fill, words } from '../host.ts';
import { cardinalityOf } from '../picture/cardinality.ts';
import { spokenName } from './diagram-context.ts';
import { element, nameElement } from './elements.ts';

/** A card is read at a glance; what goes beyond is counted. */
const mostColumns = 24;
const mostFindings = 4;

/** The definition of a table, with its comment, its findings and its relations; no rows that can be read anyway. */
export function tableCard(
  table: PicturedTable,
  picture: DiagramPicture,
  hasLegibleRows: boolean,
): readonly HTMLElement[] {
  const rows = hasLegibleRows ? [] : table.columns.slice(0, mostColumns).map(columnRow);
  const left = table.columnCount - rows.length;
  return [
    heading(spokenName(table), table.kind),
    ...comment(table.comment),
    ...(rows.length > 0 ? [element('table', { role: 'presentation' }, ...rows)] : []),
    ...(left > 0 && rows.length > 0 ? [element('p', { class: 'faint' }, fill(words.moreColumns, left))] : []),
    ...relationList(
      picture.relations.filter(({ parent, child }) => parent === table.id || child === table.id),
      picture,
    ),
    ...findingList([...table.findings, ...table.columns.flatMap(({ findings }) => findings)], mostFindings),
  ];
}

/** The definition of a column. */
export function columnCard(
  column: PicturedColumn,
  table: PicturedTable,
  picture: DiagramPicture,
): readonly HTMLElement[] {
  const parts = [column.type ?? '', column.notNull ? 'NOT NULL' : '', ...column.keys];
  const labels = column.labels === null ? [] : [element('p', { class: 'faint' }, column.labels.join(', '))];
  const isItsOwn = ({ parent, child, columns, parentColumns }: PicturedRelation): boolean =>
    (child === table.id && columns.includes(column.name)) ||
    (parent === table.id && parentColumns.includes(column.name));
  return [
    heading(`${spokenName(table)}.${column.name}`, parts.filter((part) => part !== '').join(' ')),
    ...comment(column.comment),
    ...labels,
    ...relationList(picture.relations.filter(isItsOwn), picture),
    ...findingList(column.findings),
  ];
}

/** The definition of a foreign key. */
export function relationCard(relation: PicturedRelation, picture: DiagramPicture): readonly HTMLElement[] {
  if (relation.name === '') return [heading(fill(words.foreignKeys, relation.count), '')];
  return [heading(relation.name, words.foreignKey), ...relationList([relation], picture)];
}

/** `orders (customer_id) → customers (id)` and what happens on DELETE and UPDATE, as SQL says it. */
export function relationText(relation: PicturedRelation, picture: DiagramPicture): string {
  const nameOf = (id: string): string => {
    const table = picture.tables.find((one) => one.id === id);
    return table ? spokenName(table) : (picture.groups.find((group) => group.id === id)?.title ?? '');
  };
  const columns = (names: readonly string[]): string => (names.length > 0 ? ` (${names.join(', ')})` : '');
  const action = (event: string, what: string): string =>
    what === '' || what === 'no action' ? '' : ` ON ${event} ${what.toUpperCase()}`;
  return `${nameOf(relation.child)}${columns(relation.columns)} → ${nameOf(relation.parent)}${columns(relation.parentColumns)}${action('DELETE', relation.onDelete)}${action('UPDATE', relation.onUpdate)}`;
}

function heading(name: string, more: string): HTMLElement {
  return element('h2', {}, nameElement(name), element('span', { class: 'faint' }, more));
}

function comment(text: string | null): readonly HTMLElement[] {
  return text === null || text === '' ? [] : [element('p', { dir: 'auto' }, text)];
}

function columnRow({ name, type, notNull, keys, comment: remark, change }: PicturedColumn): HTMLElement {
  const cell = (text: string, className = ''): HTMLElement =>
    element('td', { class: className }, nameElement(text));
  return element(
    'tr',
    change === null ? {} : { class: change },
    cell(keys.join(' '), 'faint'),
    cell(name),
    cell([type ?? '', notNull ? 'NOT NULL' : ''].filter((part) => part !== '').join(' '), 'faint'),
    cell(remark ?? '', 'remark'),
  );
}

function relationList(
  relations: readonly PicturedRelation[],
  picture: DiagramPicture,
): readonly HTMLElement[] {
  if (relations.length === 0) return [];
  const items = relations
    .slice(0, mostColumns)
    .map((relation) =>
      element('li', {}, nameElement(relationText(relation, picture)), ...cardinality(relation)),
    );
  return [element('ul', { class: 'relations' }, ...items)];
}

/** What the marks at a line's ends say; one line for many keys has none. */
export function cardinality(relation: PicturedRelation): readonly HTMLElement[] {
  return relation.name === '' ? [] : [element('span', { class: 'faint' }, ` ${cardinalityOf(relation)}`)];
}

/** Severity as a word and a sign, so that it is not told by colour alone. */
export function findingList(
  findings: readonly PicturedFinding[],
  most = findings.length,
): readonly HTMLElement[] {
  if (findings.length === 0) return [];
  const items = findings
    .slice(0, most)
    .map(({ severity, rule, message }) =>
      element(
        'li',
        { class: severity },
        element('strong', {}, words[severity]),
        ` ${message} `,
        element('code', {}, rule),
      ),
    );
  const left = findings.length - items.length;
  if (left > 0) items.push(element('li', { class: 'more' }, fill(words.moreFindings, left)));
  return [element('ul', { class: 'findings' }, ...items)];
}
