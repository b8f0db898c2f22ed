import type { AlterObjectSchemaStmt, RangeVar, RenameStmt } from '@pgsql/types';
import { childrenOf } from './add-check.ts';
import { isRelationTaken } from './add-index.ts';
import { isTable, isView } from './catalog.ts';
import { mayHaveFunction } from './check-names.ts';
import { countConstraintName } from './constraint-names.ts';
import type { Draft } from './draft.ts';
import { isInheritedColumn } from './inheritance.ts';
import { keys } from './keys.ts';
import { reportMissing, reportMissingConstraint } from './missing-object.ts';
import type { Oid, SqlFunction, Table } from './model.ts';
import { moveParts } from './move-parts.ts';
import { clipName } from './names.ts';
import { putTable, withColumn, withConstraint, withIndex } from './put-table.ts';
import { reportType } from './resolve-type.ts';
import { strings } from './types.ts';

/** The relation that a statement names; reported when there is none. */
function namedRelation(draft: Draft, relation: RangeVar, missingOk: boolean) {
  const name = { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
  const found = draft.relation(name.schema, name.name);
  if (!found && !missingOk && !draft.isSystemRelation(name.schema, name.name)) {
    const at = draft.source.tokenIndex(draft.source.offset(relation.location));
    draft.reportRelation(name, draft.source.range(at, draft.source.nameEnd(at)), 'relation');
  }
  return found;
}

/** The new name, after the last TO. */
function newNameRange(draft: Draft) {
  const { source } = draft;
  for (let index = source.tokens.length - 1; index > 0; index--) {
    if (source.word(index - 1) === 'TO') return source.range(index, index);
  }
  return source.whole();
}

/** ALTER … RENAME. */
export function rename(draft: Draft, node: RenameStmt): void {
  const newName = clipName(node.newname ?? '');
  const oldName = node.subname ?? '';
  const names = node.object
    ? 'List' in node.object
      ? strings(node.object.List.items)
      : 'TypeName' in node.object
        ? strings(node.object.TypeName.names)
        : []
    : [];
  if (node.renameType === 'OBJECT_SCHEMA') return renameSchema(draft, oldName, newName);
  if (node.renameType === 'OBJECT_TYPE' || node.renameType === 'OBJECT_DOMAIN')
    return renameType(draft, names, newName);
  if (
    node.renameType === 'OBJECT_FUNCTION' ||
    node.renameType === 'OBJECT_PROCEDURE' ||
    node.renameType === 'OBJECT_ROUTINE'
  ) {
    const names =
      node.object && 'ObjectWithArgs' in node.object ? strings(node.object.ObjectWithArgs.objname) : [];
    return moveFunction(draft, names, null, newName);
  }
  if (!node.relation) return;
  const found = namedRelation(draft, node.relation, node.missing_ok ?? false);
  if (!found) return;
  switch (node.renameType) {
    case 'OBJECT_COLUMN':
    case 'OBJECT_ATTRIBUTE':
      if (isTable(found)) {
        const at = draft.source.findName(oldName, Math.max(0, draft.source.find('RENAME', 0)));
        if (isInheritedColumn(draft, found, oldName, 'renamed', at)) return;
      }
      return renameColumn(draft, found.oid, oldName, newName);
    case 'OBJECT_TABCONSTRAINT':
      return isTable(found) ? renameConstraint(draft, found, oldName, newName) : undefined;
    case 'OBJECT_TRIGGER':
    case 'OBJECT_POLICY':
      return renameOfTable(
        draft,
        found.oid,
        node.renameType === 'OBJECT_TRIGGER' ? 'triggers' : 'policies',
        oldName,
        newName,
      );
    default:
      return moveRelation(draft, found.oid, found.schema, newName);
  }
}

/** Gives a relation another name or schema; its indexes and owned sequences move along with the schema. */
function moveRelation(draft: Draft, oid: Oid, schema: string, name: string): void {
  const object = draft.object(oid);
  if (!object || !('schema' in object) || object.kind === 'extension') return;
  if (schema === object.schema && name === object.name) return;
  if (isRelationTaken(draft, schema, name, newNameRange(draft), 'relation', oid)) return;
  draft.put(keys.relation(object.schema, object.name), undefined);
  draft.put(keys.relation(schema, name), oid);
  if (object.kind === 'index') return renameIndex(draft, object.table, oid, name);
  const nameRange = name === object.name && 'nameRange' in object ? object.nameRange : newNameRange(draft);
  if (object.kind === 'sequence') return draft.putObject({ ...object, schema, name, nameRange });
  if (object.kind === 'composite type') {
    draft.put(keys.type(object.schema, object.name), undefined);
    draft.put(keys.type(schema, name), oid);
    return draft.putObject({ ...object, schema, name, nameRange });
  }
  if (!isTable(object) && !isView(object)) return;
  draft.put(keys.type(object.schema, object.name), undefined);
  draft.put(keys.type(schema, name), oid);
  draft.putObject({ ...object, schema, name, nameRange });
  if (schema !== object.schema) moveParts(draft, object, schema);
}

/** An index's name is also its constraint's. */
function renameIndex(draft: Draft, ownerOid: Oid, oid: Oid, name: string): void {
  const owner = draft.object(ownerOid);
  if (!isTable(owner) && !isView(owner)) return;
  const before = owner.indexes.find((index) => index.oid === oid);
  draft.putObject({ kind: 'index', oid, schema: owner.schema, name, table: ownerOid });
  const nameRange = newNameRange(draft);
  const renamed = withIndex(owner, oid, (index) => ({ ...index, name, named: true, nameRange }));
  if (!before?.constraint || !isTable(renamed)) return draft.putObject(renamed);
  countConstraintName(draft, owner.schema, before.name, -1);
  countConstraintName(draft, owner.schema, name, 1);
  putTable(
    draft,
    withConstraint(renamed, before.name, (constraint) => ({ ...constraint, name, named: true, nameRange })),
  );
}

function renameConstraint(draft: Draft, table: Table, oldName: string, newName: string): void {
  const constraint = table.constraints.find((one) => one.name === oldName);
  if (!constraint) {
    const column = table.columns.find(
      ({ name, notNullName }) => (notNullName ?? `${table.name}_${name}_not_null`) === oldName,
    );
    if (!column) return reportMissingConstraint(draft, table, oldName, draft.source.findName(oldName, 2));
    return putTable(
      draft,
      withColumn(table, column.number, (one) => ({ ...one, notNullName: newName })),
    );
  }
  const nameRange = newNameRange(draft);
  if (table.constraints.some((one) => one.name === newName)) {
    draft.report({
      kind: 'duplicate-object',
      what: 'constraint',
      at: nameRange,
      sqlstate: '42710',
      name: newName,
      first: null,
      firstKind: 'constraint',
      suggestion: null,
      table: table.oid,
    });
    return;
  }
  if ('index' in constraint) return moveRelation(draft, constraint.index, table.schema, newName);
  countConstraintName(draft, table.schema, oldName, -1);
  countConstraintName(draft, table.schema, newName, 1);
  putTable(
    draft,
    withConstraint(table, oldName, (one) => ({ ...one, name: newName, named: true, nameRange })),
  );
}

function renameColumn(draft: Draft, oid: Oid, oldName: string, newName: string): void {
  const object = draft.object(oid);
  if (isView(object)) {
    draft.putObject({
      ...object,
      columns:
        object.columns?.map((column) => (column.name === oldName ? { ...column, name: newName } : column)) ??
        null,
    });
    return;
  }
  if (!isTable(object)) return;
  const column = object.columns.find((one) => one.name === oldName);
  if (!column)
    return draft.reportColumn(
      oldName,
      object,
      draft.source.findName(oldName, Math.max(0, draft.source.find('RENAME', 0))),
    );
  const taken = object.columns.find((one) => one.name === newName);
  if (taken) {
    draft.report({
      kind: 'duplicate-object',
      what: 'column',
      at: newNameRange(draft),
      sqlstate: '42701',
      name: newName,
      first: taken.nameRange,
      firstKind: 'column',
      suggestion: null,
      table: oid,
    });
    return;
  }
  putTable(
    draft,
    withColumn(object, column.number, (one) => ({ ...one, name: newName, nameRange: newNameRange(draft) })),
  );
  for (const child of childrenOf(draft, oid)) renameColumn(draft, child, oldName, newName);
}

function renameOfTable(
  draft: Draft,
  oid: Oid,
  part: 'triggers' | 'policies',
  oldName: string,
  newName: string,
): void {
  const object = draft.object(oid);
  const parts: readonly { readonly name: string }[] = isTable(object)
    ? object[part]
    : isView(object)
      ? object.triggers
      : [];
  if ((isTable(object) || isView(object)) && !parts.some((one) => one.name === oldName))
    reportMissing(draft, {
      what: part === 'triggers' ? 'trigger' : 'policy',
      name: oldName,
      table: { schema: object.schema, name: object.name },
      at: draft.source.findName(oldName, 2),
      sqlstate: '42704',
      candidates: parts.map((one) => one.name),
    });
  const change = <T extends { readonly name: string }>(one: T): T =>
    one.name === oldName ? { ...one, name: newName, nameRange: newNameRange(draft) } : one;
  if (isTable(object))
    draft.putObject(
      part === 'triggers'
        ? { ...object, triggers: object.triggers.map(change) }
        : { ...object, policies: object.policies.map(change) },
    );
  else if (isView(object)) draft.putObject({ ...object, triggers: object.triggers.map(change) });
}

function renameType(draft: Draft, names: readonly string[], newName: string, schema?: string): void {
  const oid = draft.typeOid(names.length > 1 ? (names.at(-2) ?? null) : null, names.at(-1) ?? '');
  const type = oid === undefined ? undefined : draft.object(oid);
  if (oid === undefined)
    reportType(
      draft,
      names.length > 1 ? (names.at(-2) ?? null) : null,
      names.at(-1) ?? '',
      draft.source.findName(names.at(-1) ?? '', 2),
    );
  if (!type || oid === undefined || !('schema' in type) || type.kind === 'extension') return;
  if (type.kind === 'composite type') return moveRelation(draft, oid, schema ?? type.schema, newName);
  const userType = draft.userType(oid);
  if (!userType) return;
  draft.put(keys.type(type.schema, type.name), undefined);
  draft.put(keys.type(schema ?? type.schema, newName), oid);
  draft.putObject({
    ...userType,
    schema: schema ?? type.schema,
    name: newName,
    nameRange: schema ? userType.nameRange : newNameRange(draft),
  });
}

function moveFunction(
  draft: Draft,
  names: readonly string[],
  schema: string | null,
  newName: string | null,
): void {
  const name = names.at(-1) ?? '';
  const written = names.length > 1 ? (names.at(-2) ?? null) : null;
  const found = draft.functions(written, name)[0];
  if (!found) {
    if (!mayHaveFunction(draft, written, name))
      reportMissing(draft, {
        what: 'function',
        name,
        table: null,
        at: draft.source.findName(name, 2),
        sqlstate: '42883',
        candidates: [],
      });
    return;
  }
  const target: SqlFunction = { ...found, schema: schema ?? found.schema, name: newName ?? found.name };
  const from = (draft.get(keys.functions(found.schema, found.name)) as readonly Oid[] | undefined) ?? [];
  draft.put(
    keys.functions(found.schema, found.name),
    from.filter((oid) => oid !== found.oid),
  );
  const to = (draft.get(keys.functions(target.schema, target.name)) as readonly Oid[] | undefined) ?? [];
  draft.put(keys.functions(target.schema, target.name), [...to, found.oid]);
  draft.putObject(target);
}

function renameSchema(draft: Draft, oldName: string, newName: string): void {
  const schema = draft.schema(oldName);
  if (!schema) return;
  draft.put(keys.schema(oldName), undefined);
  draft.put(keys.schema(newName), { ...schema, name: newName, nameRange: newNameRange(draft) });
  for (const object of draft.allObjects()) {
    if (!('schema' in object) || object.schema !== oldName || !('oid' in object)) continue;
    if (object.kind === 'function' || object.kind === 'procedure' || object.kind === 'aggregate')
      moveFunction(draft, [oldName, object.name], newName, null);
    else if (
      object.kind === 'enum' ||
      object.kind === 'domain' ||
      object.kind === 'range type' ||
      object.kind === 'base type'
    )
      renameType(draft, [oldName, object.name], object.name, newName);
    else if (object.kind !== 'index' && draft.get(keys.relation(oldName, object.name)) === object.oid)
      moveRelation(draft, object.oid, newName, object.name);
  }
}

/** ALTER … SET SCHEMA. */
export function setSchema(draft: Draft, node: AlterObjectSchemaStmt): void {
  const schema = node.newschema ?? 'public';
  if (node.relation) {
    const found = namedRelation(draft, node.relation, node.missing_ok ?? false);
    if (found) moveRelation(draft, found.oid, schema, found.name);
    return;
  }
  const object = node.object;
  if (!object) return;
  if ('ObjectWithArgs' in object)
    return moveFunction(draft, strings(object.ObjectWithArgs.objname), schema, null);
  const names =
    'List' in object
      ? strings(object.List.items)
      : 'TypeName' in object
        ? strings(object.TypeName.names)
        : [];
  if (node.objectType === 'OBJECT_TYPE' || node.objectType === 'OBJECT_DOMAIN')
    renameType(draft, names, names.at(-1) ?? '', schema);
}
