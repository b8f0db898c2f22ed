import type { CreateTableAsStmt, Node, RangeVar, ViewStmt } from '@pgsql/types';
import { isRelationTaken } from './add-index.ts';
import { isView } from './catalog.ts';
import { definedNameRange, targetSchema } from './create-table.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import { makeWay, noteCommitDrop } from './make-way.ts';
import type { Column, Table, TypeUse, View } from './model.ts';
import { clipName } from './names.ts';
import { isTypeTaken } from './type-taken.ts';
import { strings } from './types.ts';

/** CREATE [OR REPLACE] VIEW; what its query puts out and reads comes from the analysis (`putQuery`). */
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
  if (!replace) makeWay(draft, schema, name);
  const isRecursive = query && 'SelectStmt' in query && query.SelectStmt.withClause?.recursive;
  const existing = draft.relation(schema, name);
  if (existing && !(replace && existing.kind === 'view')) {
    if (!ifNotExists) isRelationTaken(draft, schema, name, nameRange, kind);
    return;
  }
  if (!existing && isTypeTaken(draft, schema, name, nameRange)) return;
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
    columns: names.length > 0 && !isRecursive ? names.map((one) => ({ name: one, type: null })) : null,
    reads: [],
    columnsRead: [],
    groupedByKey: [],
    uses: [],
    indexes: [],
    triggers: before?.triggers ?? [],
  });
  draft.put(keys.relation(schema, name), oid);
  draft.put(keys.type(schema, name), oid);
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
  makeWay(draft, schema, name);
  if (!draft.isRelationNameFree(schema, name)) {
    if (!node.if_not_exists) isRelationTaken(draft, schema, name, nameRange, 'table');
    return;
  }
  if (isTypeTaken(draft, schema, name, nameRange)) return;
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
    columns: [],
    constraints: [],
    indexes: [],
    triggers: [],
    policies: [],
    rowSecurity: false,
    inherits: [],
    partitionOf: null,
    partitionBound: null,
    partitionKey: null,
    ofType: null,
    origin: 'create as',
    complete: false,
    lastColumnNumber: 0,
  };
  draft.putObject(table);
  if (node.into?.onCommit === 'ONCOMMIT_DROP') noteCommitDrop(draft, oid);
  draft.put(keys.relation(schema, name), oid);
  draft.put(keys.type(schema, name), oid);
}

/** A column whose definition comes from a query. */
export function plainColumn(
  name: string,
  type: TypeUse | null,
  number: number,
  nameRange: Column['nameRange'],
): Column {
  return {
    number,
    name,
    type: type ?? { type: '?', modifiers: [], array: false },
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
    notNullOnlyHere: false,
  };
}
