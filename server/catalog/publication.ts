import type { AlterPublicationStmt, CreatePublicationStmt, Node, PublicationTable } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { isTable } from './catalog.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Oid, Table } from './model.ts';
import { reportTaken } from './report-taken.ts';
import { strings } from './types.ts';

/** A publication of CREATE PUBLICATION. Others may be made by whoever hosts the database: none is ever missing. */
interface Publication {
  readonly nameRange: SourceRange;
  readonly isOfAllTables: boolean;
  /** The tables that are listed one by one. */
  readonly tables: readonly Oid[];
}

function publicationOf(draft: Draft, name: string): Publication | undefined {
  return draft.get(keys.publication(name)) as Publication | undefined;
}

/** The tables of FOR TABLE, with their places; those that are missing are reported. */
function listedTables(
  draft: Draft,
  objects: readonly Node[] | undefined,
): { table: Table; at: SourceRange }[] {
  const found: { table: Table; at: SourceRange }[] = [];
  for (const object of objects ?? []) {
    const written = 'PublicationObjSpec' in object ? object.PublicationObjSpec.pubtable : undefined;
    const listed = written && listedTable(draft, written);
    if (listed) found.push(listed);
  }
  return found;
}

function listedTable(
  draft: Draft,
  { relation, columns }: PublicationTable,
): { table: Table; at: SourceRange } | null {
  if (!relation) return null;
  const { source } = draft;
  const name = { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
  const first = source.tokenIndex(source.offset(relation.location));
  const last = source.nameEnd(first);
  const at = source.range(first, last);
  const table = draft.relation(name.schema, name.name);
  if (!table && !draft.isSystemRelation(name.schema, name.name)) draft.reportRelation(name, at, 'relation');
  if (!isTable(table)) return null;
  for (const column of strings(columns))
    if (!table.columns.some((one) => one.name === column))
      draft.reportColumn(column, table, source.findName(column, last + 1));
  return { table, at };
}

function reportPublished(draft: Draft, at: SourceRange, sqlstate: string, message: string): void {
  draft.report({ kind: 'invalid-query', at, sqlstate, message, similar: [] });
}

export function createPublication(draft: Draft, node: CreatePublicationStmt): void {
  const name = node.pubname ?? '';
  const nameRange = draft.source.findName(name, 2);
  const first = publicationOf(draft, name);
  if (first) return reportTaken(draft, { what: 'publication', name, at: nameRange, first: first.nameRange });
  const tables = listedTables(draft, node.pubobjects).map(({ table }) => table.oid);
  const isOfAllTables = node.for_all_tables ?? false;
  draft.put(keys.publication(name), { nameRange, isOfAllTables, tables } satisfies Publication);
}

/** ALTER PUBLICATION … ADD, SET and DROP. */
export function alterPublication(draft: Draft, node: AlterPublicationStmt): void {
  const name = node.pubname ?? '';
  const known = publicationOf(draft, name);
  const listed = listedTables(draft, node.pubobjects);
  if (!known || listed.length === 0) return;
  const [first] = listed;
  if (known.isOfAllTables && first)
    return reportPublished(draft, first.at, '55000', `publication "${name}" is defined as FOR ALL TABLES`);
  const isMember = (table: Table) => known.tables.includes(table.oid);
  const oids = listed.map(({ table }) => table.oid);
  let tables = known.tables;
  if (node.action === 'AP_AddObjects') {
    const twice = listed.find(({ table }) => isMember(table));
    if (twice) {
      const message = `relation "${twice.table.name}" is already member of publication "${name}"`;
      return reportPublished(draft, twice.at, '42710', message);
    }
    tables = [...tables, ...oids];
  } else if (node.action === 'AP_DropObjects') {
    const missing = listed.find(({ table }) => !isMember(table));
    if (missing) {
      const message = `relation "${missing.table.name}" is not part of the publication`;
      return reportPublished(draft, missing.at, '42704', message);
    }
    tables = tables.filter((oid) => !oids.includes(oid));
  } else tables = oids;
  draft.put(keys.publication(name), { ...known, tables } satisfies Publication);
}

export function dropPublication(draft: Draft, name: string): void {
  draft.put(keys.publication(name), undefined);
}

export function renamePublication(draft: Draft, name: string, newName: string, nameRange: SourceRange): void {
  const known = publicationOf(draft, name);
  draft.put(keys.publication(name), undefined);
  draft.put(keys.publication(newName), known && { ...known, nameRange });
}
