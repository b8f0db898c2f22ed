import { type Catalog, isTable, isView } from '../catalog/catalog.ts';
import type { CatalogObject, Table, View } from '../catalog/model.ts';
import type { SourceRange, StatementId } from '../syntax/statement.ts';
import type { Range } from '../text/range.ts';
import type { Analysis } from './analysis.ts';

export type OutlineKind =
  | 'table'
  | 'view'
  | 'column'
  | 'constraint'
  | 'index'
  | 'trigger'
  | 'policy'
  | 'enum'
  | 'label'
  | 'type'
  | 'sequence'
  | 'function'
  | 'schema'
  | 'extension';

/** Something that a file defines, with offsets in the file; the name lies in the whole. */
export interface OutlineEntry {
  readonly kind: OutlineKind;
  readonly name: string;
  readonly detail: string;
  readonly range: Range;
  readonly nameRange: Range;
  readonly children: readonly OutlineEntry[];
}

/** A part of a table before its places are known. */
interface Part {
  readonly kind: OutlineKind;
  readonly name: string;
  readonly detail: string;
  readonly range: SourceRange;
  readonly nameRange: SourceRange;
}

/** What the statements of a file define, in their order, with the names that they have at the file's end. */
export function outline(analysis: Analysis, file: string): OutlineEntry[] {
  const catalog = analysis.states(file)?.after ?? analysis.catalog;
  const statements = analysis.files.flatMap((one) => (one.name === file ? one.script.statements : []));
  const own = new Set(statements.map(({ statement }) => statement.id));
  const parts = new Map<StatementId, Map<Table | View, Part[]>>();
  for (const relation of [...catalog.tables, ...catalog.views])
    for (const part of partsOf(relation, catalog, own)) {
      const inStatement = parts.get(part.range.statement) ?? new Map<Table | View, Part[]>();
      parts.set(part.range.statement, inStatement);
      const list = inStatement.get(relation);
      if (list) list.push(part);
      else inStatement.set(relation, [part]);
    }
  // Neither schemas nor extensions are listed with what a statement creates, and finding them means reading everything.
  const others = new Map<StatementId, CatalogObject[]>();
  if (statements.some(({ statement }) => /^create\s+(?:schema|extension)\b/i.test(statement.text)))
    for (const object of [...catalog.schemas, ...catalog.extensions]) {
      const statement = object.nameRange?.statement;
      if (statement !== undefined) others.set(statement, [...(others.get(statement) ?? []), object]);
    }
  const place = (range: SourceRange) => analysis.place(range)?.range ?? { start: 0, end: 0 };
  const toEntry = (part: Part): OutlineEntry => {
    const range = place(part.range);
    return { ...part, range, nameRange: within(place(part.nameRange), range), children: [] };
  };
  const entries: OutlineEntry[] = [];
  const seen = new Set<StatementId>();
  for (const { statement, start } of statements) {
    if (seen.has(statement.id)) continue;
    seen.add(statement.id);
    const range = { start, end: start + statement.text.length };
    const left = parts.get(statement.id) ?? new Map<Table | View, Part[]>();
    for (const object of [...catalog.createdBy(statement.id), ...(others.get(statement.id) ?? [])]) {
      const entry = describe(object);
      if (!entry) continue;
      const nameRange = entry.nameRange ? within(place(entry.nameRange), range) : range;
      const list = isTable(object) || isView(object) ? (left.get(object) ?? []) : [];
      left.delete(object as Table);
      const labels = object.kind === 'enum' ? object.labels.map((label) => labelEntry(label, nameRange)) : [];
      entries.push({ ...entry, range, nameRange, children: [...list.map(toEntry), ...labels] });
    }
    for (const [relation, list] of left) entries.push(...changesOf(relation, list.map(toEntry), range));
  }
  return entries;
}

function labelEntry(name: string, range: Range): OutlineEntry {
  return { kind: 'label', name, detail: '', range, nameRange: range, children: [] };
}

/** A statement that gives a table one index is that index; one that alters it shows the table with what it adds. */
function changesOf(relation: Table | View, list: readonly OutlineEntry[], range: Range): OutlineEntry[] {
  const isAlone = list.every(({ kind }) => kind === 'index' || kind === 'trigger' || kind === 'policy');
  if (isAlone) return list.map((entry) => ({ ...entry, detail: `on ${relation.name}`, range }));
  const { name } = relation;
  const nameRange = list[0]?.nameRange ?? range;
  return [{ kind: 'table', name, detail: 'alter table', range, nameRange, children: list }];
}

function within(inner: Range, outer: Range): Range {
  return inner.start >= outer.start && inner.end <= outer.end && inner.end > inner.start ? inner : outer;
}

/** The parts of a table or view that stand in these statements. */
function partsOf(relation: Table | View, catalog: Catalog, own: ReadonlySet<StatementId>): Part[] {
  const parts: Part[] = [];
  const add = (
    kind: OutlineKind,
    name: string,
    detail: string,
    range: SourceRange,
    at: SourceRange | null,
  ) => {
    if (own.has(range.statement)) parts.push({ kind, name, detail, range, nameRange: at ?? range });
  };
  if (isTable(relation)) {
    for (const { name, type, notNull, inherited, range, nameRange } of relation.columns) {
      if (inherited || !own.has(nameRange.statement)) continue;
      const detail = `${catalog.formatType(type)}${notNull ? ' not null' : ''}`;
      add('column', name, detail, range ?? nameRange, nameRange);
    }
    for (const { name, kind, range, nameRange, inherited } of relation.constraints)
      if (!inherited) add('constraint', name, kind, range, nameRange);
    for (const { name, range, nameRange } of relation.policies) add('policy', name, '', range, nameRange);
  }
  for (const { name, constraint, inherited, unique, range, nameRange } of relation.indexes)
    if (!constraint && !inherited) add('index', name, unique ? 'unique index' : 'index', range, nameRange);
  for (const { name, inherited, range, nameRange } of relation.triggers)
    if (!inherited) add('trigger', name, '', range, nameRange);
  return parts;
}

function describe(
  object: CatalogObject,
): { kind: OutlineKind; name: string; detail: string; nameRange: SourceRange | null } | null {
  switch (object.kind) {
    case 'table':
    case 'partitioned table':
    case 'foreign table':
      return named(object, 'table');
    case 'view':
    case 'materialized view':
      return named(object, 'view');
    case 'enum':
      return named(object, 'enum');
    case 'domain':
    case 'composite type':
    case 'range type':
    case 'base type':
      return named(object, 'type');
    case 'sequence':
      return object.ownedBy === null ? named(object, 'sequence') : null;
    case 'function':
    case 'procedure':
    case 'aggregate':
      return named(object, 'function');
    case 'schema':
      return { kind: 'schema', name: object.name, detail: 'schema', nameRange: object.nameRange };
    case 'extension':
      return { kind: 'extension', name: object.name, detail: 'extension', nameRange: object.nameRange };
    case 'index':
      return null;
  }
}

function named(
  object: {
    readonly kind: string;
    readonly schema: string;
    readonly name: string;
    readonly nameRange: SourceRange;
  },
  kind: OutlineKind,
) {
  const { schema, name, nameRange } = object;
  return { kind, name: schema === 'public' ? name : `${schema}.${name}`, detail: object.kind, nameRange };
}
