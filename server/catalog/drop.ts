import type { DropStmt } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { childrenOf } from './add-check.ts';
import { isTable, isView } from './catalog.ts';
import { countConstraintName } from './constraint-names.ts';
import {
  dependentsOfSchema,
  dependentsOfType,
  generatedFrom,
  ownerOfType,
  partsNaming,
  readsColumn,
  usesType,
  viewsReading,
} from './dependents.ts';
import { isNoDomain } from './domain-constraint.ts';
import type { Draft } from './draft.ts';
import { isNoConcurrentDrop } from './drop-concurrently.ts';
import {
  dropExtension,
  dropFunction,
  dropOfTable,
  dropPart,
  listed,
  placeOf,
  removeFunctions,
} from './drop-other.ts';
import { childrenLosing, dropColumn, dropConstraint, removeIndex, unlinkChild } from './drop-parts.ts';
import { dropRelations } from './drop-relations.ts';
import { extensionTypes } from './extension-contents.ts';
import { keys } from './keys.ts';
import { reportMissing } from './missing-object.ts';
import type { CatalogObject, Oid, Table, View } from './model.ts';
import { mayBeExtensionSchema } from './of-extension.ts';
import { dropPublication } from './publication.ts';
import { relationKinds } from './relation-kinds.ts';
import { reportDependents } from './report-dependents.ts';
import { reportType } from './resolve-type.ts';
import { dropRule } from './rewrite-rule.ts';
import { removeSequence } from './sequence-uses.ts';
import { dropStatistics } from './statistics.ts';
import type { Policy } from './table-parts.ts';

/** DROP of anything the catalog holds. Like PostgreSQL, without CASCADE nothing is dropped that others need. */
export function drop(draft: Draft, node: DropStmt): void {
  const cascade = node.behavior === 'DROP_CASCADE';
  const objects = node.objects ?? [];
  const what = relationKinds[node.removeType ?? ''];
  if (what === 'index' && node.concurrent && isNoConcurrentDrop(draft, objects, cascade)) return;
  if (what) return dropRelations(draft, node, what, cascade);
  for (const object of objects) {
    const names = listed(object);
    const name = names.at(-1) ?? '';
    const schema = names.length > 1 ? (names.at(-2) ?? null) : null;
    switch (node.removeType) {
      case 'OBJECT_DOMAIN':
        if (isNoDomain(draft, schema, name, placeOf(draft, names))) break;
        dropType(draft, schema, name, cascade, placeOf(draft, names), node.missing_ok ?? false);
        break;
      case 'OBJECT_TYPE':
        dropType(draft, schema, name, cascade, placeOf(draft, names), node.missing_ok ?? false);
        break;
      case 'OBJECT_SCHEMA':
        dropSchema(draft, name, cascade, placeOf(draft, names), node.missing_ok ?? false);
        break;
      case 'OBJECT_EXTENSION':
        dropExtensionCascading(draft, name, cascade, placeOf(draft, names));
        break;
      case 'OBJECT_FUNCTION':
      case 'OBJECT_PROCEDURE':
      case 'OBJECT_ROUTINE':
      case 'OBJECT_AGGREGATE':
        dropFunction(draft, {
          object,
          kind: node.removeType,
          schema,
          name,
          cascade,
          missingOk: node.missing_ok ?? false,
          dropView: (oid) => dropRelation(draft, oid),
          dropColumn: (table, number) => dropColumnCascading(draft, table, number),
        });
        break;
      case 'OBJECT_RULE':
        dropRule(draft, names, node.missing_ok ?? false);
        break;
      case 'OBJECT_STATISTIC_EXT':
        dropStatistics(draft, names, node.missing_ok ?? false);
        break;
      case 'OBJECT_PUBLICATION':
        dropPublication(draft, name);
        break;
      case 'OBJECT_TRIGGER':
      case 'OBJECT_POLICY':
        dropOfTable(
          draft,
          names,
          node.removeType === 'OBJECT_TRIGGER' ? 'triggers' : 'policies',
          node.missing_ok ?? false,
        );
        break;
      default:
    }
  }
}

