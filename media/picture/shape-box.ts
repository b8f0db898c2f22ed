import type { PicturedColumn, PicturedTable } from '../../server/protocol/diagram.ts';
import { fill, words } from '../host.ts';
import { changeSigns, drawFinding, worstSeverity } from './draw-symbols.ts';
import { escapeText } from './escape-text.ts';
import type { MeasureText } from './measure-text.ts';
import { shortType } from './short-type.ts';

export const headHeight = 30;
export const rowHeight = 22;
const padding = 10;
const smallestWidth = 120;
/** Before a remark, and by how much remarks may widen a box at most. */
const remarkGap = 14;
const remarkRoom = 110;
/** Longer comments and enum lists make boxes wider than they are worth; counted in code points. */
const remarkLimit = 36;

/** A drawn table without its place: its size, where its rows are, and its SVG with the corner at the origin. */
export interface BoxShape {
  readonly width: number;
  readonly height: number;
  /** The middle of each drawn column's row, from the upper side. */
  readonly rows: ReadonlyMap<string, number>;
  readonly svg: string;
  readonly label: string;
  readonly classes: string;
}

/** Everything of a table that its box shows: two tables with the same signature look the same. */
export function signatureOf(table: PicturedTable): string {
  let text = `${table.schema}\0${table.name}\0${table.kind}\0${table.comment}\0${table.partitions}\0${table.own}\0${table.change}\0${table.moreRelations}\0${table.columnCount}\0${findingsOf(table)}`;
  for (const column of table.columns) {
    text += `\n${column.name}\0${column.type}\0${column.notNull ? 1 : 0}${column.keys.join()}\0${column.comment}\0${column.labels?.join()}\0${column.change}\0${findingsOf(column)}`;
  }
  return text;
}

function findingsOf({ findings }: Pick<PicturedTable, 'findings'>): string {
  return findings.map(({ severity, message }) => `${severity}${message}`).join();
}

/** The box of a table as it is drawn. */
export function shapeBox(table: PicturedTable, measure: MeasureText): BoxShape {
  const head = shapeHead(table, measure);
  const columns = placeColumns(table.columns, head.width, measure);
  const { width } = columns;
  const height = headHeight + table.columns.length * rowHeight + (table.columns.length > 0 ? 2 : 0);
  const rows = new Map<string, number>();
  let body = '';
  let nullable = '';
  let required = '';
  for (const [index, column] of table.columns.entries()) {
    const top = headHeight + index * rowHeight;
    const middle = top + rowHeight / 2;
    rows.set(column.name, middle);
    body += drawRow(column, columns, index, top, measure);
    const diamond = `M${columns.mark - 3} ${middle}l3-3l3 3l-3 3z`;
    if (column.notNull) required += diamond;
    else nullable += diamond;
  }
  if (required !== '') body += `<path class="required" d="${required}"/>`;
  if (nullable !== '' && table.kind.endsWith('view') === false)
    body += `<path class="nullable" d="${nullable}"/>`;
  const more = table.moreRelations > 0 ? drawMore(table.moreRelations, width, height, measure) : '';
  return {
    width,
    height,
    rows,
    svg: `<rect class="body" width="${width}" height="${height}" rx="5"/><path class="head" d="${headPath(width, table.columns.length > 0 ? headHeight : height, table.columns.length > 0)}"/>${body}<rect class="frame" width="${width}" height="${height}" rx="5"/>${head.draw(width)}${more}${drawFarTitle(table, width, height, measure)}`,
    label: labelOf(table),
    classes: classesOf(table),
  };
}

function classesOf(table: PicturedTable): string {
  const classes = ['node'];
  if (!table.own) classes.push('other');
  if (table.change) classes.push(table.change);
  return classes.join(' ');
}

/** The head's own path: a rectangle whose lower corners are square where rows follow. */
function headPath(width: number, height: number, hasRows: boolean): string {
  const r = 5;
  const low = hasRows ? 0 : r;
  return `M0 ${r}A${r} ${r} 0 0 1 ${r} 0H${width - r}A${r} ${r} 0 0 1 ${width} ${r}V${height - low}${low ? `A${r} ${r} 0 0 1 ${width - r} ${height}H${r}A${r} ${r} 0 0 1 0 ${height - r}` : 'H0'}z`;
}

