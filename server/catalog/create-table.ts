import type { ColumnDef, CreateStmt, PartitionBoundSpec, RangeVar, TableLikeClause } from '@pgsql/types';
import { addCheck } from './add-check.ts';
import { addForeignKey } from './add-foreign-key.ts';
import { isRelationTaken } from './add-index.ts';
import { addKey } from './add-key.ts';
import { isTable } from './catalog.ts';
import { bodyStart, type ConstraintSpec, tableConstraintSpec } from './constraint-spec.ts';
import { type DefinedColumn, defineColumn, noteTypeUse } from './define-column.ts';
import type { Draft } from './draft.ts';
import { hasTypeConflict } from './inheritance.ts';
import { keys } from './keys.ts';
import { likeColumns, likeConstraints } from './like-table.ts';
import { linkParent } from './link-parent.ts';
import { makeWay, noteCommitDrop } from './make-way.ts';
import { mergeKeys } from './merge-keys.ts';
import type { Column, Oid, Table } from './model.ts';
import { clipName } from './names.ts';
import { takeParentColumns } from './parent-columns.ts';
import { setPartitionKey } from './partition-key.ts';
import { primaryKeyOf, reportSecondPrimaryKey } from './primary-key.ts';
import { putTable } from './put-table.ts';
import { refuse } from './refuse.ts';
import { requireCreationSchema, requireSchema } from './require-schema.ts';
import { noteSequenceUses } from './sequence-uses.ts';
import { isTypeTaken } from './type-taken.ts';
import { takeTypeColumns } from './typed-table.ts';

/** A relation's name where a statement defines it, without its schema. */
export function definedNameRange(draft: Draft, relation: RangeVar) {
  const first = draft.source.tokenIndex(draft.source.offset(relation.location));
  const last = draft.source.nameEnd(first);
  return draft.source.range(last, last);
}

/** The schema of a relation to be created, reported when it does not exist. */
export function targetSchema(draft: Draft, relation: RangeVar): string {
  const first = draft.source.tokenIndex(draft.source.offset(relation.location));
  const at = draft.source.range(first, first);
  const { relpersistence, schemaname } = relation;
  if (relpersistence === 't') {
    if (schemaname && !schemaname.startsWith('pg_temp') && !requireSchema(draft, schemaname, at))
      refuse(draft, at, '42P16', 'cannot create temporary relation in non-temporary schema');
    return draft.creationSchema('pg_temp');
  }
  const schema = draft.creationSchema(schemaname);
  if (relation.schemaname) requireSchema(draft, schema, at);
  else requireCreationSchema(draft, at);
  return schema;
}

/** A LIKE and the table that it names. */
interface Like {
  readonly clause: TableLikeClause;
  readonly from: Table;
}

/** What is left to do for a table once it is there. */
interface NewTable {
  readonly oid: Oid;
  /** Those of a partition, which come after what its table gives it. */
  readonly keys: readonly ConstraintSpec[];
  readonly foreignKeys: readonly ConstraintSpec[];
  readonly likes: readonly Like[];
  readonly parents: readonly RangeVar[];
}

/** CREATE TABLE, partitions and foreign tables included. */
export function createTable(draft: Draft, node: CreateStmt, foreign = false): void {
  const { relation } = node;
  if (!relation) return;
  // Foreign keys come last: they alone depend on other tables, and are what an edit elsewhere changes.
  const made = draft.begin(() => makeTable(draft, node, relation, foreign));
  if (!made) return;
  if (node.partbound) linkParents(draft, made, node.partbound);
  for (const spec of made.keys) addKey(draft, made.oid, spec);
  for (const spec of made.foreignKeys) addForeignKey(draft, made.oid, spec);
  for (const { clause, from } of made.likes) likeConstraints(draft, made.oid, from, clause);
  if (!node.partbound) linkParents(draft, made, null);
}

function linkParents(draft: Draft, { oid, parents }: NewTable, bound: PartitionBoundSpec | null): void {
  for (const parent of parents) linkParent(draft, oid, parent, bound);
}