/** Drops a relation with everything that depends on it. */
export function dropRelation(draft: Draft, oid: Oid): void {
  const object = draft.object(oid);
  if (object?.kind === 'index') {
    const owner = draft.object(object.table);
    if (!isTable(owner) && !isView(owner)) return;
    const constraint = isTable(owner)
      ? owner.constraints.find((one) => 'index' in one && one.index === oid)
      : undefined;
    if (constraint) dropConstraint(draft, owner.oid, constraint.name);
    else removeIndex(draft, owner, oid);
  } else if (object?.kind === 'sequence') removeSequence(draft, oid);
  else if (isTable(object)) dropTable(draft, object);
  else if (isView(object)) dropNamed(draft, object);
}

function dropTable(draft: Draft, table: Table): void {
  for (const child of childrenOf(draft, table.oid)) dropRelation(draft, child);
  for (const parent of [...table.inherits, ...(table.partitionOf ? [table.partitionOf] : [])])
    unlinkChild(draft, parent, table.oid);
  for (const other of draft.referencing(table.oid)) {
    if (other.oid === table.oid) continue;
    for (const one of other.constraints)
      if (one.kind === 'foreign key' && one.target === table.oid) dropConstraint(draft, other.oid, one.name);
  }
  const current = draft.table(table.oid) ?? table;
  for (const constraint of current.constraints)
    countConstraintName(draft, current.schema, constraint.name, -1);
  for (const column of current.columns)
    if (column.ownedSequence !== null) dropRelation(draft, column.ownedSequence);
  dropNamed(draft, current);
}

/** Removes a table or view with its indexes, its row type and the views on it. */
function dropNamed(draft: Draft, relation: Table | View): void {
  for (const index of relation.indexes) {
    draft.put(keys.relation(relation.schema, index.name), undefined);
    draft.put(keys.object(index.oid), undefined);
  }
  draft.put(keys.relation(relation.schema, relation.name), undefined);
  draft.put(keys.type(relation.schema, relation.name), undefined);
  draft.put(keys.object(relation.oid), undefined);
  dropUsers(draft, relation.oid);
}

/** What reads a relation that is gone, or is of a type that is: tables lose those columns and policies. */
function dropUsers(draft: Draft, gone: Oid): void {
  for (const oid of (draft.get(keys.dependents(gone)) as readonly Oid[] | undefined) ?? []) {
    const user = draft.object(oid);
    if (isTable(user)) {
      if (user.ofType === gone) {
        dropRelation(draft, oid);
        continue;
      }
      for (const column of user.columns)
        if (column.type.type === gone) dropColumnCascading(draft, user, column.number);
      for (const part of partsNaming(draft, user, gone))
        dropPart(draft, oid, part, (table, number) => dropColumnCascading(draft, table, number));
      dropPolicies(draft, oid, gone, null);
    } else if (isView(user)) {
      // Another query may have taken the place of the one that did.
      if (user.reads.includes(gone) || user.uses.includes(gone)) dropRelation(draft, oid);
    } else if (user?.kind === 'sequence') {
      if (user.ownedBy?.table === gone) removeSequence(draft, oid);
    } else if (user?.kind === 'domain') {
      if (user.base.type === gone) dropType(draft, user.schema, user.name, true);
    } else if (user?.kind === 'composite type')
      draft.putObject({ ...user, columns: user.columns.filter((one) => one.type.type !== gone) });
    else if ((user?.kind === 'function' || user?.kind === 'procedure') && usesType(user, gone))
      removeFunctions(draft, user.schema, user.name, [oid]);
  }
}

/** Drops the policies of a table that read a relation or name a type, or that read the column. */
function dropPolicies(draft: Draft, table: Oid, relation: Oid, column: number | null): void {
  const owner = draft.table(table);
  const isUser = ({ columnsRead, uses }: Policy) =>
    readsColumn(columnsRead, relation, column) || (column === null && uses.includes(relation));
  if (!owner?.policies.some(isUser)) return;
  const policies = owner.policies.filter((one) => !isUser(one));
  draft.putObject({ ...owner, policies });
}

