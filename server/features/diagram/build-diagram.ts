import type { FinalCatalog } from '../../catalog/catalog.ts';
import { columnNames } from '../../catalog/catalog.ts';
import type { Column, ColumnNumber, ForeignKey, Oid, Table, TypeUse, View } from '../../catalog/model.ts';
import { hashText } from './hash-text.ts';
import type {
  DiagramColumn,
  DiagramEnum,
  DiagramFilter,
  DiagramKey,
  DiagramModel,
  DiagramRelation,
  DiagramTable,
} from './model.ts';

/** Above this many boxes a picture of every column is neither legible nor quick (about 40 ms a table). */
const fullDetailLimit = 60;

/**
 * The diagram of a catalog: its tables and views with their relations. Temporary tables are left out, and
 * partitions are folded into their partitioned table.
 */
export function buildDiagram(catalog: FinalCatalog, filter: DiagramFilter = {}): DiagramModel {
  const include = filter.include ?? (() => true);
  const tables = catalog.tables.filter(
    (table) => table.persistence !== 'temporary' && table.partitionOf === null && include(table),
  );
  const views = catalog.views.filter(include);
  const boxes = tables.length + views.length;
  const detail =
    filter.detail === 'full' || filter.detail === 'keys'
      ? filter.detail
      : boxes > fullDetailLimit
        ? 'keys'
        : 'full';

  const ids = new Map<Oid, string>();
  for (const box of [...tables, ...views]) ids.set(box.oid, `T${ids.size}`);
  const content = {
    detail,
    tables: [
      ...tables.map((table) => toTable(table, ids.get(table.oid)!, catalog, detail)),
      ...views.map((view) => toView(view, ids.get(view.oid)!, catalog, detail)),
    ],
    relations: toRelations(catalog, ids),
    enums: toEnums(catalog),
  } as const;
  return { ...content, hash: hashText(JSON.stringify(content, withoutPlaces)) };
}

function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'nameRange' ? undefined : value;
}

function toTable(table: Table, id: string, catalog: FinalCatalog, detail: 'full' | 'keys'): DiagramTable {
  const keys = keysOf(table);
  const shown = detail === 'full' ? table.columns : table.columns.filter((column) => keys.has(column.number));
  return {
    id,
    schema: table.schema,
    name: table.name,
    kind: table.kind,
    comment: table.comment,
    columns: shown.map((column) => toColumn(column, keys.get(column.number) ?? [], catalog)),
    columnCount: table.columns.length,
    nameRange: table.nameRange,
  };
}

function toColumn(column: Column, keys: readonly DiagramKey[], catalog: FinalCatalog): DiagramColumn {
  return {
    name: column.name,
    type: catalog.formatType(column.type),
    notNull: column.notNull,
    keys,
    comment: column.comment,
    labels: labelsOf(column.type, catalog),
  };
}

function toView(view: View, id: string, catalog: FinalCatalog, detail: 'full' | 'keys'): DiagramTable {
  const columns = view.columns ?? [];
  return {
    id,
    schema: view.schema,
    name: view.name,
    kind: view.kind,
    comment: view.comment,
    columns:
      detail === 'keys'
        ? []
        : columns.map((column) => ({
            name: column.name,
            type: column.type === null ? null : catalog.formatType(column.type),
            notNull: false,
            keys: [],
            comment: null,
            labels: column.type === null ? null : labelsOf(column.type, catalog),
          })),
    columnCount: columns.length,
    nameRange: view.nameRange,
  };
}

function labelsOf(type: TypeUse, catalog: FinalCatalog): readonly string[] | null {
  const used = catalog.userType(type.type);
  return used?.kind === 'enum' ? used.labels : null;
}

/** Each column's keys; columns without any are not in it. */
function keysOf(table: Table): ReadonlyMap<ColumnNumber, readonly DiagramKey[]> {
  const primary = new Set<ColumnNumber>();
  const foreign = new Set<ColumnNumber>();
  for (const constraint of table.constraints) {
    if (constraint.kind === 'primary key') for (const column of constraint.columns) primary.add(column);
    if (constraint.kind === 'foreign key') for (const column of constraint.columns) foreign.add(column);
  }
  const unique = new Set<ColumnNumber>();
  for (const columns of uniqueSets(table)) {
    const [only] = columns;
    if (columns.size === 1 && only !== undefined && !primary.has(only)) unique.add(only);
  }
  const keys = new Map<ColumnNumber, readonly DiagramKey[]>();
  for (const { number } of table.columns) {
    const own: DiagramKey[] = [];
    if (primary.has(number)) own.push('PK');
    if (foreign.has(number)) own.push('FK');
    if (unique.has(number)) own.push('UK');
    if (own.length > 0) keys.set(number, own);
  }
  return keys;
}

/** The sets of columns that are unique in every row: of keys, and of whole unique indexes on plain columns. */
function uniqueSets(table: Table): ReadonlySet<ColumnNumber>[] {
  const sets: ReadonlySet<ColumnNumber>[] = [];
  for (const constraint of table.constraints) {
    if (constraint.kind === 'primary key' || constraint.kind === 'unique')
      sets.push(new Set(constraint.columns));
  }
  for (const index of table.indexes) {
    if (!index.unique || index.predicate !== null) continue;
    const columns = index.keys.map((key) => key.column);
    if (columns.every((column) => column !== null)) sets.push(new Set(columns));
  }
  return sets;
}

function toRelations(catalog: FinalCatalog, ids: ReadonlyMap<Oid, string>): DiagramRelation[] {
  const relations: DiagramRelation[] = [];
  const seen = new Set<string>();
  for (const table of catalog.tables) {
    const child = ids.get(partitionRoot(table, catalog).oid);
    if (child === undefined) continue;
    for (const constraint of table.constraints) {
      if (constraint.kind !== 'foreign key' || constraint.target === null) continue;
      if (table.partitionOf !== null && constraint.inherited) continue;
      const target = catalog.table(constraint.target);
      const parent = target && ids.get(partitionRoot(target, catalog).oid);
      if (target === undefined || parent === undefined) continue;
      const relation = toRelation(table, constraint, target, child, parent);
      const sameLine = JSON.stringify([child, parent, relation.columns]);
      if (table.partitionOf !== null && seen.has(sameLine)) continue;
      seen.add(sameLine);
      relations.push(relation);
    }
  }
  return relations;
}

function toRelation(
  table: Table,
  key: ForeignKey,
  target: Table,
  child: string,
  parent: string,
): DiagramRelation {
  const own = new Set(key.columns);
  const primary = table.constraints.find((constraint) => constraint.kind === 'primary key');
  return {
    name: key.name,
    parent,
    child,
    columns: columnNames(table, key.columns),
    parentColumns: columnNames(target, key.targetColumns),
    parentOptional: table.columns.some((column) => own.has(column.number) && !column.notNull),
    childUnique: uniqueSets(table).some((unique) => [...unique].every((column) => own.has(column))),
    identifying: primary !== undefined && key.columns.every((column) => primary.columns.includes(column)),
  };
}

/** The topmost partitioned table of a partition, and any other table itself. */
function partitionRoot(table: Table, catalog: FinalCatalog): Table {
  let root = table;
  for (let depth = 0; root.partitionOf !== null && depth < 64; depth++) {
    const above = catalog.table(root.partitionOf);
    if (above === undefined) break;
    root = above;
  }
  return root;
}

function toEnums(catalog: FinalCatalog): DiagramEnum[] {
  return catalog.types
    .filter((type) => type.kind === 'enum')
    .map(({ schema, name, labels }) => ({ schema, name, labels }));
}
