import type { AlterObjectSchemaStmt, RangeVar, RenameStmt } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { renameAttribute } from './alter-composite.ts';
import { isTable, isView } from './catalog.ts';
import { renameDomainConstraint } from './domain-constraint.ts';
import type { Draft } from './draft.ts';
import { isInheritedColumn, isInheritedConstraint, isLeftToChildren, isSharedColumn } from './inheritance.ts';
import { reportMissing } from './missing-object.ts';
import type { Constraint, Table } from './model.ts';
import { moveFunction, renameSchema, renameType } from './move-other.ts';
import { moveRelation, renameConstraint, renameRelation } from './move-relation.ts';
import { clipName } from './names.ts';
import { newNameRange } from './new-name-range.ts';
import { renamePublication } from './publication.ts';
import { refuse } from './refuse.ts';
import { isOtherKind } from './relation-kinds.ts';
import { renameColumn, renameOfTable } from './rename-parts.ts';
import { requireSchema } from './require-schema.ts';
import { renameRule } from './rewrite-rule.ts';
import { moveStatistics } from './statistics.ts';
import { isOfType } from './typed-table.ts';
import { strings } from './types.ts';

const routines = new Set(['OBJECT_FUNCTION', 'OBJECT_PROCEDURE', 'OBJECT_ROUTINE', 'OBJECT_AGGREGATE']);

function placeOfRelation(draft: Draft, { location }: RangeVar): SourceRange {
  const at = draft.source.tokenIndex(draft.source.offset(location));
  return draft.source.range(at, draft.source.nameEnd(at));
}

/** The relation that a statement names; reported when there is none. */
function namedRelation(draft: Draft, relation: RangeVar, missingOk: boolean) {
  const name = { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
  const found = draft.relation(name.schema, name.name);
  if (!found && !missingOk && !draft.isSystemRelation(name.schema, name.name)) {
    draft.reportRelation(name, placeOfRelation(draft, relation), 'relation');
  }
  return found;
}

function publicationName({ object, subname }: RenameStmt): string {
  return object && 'String' in object ? (object.String.sval ?? '') : (subname ?? '');
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
  if (node.renameType !== undefined && routines.has(node.renameType)) {
    if (node.object && 'ObjectWithArgs' in node.object)
      moveFunction(draft, node.object.ObjectWithArgs, node.renameType, null, newName);
    return;
  }
  if (node.renameType === 'OBJECT_STATISTIC_EXT') return moveStatistics(draft, names, { name: newName });
  if (node.renameType === 'OBJECT_PUBLICATION')
    return renamePublication(draft, publicationName(node), newName, newNameRange(draft));
  if (node.renameType === 'OBJECT_DOMCONSTRAINT')
    return renameDomainConstraint(draft, names, oldName, newName);
  if (!node.relation) return;
  const found = namedRelation(draft, node.relation, node.missing_ok ?? false);
  if (!found) return;
  switch (node.renameType) {
    case 'OBJECT_COLUMN':
    case 'OBJECT_ATTRIBUTE':
      if (isTable(found)) {
        const at = draft.source.findName(oldName, Math.max(0, draft.source.find('RENAME', 0)));
        if (isInheritedColumn(draft, found, oldName, 'renamed', at)) return;
        if (isOfType(draft, found, at, 'cannot rename column of typed table')) return;
        const message = `inherited column "${oldName}" must be renamed in child tables too`;
        if (!node.relation.inh && isLeftToChildren(draft, found, at, message)) return;
        if (isSharedColumn(draft, found, oldName, at)) return;
      }
      if (found.kind === 'sequence') {
        const message = `cannot rename columns of relation "${found.name}"`;
        return refuse(draft, draft.source.findName(found.name, 2), '42809', message);
      }
      if (found.kind === 'composite type')
        return renameAttribute(draft, found, oldName, newName, node.behavior === 'DROP_CASCADE');
      return renameColumn(draft, found.oid, oldName, newName);
    case 'OBJECT_TABCONSTRAINT':
      if (isTable(found)) return renameTableConstraint(draft, found, node, newName);
      return reportMissing(draft, {
        what: 'constraint',
        name: node.subname ?? '',
        table: { schema: found.schema, name: found.name },
        at: draft.source.findName(node.subname ?? '', 2),
        sqlstate: '42704',
        candidates: [],
      });
    case 'OBJECT_RULE':
      return isTable(found) || isView(found)
        ? renameRule(draft, found, node, newNameRange(draft))
        : undefined;
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
      // ALTER TABLE renames anything, and ALTER INDEX a table too.
      if (node.renameType !== 'OBJECT_TABLE' && node.renameType !== 'OBJECT_INDEX')
        if (isOtherKind(draft, node.renameType, found, placeOfRelation(draft, node.relation))) return;
      return renameRelation(draft, found, newName);
  }
}

/** A check that children have too is renamed with theirs, and only on the parent. */
function renameTableConstraint(draft: Draft, table: Table, node: RenameStmt, newName: string): void {
  const { subname: oldName = '', relation } = node;
  const isInherited = (one: Constraint) => one.kind === 'check' && one.name === oldName && !one.noInherit;
  if (table.constraints.some(isInherited)) {
    const at = draft.source.findName(oldName, 2);
    if (isInheritedConstraint(draft, table, oldName, at, 'renamed')) return;
    const message = `inherited constraint "${oldName}" must be renamed in child tables too`;
    if (!relation?.inh && isLeftToChildren(draft, table, at, message)) return;
  }
  renameConstraint(draft, table, oldName, newName);
}

/** ALTER … SET SCHEMA. */
export function setSchema(draft: Draft, node: AlterObjectSchemaStmt): void {
  const schema = node.newschema ?? 'public';
  const isSchemaMissing = () => {
    const at = draft.source.find('SCHEMA', 2) + 1;
    return requireSchema(draft, schema, draft.source.range(at, at));
  };
  if (node.relation) {
    const found = namedRelation(draft, node.relation, node.missing_ok ?? false);
    if (!found || isSchemaMissing()) return;
    const at = placeOfRelation(draft, node.relation);
    if (node.objectType !== 'OBJECT_TABLE' && isOtherKind(draft, node.objectType, found, at)) return;
    if (found.kind === 'sequence' && found.ownedBy && found.schema !== schema)
      return refuse(draft, at, '0A000', 'cannot move an owned sequence into another schema');
    moveRelation(draft, found.oid, schema, found.name);
    return;
  }
  const object = node.object;
  if (!object || isSchemaMissing()) return;
  if ('ObjectWithArgs' in object) {
    // Operators have arguments too.
    if (routines.has(node.objectType ?? ''))
      moveFunction(draft, object.ObjectWithArgs, node.objectType, schema, null);
    return;
  }
  const names =
    'List' in object
      ? strings(object.List.items)
      : 'TypeName' in object
        ? strings(object.TypeName.names)
        : [];
  if (node.objectType === 'OBJECT_STATISTIC_EXT') moveStatistics(draft, names, { schema });
  if (node.objectType === 'OBJECT_TYPE' || node.objectType === 'OBJECT_DOMAIN')
    renameType(draft, names, names.at(-1) ?? '', schema);
}