function shapeHead(
  table: PicturedTable,
  measure: MeasureText,
): { readonly width: number; draw(width: number): string } {
  const schema = table.schema === 'public' ? '' : `${table.schema}.`;
  const kind = kindOf(table);
  const severity = worstSeverity(table.findings);
  const sign = table.change ? changeSigns[table.change] : '';
  const start = padding + (sign === '' ? 0 : 14);
  const schemaWidth = schema === '' ? 0 : measure('schema', schema);
  const nameEnd = start + schemaWidth + measure('title', table.name);
  const kindWidth = kind === '' ? 0 : measure('kind', kind) + 14;
  const markWidth = severity === null ? 0 : 18;
  return {
    width: nameEnd + kindWidth + markWidth + padding,
    draw(width) {
      const y = headHeight / 2 + 4.5;
      let svg = sign === '' ? '' : `<text class="sign" x="${padding}" y="${y}">${sign}</text>`;
      if (schema !== '') svg += `<text class="schema" x="${start}" y="${y}">${escapeText(schema)}</text>`;
      svg += `<text class="title" x="${start + schemaWidth}" y="${y}">${escapeText(table.name)}</text>`;
      if (kind !== '')
        svg += `<text class="kind" x="${width - padding - markWidth}" y="${y - 0.5}" text-anchor="end">${escapeText(kind)}</text>`;
      if (severity !== null) svg += drawFinding(severity, width - padding - 5, headHeight / 2);
      return svg;
    },
  };
}

/** What a box is where it is no plain table, and how many partitions it stands for. */
function kindOf(table: PicturedTable): string {
  const kind = table.kind === 'table' ? '' : table.kind === 'partitioned table' ? 'partitioned' : table.kind;
  return table.partitions > 0 ? `${kind} × ${table.partitions}`.trim() : kind;
}

/** From where on the parts of the rows stand, so that they form columns. */
interface Places {
  readonly sign: number;
  readonly badge: number;
  readonly mark: number;
  readonly name: number;
  readonly type: number;
  /** Where a row ends; its finding's sign stands behind it. */
  readonly end: number;
  readonly width: number;
}

function placeColumns(columns: readonly PicturedColumn[], least: number, measure: MeasureText): Places {
  let [badges, names, types] = [0, 0, 0];
  let [hasSigns, hasFindings] = [false, false];
  for (const column of columns) {
    if (column.keys.length > 0) badges = Math.max(badges, measure('badge', column.keys.join(' ')));
    names = Math.max(names, measure(isPrimary(column) ? 'primary' : 'name', column.name));
    types = Math.max(types, typeWidth(column, measure));
    hasSigns ||= column.change !== null;
    hasFindings ||= column.findings.length > 0;
  }
  const badge = padding + (hasSigns ? 12 : 0);
  const mark = badge + (badges > 0 ? badges + 7 : 0) + 3;
  const name = mark + 9;
  const type = name + names + 14;
  const side = padding + (hasFindings ? 18 : 0);
  const needed = Math.max(smallestWidth, least, type + types + (types > 0 ? 0 : -14) + side);
  const wanted = columns.map((column) => {
    const text = remarkOf(column);
    return text === '' ? 0 : type + typeWidth(column, measure) + remarkGap + measure('remark', text) + side;
  });
  const width = Math.ceil(Math.max(needed, Math.min(needed + remarkRoom, Math.max(0, ...wanted))));
  return { sign: padding, badge, mark, name, type, end: width - side, width };
}

function typeWidth({ type }: PicturedColumn, measure: MeasureText): number {
  return type === null ? 0 : measure('type', shortType(type));
}

function isPrimary(column: PicturedColumn): boolean {
  return column.keys.includes('PK');
}

/** The comment, or else the labels of the column's enum, cut to a length that a box can bear. */
export function remarkOf(column: PicturedColumn): string {
  const text = column.comment ?? column.labels?.join(', ') ?? '';
  if (text === '') return '';
  const points = [...text.trim()];
  return points.length > remarkLimit ? `${points.slice(0, remarkLimit - 1).join('')}…` : points.join('');
}