/** Makes a table with its columns, checks and keys; null where its name is taken. */
function makeTable(draft: Draft, node: CreateStmt, relation: RangeVar, foreign: boolean): NewTable | null {
  const { source } = draft;
  const nameRange = definedNameRange(draft, relation);
  const schema = targetSchema(draft, relation);
  const name = clipName(relation.relname ?? '');
  makeWay(draft, schema, name);
  if (!draft.isRelationNameFree(schema, name)) {
    if (!node.if_not_exists) isRelationTaken(draft, schema, name, nameRange, 'table');
    return null;
  }
  if (isTypeTaken(draft, schema, name, nameRange)) return null;
  const parents = (node.inhRelations ?? []).flatMap((one) => ('RangeVar' in one ? [one.RangeVar] : []));
  const identity = { oid: draft.newOid(), schema, name };
  const columns = new Map<string, Column>();
  let complete = true;
  const taken = new Set<Oid>();
  const isPartition = node.partbound !== undefined;
  for (const parent of parents)
    complete = takeParentColumns(draft, parent, columns, nameRange, isPartition, taken) && complete;
  for (const { type, default: given } of columns.values()) {
    noteTypeUse(draft, type.type, identity.oid);
    noteSequenceUses(draft, identity.oid, given);
  }
  const ofType = node.ofTypename ? takeTypeColumns(draft, node.ofTypename, identity.oid, columns) : null;
  const specs: ConstraintSpec[] = [];
  const likes: Like[] = [];
  for (const element of node.tableElts ?? []) {
    if ('ColumnDef' in element)
      specs.push(...addColumn(draft, identity, element.ColumnDef, columns).constraints);
    else if ('TableLikeClause' in element) {
      const clause = element.TableLikeClause;
      // Later the name may be that of the new table.
      const from =
        clause.relation && draft.relation(clause.relation.schemaname ?? null, clause.relation.relname ?? '');
      if (isTable(from)) likes.push({ clause, from });
      complete = likeColumns(draft, identity, clause, columns) && complete;
    } else if ('Constraint' in element) {
      const first = source.tokenIndex(source.offset(element.Constraint.location));
      specs.push(tableConstraintSpec(element.Constraint, first, source.elementEnd(first)));
    }
  }
  const table: Table = {
    kind: foreign ? 'foreign table' : node.partspec ? 'partitioned table' : 'table',
    oid: identity.oid,
    schema,
    name,
    comment: null,
    statement: source.statement.id,
    nameRange,
    persistence:
      relation.relpersistence === 't'
        ? 'temporary'
        : relation.relpersistence === 'u'
          ? 'unlogged'
          : 'permanent',
    columns: ofType === null ? [...columns.values()] : [...columns.values()].map(asOwn),
    constraints: [],
    indexes: [],
    triggers: [],
    policies: [],
    rowSecurity: false,
    inherits: [],
    partitionOf: null,
    partitionBound: null,
    partitionKey: null,
    ofType,
    origin: node.partbound !== undefined ? 'partition of' : node.ofTypename ? 'of type' : 'create',
    complete: complete && (!node.ofTypename || ofType !== null) && !draft.isDamaged,
    lastColumnNumber: columns.size,
  };
  putTable(draft, table);
  draft.put(keys.relation(schema, name), identity.oid);
  draft.put(keys.type(schema, name), identity.oid);
  draft.put(keys.anyTable, true);
  setPartitionKey(draft, table.oid, node);
  if (node.oncommit === 'ONCOMMIT_DROP') noteCommitDrop(draft, table.oid);
  const own = node.partbound ? withoutSecondKey(draft, table, parents, specs) : specs;
  const left = addConstraints(draft, identity.oid, own, isPartition);
  return { oid: identity.oid, ...left, likes, parents };
}

/** The column of a typed table, which no parent has. */
function asOwn(column: Column): Column {
  return { ...column, inherited: false };
}