/** Drops a column with all that depends on it, the views that read it among them. */
export function dropColumnCascading(draft: Draft, table: Table, number: number, recurse = true): void {
  for (const view of viewsReading(draft, table, number)) dropRelation(draft, view.oid);
  const users = (draft.get(keys.dependents(table.oid)) as readonly Oid[] | undefined) ?? [];
  for (const oid of [table.oid, ...users]) {
    dropPolicies(draft, oid, table.oid, number);
    const owner = draft.sequence(oid)?.ownedBy;
    if (owner?.table === table.oid && owner.column === number) removeSequence(draft, oid);
  }
  const current = draft.table(table.oid);
  if (current?.triggers.some((one) => one.columns.includes(number)))
    draft.putObject({
      ...current,
      triggers: current.triggers.filter((one) => !one.columns.includes(number)),
    });
  const name = table.columns.find((one) => one.number === number)?.name;
  for (const below of name !== undefined && recurse ? childrenLosing(draft, table.oid, name) : [])
    dropColumnCascading(draft, below.table, below.column.number);
  for (const generated of name === undefined ? [] : generatedFrom(table, name))
    dropColumnCascading(draft, table, generated.number, recurse);
  dropColumn(draft, table.oid, number, recurse);
}

function dropType(
  draft: Draft,
  schema: string | null,
  name: string,
  cascade: boolean,
  at = draft.source.whole(),
  missingOk = true,
): void {
  const oid = draft.typeOid(schema, name);
  const type = oid === undefined ? undefined : draft.object(oid);
  if (oid === undefined && !missingOk) reportType(draft, schema, name, at);
  if (oid === undefined || !type || !('schema' in type) || type.schema === null) return;
  const owner = ownerOfType(draft, oid);
  if (owner) {
    // Not even CASCADE drops a table's row type or an extension's type.
    reportDependents(draft, `type ${name}`, at, [owner], false);
    return;
  }
  if (!cascade && reportDependents(draft, `type ${name}`, at, dependentsOfType(draft, oid))) return;
  dropUsers(draft, oid);
  draft.put(keys.type(type.schema, type.name), undefined);
  if (type.kind === 'composite type') draft.put(keys.relation(type.schema, type.name), undefined);
  draft.put(keys.object(oid), undefined);
  const multirange = type.kind === 'range type' && type.multirange ? draft.userType(type.multirange) : null;
  if (multirange) dropType(draft, multirange.schema, multirange.name, true);
}

/** An extension, whose types columns may have. What needs its functions and operators is not known. */
function dropExtensionCascading(draft: Draft, name: string, cascade: boolean, at: SourceRange): void {
  const types = (extensionTypes(name) ?? []).map((type) => `extension ${name}.${type}`);
  const dependents = cascade ? [] : types.flatMap((type) => dependentsOfType(draft, type));
  if (reportDependents(draft, `extension ${name}`, at, dependents)) return;
  for (const type of types) dropUsers(draft, type);
  dropExtension(draft, name);
}

function dropSchema(draft: Draft, name: string, cascade: boolean, at: SourceRange, missingOk: boolean): void {
  if (!draft.schema(name)) {
    if (!missingOk && !mayBeExtensionSchema(draft, name))
      reportMissing(draft, { what: 'schema', name, table: null, at, sqlstate: '3F000', candidates: [] });
    return;
  }
  const inside = draft
    .allObjects()
    .filter(
      (object): object is Exclude<CatalogObject, { kind: 'extension' }> & { schema: string; oid: Oid } =>
        'schema' in object && object.schema === name && 'oid' in object,
    );
  if (!cascade && reportDependents(draft, `schema ${name}`, at, dependentsOfSchema(draft, name))) return;
  draft.put(keys.schema(name), undefined);
  for (const extension of draft.installedExtensions())
    if (draft.extension(extension)?.schema === name) dropExtension(draft, extension);
  for (const object of inside) {
    if (draft.object(object.oid) === undefined || object.oid.startsWith('extension ')) continue;
    if (isTable(object) || isView(object) || object.kind === 'sequence') dropRelation(draft, object.oid);
    else if (object.kind === 'function' || object.kind === 'procedure' || object.kind === 'aggregate') {
      draft.put(keys.functions(name, object.name), undefined);
      draft.put(keys.object(object.oid), undefined);
    } else if (object.kind !== 'index') dropType(draft, name, object.name, true);
  }
}
