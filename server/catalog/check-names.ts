import type { AlterOwnerStmt, CommentStmt, GrantStmt, Node, RangeVar, VariableSetStmt } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { checkSetting } from './check-setting.ts';
import { checkStorage } from './check-storage.ts';
import type { Draft } from './draft.ts';
import { checkTransactionBlock } from './in-transaction.ts';
import { isNotUnique, matchFunctions, reportMissingFunction } from './match-functions.ts';
import { reportMissing } from './missing-object.ts';
import { checkCluster } from './named-index.ts';
import { checkSyntaxVersion } from './newer-syntax.ts';
import { mayBeExtensionSchema } from './of-extension.ts';
import { isNoneOf, type Kinds } from './relation-kinds.ts';
import { reportType, resolveType } from './resolve-type.ts';
import { similarNames } from './similar-names.ts';
import { requireStatistics } from './statistics.ts';
import { checkTruncate } from './truncate.ts';
import { strings } from './types.ts';

/** The names in statements that change nothing of the catalog, but need what they name. */
export function checkNames(draft: Draft, tree: Node): void {
  checkSyntaxVersion(draft, tree);
  checkTransactionBlock(draft, tree);
  checkStorage(draft, tree);
  if ('AlterOwnerStmt' in tree) checkOwned(draft, tree.AlterOwnerStmt);
  else if ('AlterFunctionStmt' in tree) {
    const { func, actions } = tree.AlterFunctionStmt;
    if (func) checkFunction(draft, { ObjectWithArgs: func });
    for (const one of actions ?? [])
      if ('DefElem' in one && one.DefElem.arg && 'VariableSetStmt' in one.DefElem.arg)
        checkSetting(draft, one.DefElem.arg.VariableSetStmt);
  } else if ('GrantStmt' in tree) checkGrant(draft, tree.GrantStmt);
  else if ('CommentStmt' in tree) checkComment(draft, tree.CommentStmt);
  else if ('TruncateStmt' in tree) {
    checkRelations(draft, tree.TruncateStmt.relations);
    checkTruncate(draft, tree.TruncateStmt);
  } else if ('LockStmt' in tree) checkRelations(draft, tree.LockStmt.relations);
  else if ('VacuumStmt' in tree) {
    for (const one of tree.VacuumStmt.rels ?? [])
      if ('VacuumRelation' in one) checkRelation(draft, one.VacuumRelation.relation);
  } else if ('RefreshMatViewStmt' in tree) checkRelation(draft, tree.RefreshMatViewStmt.relation);
  else if ('ClusterStmt' in tree) {
    checkRelation(draft, tree.ClusterStmt.relation, rewritten);
    checkCluster(draft, tree.ClusterStmt);
  } else if ('ReindexStmt' in tree) {
    const isIndex = tree.ReindexStmt.kind === 'REINDEX_OBJECT_INDEX';
    checkRelation(draft, tree.ReindexStmt.relation, isIndex ? indexesOnly : rewritten);
  } else {
    const set = settingOf(tree);
    if (set) checkSetting(draft, set);
  }
}

/** The SET of a statement that sets a parameter, for now or for later sessions. */
function settingOf(tree: Node): VariableSetStmt | undefined {
  if ('VariableSetStmt' in tree) return tree.VariableSetStmt;
  if ('AlterRoleSetStmt' in tree) return tree.AlterRoleSetStmt.setstmt;
  if ('AlterDatabaseSetStmt' in tree) return tree.AlterDatabaseSetStmt.setstmt;
  return 'AlterSystemStmt' in tree ? tree.AlterSystemStmt.setstmt : undefined;
}

function checkRelations(draft: Draft, nodes: readonly Node[] | undefined): void {
  for (const node of nodes ?? []) if ('RangeVar' in node) checkRelation(draft, node.RangeVar);
}

const rewritten: Kinds = {
  kinds: ['table', 'partitioned table', 'materialized view'],
  words: 'a table or materialized view',
};
const indexesOnly: Kinds = { kinds: ['index'], words: 'an index' };

