import type { CreateTableAsStmt, Node, RangeVar, ViewStmt } from '@pgsql/types';
import { isRelationTaken } from './add-index.ts';
import { isView } from './catalog.ts';
import { definedNameRange, targetSchema } from './create-table.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Column, Oid, Table, View } from './model.ts';
import { clipName } from './names.ts';
import { type OutputColumn, queryColumns, resolveQuery } from './query-names.ts';
import { isTypeTaken } from './type-taken.ts';
import { strings } from './types.ts';

function named(
  columns: readonly OutputColumn[] | null,
  names: readonly string[],
): readonly OutputColumn[] | null {
  if (!columns) return null;
  return columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
}

/** Remembers that an object reads others, for DROP … CASCADE. */
function noteDependence(draft: Draft, oid: Oid, on: readonly Oid[]): void {
  for (const target of on) draft.addTo(keys.dependents(target), oid);
}

/** CREATE [OR REPLACE] VIEW. */
export function createView(draft: Draft, node: ViewStmt): void {
  if (!node.view) return;
  defineView(draft, 'view', node.view, node.query, strings(node.aliases), node.replace ?? false, false);
}

function defineView(
  draft: Draft,
  kind: View['kind'],
  relation: RangeVar,
  query: Node | undefined,
  names: readonly string[],
  replace: boolean,
  ifNotExists: boolean,
): void {
  const nameRange = definedNameRange(draft, relation);
  const schema = targetSchema(draft, relation);
  const name = clipName(relation.relname ?? '');
  const isRecursive = query && 'SelectStmt' in query && query.SelectStmt.withClause?.recursive;
  const existing = draft.relation(schema, name);
  const reads = resolveQuery(draft, query);
  if (existing && !(replace && existing.kind === 'view')) {
    if (!ifNotExists) isRelationTaken(draft, schema, name, nameRange, kind);
    return;
  }
  if (!existing && isTypeTaken(draft, schema, name, nameRange)) return;
  const columns = named(queryColumns(draft, query), names);
  const oid = existing?.oid ?? draft.newOid();
  const before = isView(existing) ? existing : null;
  draft.putObject({
    kind,
    oid,
    schema,
    name,
    comment: before?.comment ?? null,
    statement: draft.source.statement.id,
    nameRange,
    columns:
      columns ?? (names.length > 0 && !isRecursive ? names.map((one) => ({ name: one, type: null })) : null),
    reads,
    columnsRead: [],
    indexes: [],
    triggers: before?.triggers ?? [],
  });
  draft.put(keys.relation(schema, name), oid);
  draft.put(keys.type(schema, name), oid);
  noteDependence(draft, oid, reads);
}

/** CREATE TABLE AS, SELECT INTO and CREATE MATERIALIZED VIEW. */
export function createTableAs(draft: Draft, node: CreateTableAsStmt): void {
  const relation = node.into?.rel;
  if (!relation) return;
  const names = strings(node.into?.colNames);
  if (node.objtype === 'OBJECT_MATVIEW') {
    return defineView(
      draft,
      'materialized view',
      relation,
      node.query,
      names,
      false,
      node.if_not_exists ?? false,
    );
  }
  const nameRange = definedNameRange(draft, relation);
  const schema = targetSchema(draft, relation);
  const name = clipName(relation.relname ?? '');
  resolveQuery(draft, node.query);
  if (!draft.isRelationNameFree(schema, name)) {
    if (!node.if_not_exists) isRelationTaken(draft, schema, name, nameRange, 'table');
    return;
  }
  if (isTypeTaken(draft, schema, name, nameRange)) return;
  const columns = named(queryColumns(draft, node.query), names);
  const oid = draft.newOid();
  const table: Table = {
    kind: 'table',
    oid,
    schema,
    name,
    comment: null,
    statement: draft.source.statement.id,
    nameRange,
    persistence:
      relation.relpersistence === 't'
        ? 'temporary'
        : relation.relpersistence === 'u'
          ? 'unlogged'
          : 'permanent',
    columns: (columns ?? []).map((column, index) => plainColumn(column, index + 1, nameRange)),
    constraints: [],
    indexes: [],
    triggers: [],
    policies: [],
    rowSecurity: false,
    inherits: [],
    partitionOf: null,
    partitionKey: null,
    origin: 'create as',
    complete: columns !== null,
    lastColumnNumber: columns?.length ?? 0,
  };
  draft.putObject(table);
  draft.put(keys.relation(schema, name), oid);
  draft.put(keys.type(schema, name), oid);
}

/** A column whose definition comes from a query. */
function plainColumn(column: OutputColumn, number: number, nameRange: Column['nameRange']): Column {
  return {
    number,
    name: column.name,
    type: column.type ?? { type: '?', modifiers: [], array: false },
    notNull: false,
    default: null,
    identity: null,
    generated: null,
    generation: null,
    serial: false,
    ownedSequence: null,
    collation: null,
    inherited: false,
    comment: null,
    nameRange,
    typeRange: null,
    range: null,
    notNullRange: null,
    notNullName: null,
  };
}
