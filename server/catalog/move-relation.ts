import { isRelationTaken } from './add-index.ts';
import { isTable, isView } from './catalog.ts';
import { countConstraintName, isConstraintTaken } from './constraint-names.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import { reportMissingConstraint } from './missing-object.ts';
import type { IndexEntry, Oid, Table } from './model.ts';
import { moveParts } from './move-parts.ts';
import { newNameRange } from './new-name-range.ts';
import { putTable, withColumn, withConstraint, withIndex } from './put-table.ts';
import { isTypeTaken } from './type-taken.ts';

/** Gives a relation another name or schema; its indexes and owned sequences move along with the schema. */
export function moveRelation(draft: Draft, oid: Oid, schema: string, name: string): void {
  const object = draft.object(oid);
  if (!object || !('schema' in object) || object.kind === 'extension') return;
  if (schema === object.schema && name === object.name) return;
  if (isRelationTaken(draft, schema, name, newNameRange(draft), 'relation', oid)) return;
  if (object.kind === 'index' && isConstraintNameTaken(draft, object, name)) return;
  const hasType = object.kind !== 'index' && object.kind !== 'sequence';
  if (hasType && isTypeTaken(draft, schema, name, newNameRange(draft))) return;
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

/** ALTER … RENAME TO of a relation, a view, an index, a sequence or a composite type. */
export function renameRelation(
  draft: Draft,
  found: { readonly oid: Oid; readonly schema: string; readonly name: string },
  name: string,
): void {
  if (name === found.name)
    isRelationTaken(draft, found.schema, name, newNameRange(draft), 'relation', found.oid);
  else moveRelation(draft, found.oid, found.schema, name);
}

/** Reports the new name of an index where another constraint than its own has it; true where one has. */
function isConstraintNameTaken(draft: Draft, { oid, table: owner }: IndexEntry, name: string): boolean {
  const table = draft.table(owner);
  const isOfConstraint = table?.indexes.some((index) => index.oid === oid && index.constraint);
  return (
    table !== undefined &&
    isOfConstraint === true &&
    isConstraintTaken(draft, table, name, { nameRange: newNameRange(draft) })
  );
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

/** A constraint; one that has an index shares its name. */
export function renameConstraint(draft: Draft, table: Table, oldName: string, newName: string): void {
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
  if (constraint.kind !== 'check' || constraint.noInherit) return;
  for (const child of draft.children(table.oid))
    if (child.constraints.some((one) => one.kind === 'check' && one.name === oldName))
      renameConstraint(draft, child, oldName, newName);
}