/** As much of a text as there is room for; where that is next to nothing, nothing. */
function cutToWidth(text: string, room: number, measure: MeasureText): string {
  if (text === '' || measure('remark', text) <= room) return text;
  const points = [...text];
  let [fits, tooLong] = [0, points.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (measure('remark', `${points.slice(0, middle).join('')}…`) <= room) fits = middle;
    else tooLong = middle;
  }
  return fits < 3 ? '' : `${points.slice(0, fits).join('')}…`;
}

function drawRow(
  column: PicturedColumn,
  places: Places,
  index: number,
  top: number,
  measure: MeasureText,
): string {
  const { width } = places;
  const y = top + rowHeight / 2 + 4.5;
  const classes = `row${index % 2 === 1 ? ' even' : ''}${column.change ? ` ${column.change}` : ''}`;
  let svg = `<g class="${classes}" data-column="${escapeText(column.name)}" role="img" aria-label="${escapeText(columnLabel(column))}"><rect x="1" y="${top}" width="${width - 2}" height="${rowHeight}"/>`;
  if (column.change)
    svg += `<text class="sign" x="${places.sign}" y="${y}">${changeSigns[column.change]}</text>`;
  if (column.keys.length > 0)
    svg += `<text class="badge ${column.keys[0]}" x="${places.badge}" y="${y - 1}">${column.keys.join(' ')}</text>`;
  svg += `<text class="name${isPrimary(column) ? ' primary' : ''}" x="${places.name}" y="${y}">${escapeText(column.name)}</text>`;
  if (column.type !== null)
    svg += `<text class="type" x="${places.type}" y="${y}">${escapeText(shortType(column.type))}</text>`;
  const remark = places.type + typeWidth(column, measure) + remarkGap;
  const text = cutToWidth(remarkOf(column), places.end - remark, measure);
  if (text !== '') svg += `<text class="remark" x="${remark}" y="${y}">${escapeText(text)}</text>`;
  const severity = worstSeverity(column.findings);
  if (severity !== null) svg += drawFinding(severity, width - padding - 5, top + rowHeight / 2);
  return `${svg}</g>`;
}

function drawMore(count: number, width: number, height: number, measure: MeasureText): string {
  const text = `+${count}`;
  const size = Math.ceil(measure('badge', text)) + 12;
  const x = width - size - 8;
  return `<g class="more" data-more="${count}" role="img" aria-label="${escapeText(fill(words.moreRelations, count))}"><rect x="${x}" y="${height - 8}" width="${size}" height="16" rx="8"/><text x="${x + 6}" y="${height + 3.5}">${text}</text></g>`;
}

/** The name as large as the box allows; it stands for the rows where these would be too small to read. */
function drawFarTitle(table: PicturedTable, width: number, height: number, measure: MeasureText): string {
  const fitting = (13 * (width - 16)) / Math.max(1, measure('title', table.name));
  const size = Math.floor(Math.min(fitting, 56, height * 0.6));
  const y = Math.round(height / 2 + size * 0.35);
  return `<text class="far-title" x="${width / 2}" y="${y}" font-size="${size}" text-anchor="middle">${escapeText(table.name)}</text>`;
}

/** A table in words, for screen readers. */
function labelOf(table: PicturedTable): string {
  const name = fill(words.tableLabel, table.kind, `${table.schema}.${table.name}`, table.columnCount);
  return [name, changeWord(table.change), table.comment, ...table.findings.map(({ message }) => message)]
    .filter((part) => part !== null && part !== '')
    .join(' ');
}

function columnLabel(column: PicturedColumn): string {
  const parts = [column.name, column.type ?? '', ...column.keys, column.notNull ? 'NOT NULL' : ''];
  const more = [
    changeWord(column.change),
    remarkOf(column),
    ...column.findings.map(({ message }) => message),
  ];
  return [parts.filter((part) => part !== '').join(' '), ...more.filter((part) => part !== '')].join('. ');
}

function changeWord(change: PicturedTable['change']): string {
  return change === null ? '' : words[change];
}