/** A partition gets its table's primary key before its own constraints: a primary key among these is a second one. */
function withoutSecondKey(
  draft: Draft,
  table: Table,
  [written]: readonly RangeVar[],
  specs: readonly ConstraintSpec[],
): readonly ConstraintSpec[] {
  const key = specs.find(({ node }) => node.contype === 'CONSTR_PRIMARY');
  const parent = written && draft.relation(written.schemaname ?? null, written.relname ?? '');
  if (!key || !isTable(parent) || !primaryKeyOf(parent)) return specs;
  const at = bodyStart(draft.source, key);
  reportSecondPrimaryKey(draft, table, draft.source.range(at, Math.min(at + 1, key.last)), parent);
  return specs.filter((spec) => spec !== key);
}

/** Adds one defined column to the columns of a table; a second one of a name is reported, or merged with an inherited one. */
function addColumn(
  draft: Draft,
  table: { oid: Oid; schema: string; name: string },
  node: ColumnDef,
  columns: Map<string, Column>,
): DefinedColumn {
  const before = columns.get(node.colname ?? '');
  const defined = defineColumn(draft, table, node, before?.number ?? columns.size + 1);
  // Without a type it is a column of the parent or of the type.
  if (!before && !node.typeName)
    refuse(draft, defined.column.nameRange, '42703', `column "${node.colname}" does not exist`);
  if (before?.inherited) {
    if (node.typeName) hasTypeConflict(draft, defined.column, before, defined.column.nameRange);
    const merged = {
      ...defined.column,
      type: node.typeName ? defined.column.type : before.type,
      notNull: defined.column.notNull || before.notNull,
    };
    columns.set(before.name, { ...merged, default: defined.column.default ?? before.default });
  } else if (before) {
    draft.report({
      kind: 'duplicate-object',
      what: 'column',
      at: defined.column.nameRange,
      sqlstate: '42701',
      name: before.name,
      first: before.nameRange,
      firstKind: 'column',
      suggestion: null,
      table: null,
    });
  } else columns.set(defined.column.name, defined.column);
  return defined;
}

/**
 * PostgreSQL's order: checks while the table is made, then keys (the primary one first), then foreign keys. These are left
 * to the caller, as are the keys of a partition.
 */
function addConstraints(
  draft: Draft,
  oid: Oid,
  specs: readonly ConstraintSpec[],
  isPartition: boolean,
): Pick<NewTable, 'keys' | 'foreignKeys'> {
  const primaries: ConstraintSpec[] = [];
  const others: ConstraintSpec[] = [];
  const foreignKeys: ConstraintSpec[] = [];
  const checks: ConstraintSpec[] = [];
  for (const spec of specs) {
    const { contype } = spec.node;
    if (contype === 'CONSTR_NOTNULL') setNotNull(draft, oid, spec);
    else if (contype === 'CONSTR_CHECK') checks.push(validated(spec));
    else if (contype === 'CONSTR_PRIMARY') primaries.push(spec);
    else if (contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_EXCLUSION') others.push(spec);
    else if (contype === 'CONSTR_FOREIGN') foreignKeys.push(validated(spec));
  }
  for (const spec of checks) addCheck(draft, oid, spec);
  const merged = mergeKeys([...primaries, ...others]);
  if (!isPartition) for (const spec of merged) addKey(draft, oid, spec);
  return { keys: isPartition ? merged : [], foreignKeys };
}

/** NOT VALID has no meaning for a table without rows. */
function validated(spec: ConstraintSpec): ConstraintSpec {
  return spec.node.skip_validation ? { ...spec, node: { ...spec.node, skip_validation: false } } : spec;
}

function setNotNull(draft: Draft, oid: Oid, spec: ConstraintSpec): void {
  const table = draft.table(oid);
  const name = spec.node.keys?.[0];
  const column = name && 'String' in name ? name.String.sval : undefined;
  if (!table) return;
  const columns = table.columns.map((one) =>
    one.name === column ? { ...one, notNull: true, notNullName: spec.node.conname ?? null } : one,
  );
  putTable(draft, { ...table, columns });
}