function checkRelation(draft: Draft, relation: RangeVar | undefined, only?: Kinds): void {
  if (!relation) return;
  const name = { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
  if (draft.isSystemRelation(name.schema, name.name)) return;
  const first = draft.source.tokenIndex(draft.source.offset(relation.location));
  const at = draft.source.range(first, draft.source.nameEnd(first));
  const found = draft.relation(name.schema, name.name);
  if (!found) return draft.reportRelation(name, at, 'relation');
  if (only) isNoneOf(draft, only, found, at);
}

/** Where a qualified name stands that the tree gives no place of. */
function placeOf(draft: Draft, names: readonly string[]): SourceRange {
  const last = draft.source.findName(names.at(-1) ?? '', 2);
  if (names.length < 2) return last;
  const first = draft.source.findName(names[0] ?? '', 2);
  return first.start < last.start ? { ...last, start: first.start } : last;
}

function schemaOf(names: readonly string[]): string | null {
  return names.length > 1 ? (names.at(-2) ?? null) : null;
}

/** What CREATE FUNCTION, PROCEDURE and AGGREGATE make. */
const routines = new Set(['OBJECT_FUNCTION', 'OBJECT_PROCEDURE', 'OBJECT_ROUTINE', 'OBJECT_AGGREGATE']);

/** ALTER … OWNER TO: tables and their kin come as ALTER TABLE. */
function checkOwned(draft: Draft, { objectType, object }: AlterOwnerStmt): void {
  if (!object) return;
  if ('ObjectWithArgs' in object) {
    if (routines.has(objectType ?? '')) checkFunction(draft, object);
    return;
  }
  if (objectType === 'OBJECT_SCHEMA' && 'String' in object)
    return checkSchema(draft, object.String.sval ?? '');
  if (objectType === 'OBJECT_STATISTIC_EXT' && 'List' in object) {
    requireStatistics(draft, strings(object.List.items));
    return;
  }
  if ((objectType === 'OBJECT_TYPE' || objectType === 'OBJECT_DOMAIN') && 'List' in object)
    checkType(draft, strings(object.List.items));
}

/** What GRANT and REVOKE can give and take (aclchk.c); MAINTAIN since PostgreSQL 17. */
const privileges = new Set(
  `select insert update delete truncate references trigger maintain usage execute create connect temporary temp
  set`.split(/\s+/),
).add('alter system');

function checkPrivileges(draft: Draft, node: GrantStmt): void {
  for (const one of node.privileges ?? []) {
    const name = 'AccessPriv' in one ? one.AccessPriv.priv_name : undefined;
    if (name === undefined || privileges.has(name)) continue;
    draft.report({
      kind: 'invalid-query',
      at: draft.source.findName(name, 1),
      sqlstate: '42601',
      message: `unrecognized privilege type "${name}"`,
      similar: similarNames(name, privileges),
    });
  }
}

function checkGrant(draft: Draft, node: GrantStmt): void {
  checkPrivileges(draft, node);
  if (node.targtype === 'ACL_TARGET_ALL_IN_SCHEMA' || node.objtype === 'OBJECT_SCHEMA') {
    for (const one of node.objects ?? []) if ('String' in one) checkSchema(draft, one.String.sval ?? '');
    return;
  }
  if (node.targtype !== 'ACL_TARGET_OBJECT') return;
  for (const one of node.objects ?? []) {
    if ('ObjectWithArgs' in one) {
      if (routines.has(node.objtype ?? '')) checkFunction(draft, one);
    } else if ((node.objtype === 'OBJECT_TYPE' || node.objtype === 'OBJECT_DOMAIN') && 'List' in one)
      checkType(draft, strings(one.List.items));
  }
}

function checkComment(draft: Draft, { objtype, object }: CommentStmt): void {
  if (!object) return;
  if ('ObjectWithArgs' in object) {
    if (routines.has(objtype ?? '')) checkFunction(draft, object);
  } else if (objtype === 'OBJECT_SCHEMA' && 'String' in object) checkSchema(draft, object.String.sval ?? '');
  else if (objtype === 'OBJECT_EXTENSION' && 'String' in object)
    checkExtension(draft, object.String.sval ?? '');
}

function checkExtension(draft: Draft, name: string): void {
  if (draft.extension(name) || name === 'plpgsql') return;
  reportMissing(draft, {
    what: 'extension',
    name,
    table: null,
    at: placeOf(draft, [name]),
    sqlstate: '42704',
    candidates: [],
  });
}

function checkSchema(draft: Draft, name: string): void {
  if (draft.schema(name) || /^(?:pg_|information_schema$)/.test(name)) return;
  if (mayBeExtensionSchema(draft, name)) return;
  reportMissing(draft, {
    what: 'schema',
    name,
    table: null,
    at: placeOf(draft, [name]),
    sqlstate: '3F000',
    candidates: [],
  });
}

function checkType(draft: Draft, names: readonly string[]): void {
  const name = names.at(-1) ?? '';
  if (draft.typeOid(schemaOf(names), name) === undefined)
    reportType(draft, schemaOf(names), name, placeOf(draft, names));
}

/** A name that no function has, or with arguments that none of them takes. */
function checkFunction(draft: Draft, node: Extract<Node, { ObjectWithArgs: unknown }>): void {
  const schema = schemaOf(strings(node.ObjectWithArgs.objname));
  if (schema !== null && !draft.schema(schema)) return checkSchema(draft, schema);
  for (const type of node.ObjectWithArgs.objargs ?? [])
    if ('TypeName' in type) resolveType(draft, type.TypeName);
  const { functions, isMissing } = matchFunctions(draft, node.ObjectWithArgs, () => true);
  if (isMissing) reportMissingFunction(draft, node.ObjectWithArgs);
  else isNotUnique(draft, node.ObjectWithArgs, functions);
}
