import { isTable } from '../../catalog/catalog.ts';
import type { Oid } from '../../catalog/model.ts';
import { chooseDirection } from './choose-direction.ts';
import type { DiagramFindings, TableFindings } from './findings-by-table.ts';
import type { Groups } from './group-tables.ts';
import { hashText } from './hash-text.ts';
import type {
  DiagramColumn,
  DiagramFinding,
  DiagramForeignKey,
  DiagramRelation,
  DiagramTable,
} from './model.ts';
import { findTables } from './pick-tables.ts';
import { withoutPlaces } from './read-schema.ts';
import type { Schema, SchemaTable } from './schema.ts';
import type { DiagramDetail, DiagramView } from './view.ts';

/** Up to so many boxes every column is legible. */
const fullDetailLimit = 60;

export interface Drawing {
  readonly schema: Schema;
  readonly picked: readonly SchemaTable[];
  readonly groups: Groups;
  readonly view: DiagramView;
  /** Null where all tables are equal in this. */
  readonly own: ReadonlySet<SchemaTable> | null;
  readonly findings: DiagramFindings;
}

/** Tables as boxes. What is the same as in the last picture is the same value; the fingerprint leaves out places. */
export function drawTables({ schema, picked, groups, view, own, findings }: Drawing) {
  const detail = chooseDetail(view, picked.length);
  const expanded = findTables(schema, view.expanded);
  const ids = new Map<Oid, string>(picked.map(({ oid }, at) => [oid, `T${at}`]));
  const more = new Map<Oid, number>();
  /** Where lines end. Not all are columns of keys: of those of a partition, or of a unique index, only lines tell. */
  const ends = new Map<Oid, Set<string>>();
  const prints: string[] = [];
  const relations: DiagramRelation[] = [];
  for (const { key, parent, child } of schema.relations) {
    const boxes = { parent: ids.get(parent), child: ids.get(child) };
    if (boxes.parent !== undefined && boxes.child !== undefined) {
      if (!view.relations) continue;
      relations.push({ ...key, parent: boxes.parent, child: boxes.child, count: 1 });
      prints.push(boxes.parent, boxes.child, contentOf(key));
      ends.set(child, new Set([...(ends.get(child) ?? []), ...key.columns]));
      ends.set(parent, new Set([...(ends.get(parent) ?? []), ...key.parentColumns]));
    } else if (boxes.parent !== undefined) more.set(parent, (more.get(parent) ?? 0) + 1);
    else if (boxes.child !== undefined) more.set(child, (more.get(child) ?? 0) + 1);
  }
  const tables = picked.map((table) => {
    const { relation, oid, change } = table;
    const found = findings.get(relation) ?? null;
    const shown = expanded.has(oid) ? 'full' : detail;
    const facts = {
      id: ids.get(oid)!,
      partitions: schema.partitions.get(oid) ?? 0,
      inherits: isTable(relation) ? relation.inherits.flatMap((parent) => ids.get(parent) ?? []) : [],
      group: groups.of(oid),
      own: own === null || own.has(table),
      change,
      moreRelations: more.get(oid) ?? 0,
    };
    const columns = columnsOf(table, shown, ends.get(oid) ?? new Set());
    const names = shown === 'keys' ? columns.map(({ name }) => name) : shown;
    const print = JSON.stringify([names, facts, found?.table, found && [...found.columns]]);
    const kept = drawTable(table, columns, facts, found, print);
    prints.push(table.hash, kept.hash);
    return kept.table;
  });
  const isDirectionFree = view.direction === 'auto';
  const direction = view.direction === 'auto' ? chooseDirection(tables, relations) : view.direction;
  const rest = {
    detail,
    direction,
    isDirectionFree,
    overview: false,
    enums: schema.enums,
    groups: groups.groups,
  };
  return { content: { ...rest, relations, tables }, fingerprint: [prints, rest] };
}

function chooseDetail(view: DiagramView, count: number): DiagramDetail {
  if (view.detail !== 'auto') return view.detail;
  return count > fullDetailLimit ? 'keys' : 'full';
}

type Facts = Pick<
  DiagramTable,
  'id' | 'partitions' | 'inherits' | 'group' | 'own' | 'change' | 'moreRelations'
>;

/** How each table was drawn last: while someone types in one, a thousand others stay as they are. */
interface Drawn {
  readonly print: string;
  /** Of the print, which is long where there are findings. */
  readonly hash: string;
  readonly table: DiagramTable;
}
const drawn = new WeakMap<SchemaTable, Drawn>();

function drawTable(
  source: SchemaTable,
  columns: readonly DiagramColumn[],
  facts: Facts,
  found: TableFindings | null,
  print: string,
): Drawn {
  const known = drawn.get(source);
  if (known?.print === print) return known;
  const { schema, name, kind, comment, nameRange } = source.relation;
  const table: DiagramTable = {
    ...facts,
    schema,
    name,
    kind,
    comment,
    columns: found ? columns.map((column) => withFindings(column, found)) : columns,
    columnCount: source.columns.length,
    findings: found ? tableFindings(found, columns) : [],
    nameRange,
  };
  const kept = { print, hash: hashText(print), table };
  drawn.set(source, kept);
  return kept;
}

function columnsOf(
  table: SchemaTable,
  detail: DiagramDetail,
  ends: ReadonlySet<string>,
): readonly DiagramColumn[] {
  if (detail === 'full') return table.columns;
  // What a comparison is about is shown with the keys.
  return detail === 'keys'
    ? table.columns.filter(({ name, keys, change }) => keys.length > 0 || change !== null || ends.has(name))
    : [];
}

function withFindings(column: DiagramColumn, { columns }: TableFindings): DiagramColumn {
  const own = columns.get(column.name);
  return own ? { ...column, findings: own } : column;
}

/** What concerns a column that is not drawn is shown at its table. */
function tableFindings(found: TableFindings, shown: readonly DiagramColumn[]): readonly DiagramFinding[] {
  const names = new Set(shown.map(({ name }) => name));
  const others = [...found.columns].flatMap(([name, list]) => (names.has(name) ? [] : list));
  return [...new Set([...found.table, ...others])];
}

const contents = new WeakMap<DiagramForeignKey, string>();

function contentOf(key: DiagramForeignKey): string {
  const known = contents.get(key) ?? hashText(JSON.stringify(key, withoutPlaces));
  contents.set(key, known);
  return known;
}
