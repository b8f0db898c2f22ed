import type { GrantStmt, Node, VariableSetStmt } from '@pgsql/types';
import { alterPolicy } from './alter-policy.ts';
import { alterTable } from './alter-table.ts';
import { isTable, isView } from './catalog.ts';
import { checkSettingName } from './check-setting.ts';
import { comment } from './comment.ts';
import { createFunction } from './create-function.ts';
import { createIndex } from './create-index.ts';
import {
  alterSequence,
  createExtension,
  createLanguage,
  createSchema,
  createSequence,
} from './create-other.ts';
import { createPolicy } from './create-policy.ts';
import { createTable } from './create-table.ts';
import { createTrigger } from './create-trigger.ts';
import {
  alterDomain,
  alterEnum,
  createBaseType,
  createComposite,
  createDomain,
  createEnum,
  createRange,
} from './create-type.ts';
import { createTableAs, createView } from './create-view.ts';
import type { Draft } from './draft.ts';
import { drop } from './drop.ts';
import { systemColumns } from './expression-names.ts';
import { keys } from './keys.ts';
import type { Table, View } from './model.ts';
import { noteCalls } from './noted-uses.ts';
import { alterPublication, createPublication } from './publication.ts';
import { isOtherKind } from './relation-kinds.ts';
import { rename, setSchema } from './rename.ts';
import { createRule } from './rewrite-rule.ts';
import { schemasOfPath, searchableSchemas } from './search-path.ts';
import { alterStatistics, createStatistics } from './statistics.ts';
import { changeTransaction } from './transaction.ts';
import { strings } from './types.ts';

/** Applies one statement's tree to the draft, with PostgreSQL's checks. */
export function applyTree(draft: Draft, tree: Node): void {
  if ('CreateStmt' in tree) createTable(draft, tree.CreateStmt);
  else if ('CreateForeignTableStmt' in tree) {
    if (tree.CreateForeignTableStmt.base) createTable(draft, tree.CreateForeignTableStmt.base, true);
  } else if ('AlterTableStmt' in tree) alterTable(draft, tree.AlterTableStmt);
  else if ('IndexStmt' in tree) createIndex(draft, tree.IndexStmt);
  else if ('ViewStmt' in tree) createView(draft, tree.ViewStmt);
  else if ('CreateTableAsStmt' in tree) createTableAs(draft, tree.CreateTableAsStmt);
  else if ('CommentStmt' in tree) comment(draft, tree.CommentStmt);
  else if ('CreateEnumStmt' in tree) createEnum(draft, tree.CreateEnumStmt);
  else if ('AlterEnumStmt' in tree) alterEnum(draft, tree.AlterEnumStmt);
  else if ('CreateDomainStmt' in tree) createDomain(draft, tree.CreateDomainStmt);
  else if ('AlterDomainStmt' in tree) alterDomain(draft, tree.AlterDomainStmt);
  else if ('CompositeTypeStmt' in tree) createComposite(draft, tree.CompositeTypeStmt);
  else if ('CreateRangeStmt' in tree) createRange(draft, tree.CreateRangeStmt);
  else if ('DefineStmt' in tree) createBaseType(draft, tree.DefineStmt);
  else if ('CreateSeqStmt' in tree) createSequence(draft, tree.CreateSeqStmt);
  else if ('AlterSeqStmt' in tree) alterSequence(draft, tree.AlterSeqStmt);
  else if ('CreateSchemaStmt' in tree)
    createSchema(draft, tree.CreateSchemaStmt, (element) => applyTree(draft, element));
  else if ('CreateExtensionStmt' in tree) createExtension(draft, tree.CreateExtensionStmt);
  else if ('CreateFunctionStmt' in tree) createFunction(draft, tree.CreateFunctionStmt);
  else if ('CreateTrigStmt' in tree) createTrigger(draft, tree.CreateTrigStmt);
  else if ('CreatePLangStmt' in tree) createLanguage(draft, tree.CreatePLangStmt);
  else if ('CreatePolicyStmt' in tree) createPolicy(draft, tree.CreatePolicyStmt);
  else if ('AlterPolicyStmt' in tree) alterPolicy(draft, tree.AlterPolicyStmt);
  else if ('RuleStmt' in tree) createRule(draft, tree.RuleStmt);
  else if ('CreateStatsStmt' in tree) createStatistics(draft, tree.CreateStatsStmt);
  else if ('AlterStatsStmt' in tree) alterStatistics(draft, tree.AlterStatsStmt);
  else if ('CreatePublicationStmt' in tree) createPublication(draft, tree.CreatePublicationStmt);
  else if ('AlterPublicationStmt' in tree) alterPublication(draft, tree.AlterPublicationStmt);
  else if ('DropStmt' in tree) drop(draft, tree.DropStmt);
  else if ('RenameStmt' in tree) rename(draft, tree.RenameStmt);
  else if ('AlterObjectSchemaStmt' in tree) setSchema(draft, tree.AlterObjectSchemaStmt);
  else if ('GrantStmt' in tree) grant(draft, tree.GrantStmt);
  else if ('VariableSetStmt' in tree) setVariable(draft, tree.VariableSetStmt);
  else if ('SelectStmt' in tree) {
    setConfig(draft, tree);
    noteCalls(draft, tree);
  } else if ('CallStmt' in tree) noteCalls(draft, tree);
  else if ('TransactionStmt' in tree) changeTransaction(draft, tree.TransactionStmt);
}

/** GRANT and REVOKE name relations that must exist; roles are never checked. */
function grant(draft: Draft, node: GrantStmt): void {
  if (
    node.targtype !== 'ACL_TARGET_OBJECT' ||
    (node.objtype !== 'OBJECT_TABLE' && node.objtype !== 'OBJECT_SEQUENCE')
  )
    return;
  for (const object of node.objects ?? []) {
    if (!('RangeVar' in object)) continue;
    const name = { schema: object.RangeVar.schemaname ?? null, name: object.RangeVar.relname ?? '' };
    const relation = draft.relation(name.schema, name.name);
    if (isTable(relation) || isView(relation)) checkGrantedColumns(draft, node, relation);
    const first = draft.source.tokenIndex(draft.source.offset(object.RangeVar.location));
    const at = draft.source.range(first, draft.source.nameEnd(first));
    if (relation && node.objtype === 'OBJECT_SEQUENCE') isOtherKind(draft, node.objtype, relation, at);
    if (!relation && !draft.isSystemRelation(name.schema, name.name))
      draft.reportRelation(name, at, 'relation');
  }
}

function checkGrantedColumns(draft: Draft, { privileges }: GrantStmt, table: Table | View): void {
  for (const one of privileges ?? [])
    for (const column of 'AccessPriv' in one ? strings(one.AccessPriv.cols) : [])
      if (table.columns?.every(({ name }) => name !== column) && !systemColumns.has(column))
        draft.reportColumn(column, table, draft.source.findName(column, 1));
}

function setPath(draft: Draft, schemas: readonly string[], isLocal: boolean): void {
  if (isLocal && draft.get(keys.outerPath) === undefined) draft.put(keys.outerPath, draft.searchPath());
  // The next file may begin anew: what it creates in public is found there then.
  const mayEnd = draft.hasManySessions && !schemas.includes('public');
  draft.put(keys.searchPath, mayEnd ? [...schemas, 'public'] : schemas);
}

function setVariable(draft: Draft, node: VariableSetStmt): void {
  if (node.name !== 'search_path') return;
  if (node.kind === 'VAR_SET_VALUE') {
    setPath(draft, schemasOfPath(node.args), node.is_local ?? false);
  } else if (node.kind === 'VAR_RESET' || node.kind === 'VAR_SET_DEFAULT')
    draft.put(keys.searchPath, undefined);
}

/** pg_dump sets the path by `SELECT pg_catalog.set_config('search_path', '', false)`. */
function setConfig(draft: Draft, tree: Extract<Node, { SelectStmt: unknown }>): void {
  const target = tree.SelectStmt.targetList?.[0];
  const call = target && 'ResTarget' in target ? target.ResTarget.val : undefined;
  if (!call || !('FuncCall' in call) || strings(call.FuncCall.funcname).at(-1) !== 'set_config') return;
  const values = (call.FuncCall.args ?? []).map((argument) =>
    'A_Const' in argument ? argument.A_Const.sval?.sval : undefined,
  );
  const [first, , last] = call.FuncCall.args ?? [];
  if (first && 'A_Const' in first && values[0] !== undefined) {
    const at = draft.source.tokenIndex(draft.source.offset(first.A_Const.location));
    checkSettingName(draft, values[0], draft.source.range(at, at));
  }
  const isLocal = last !== undefined && 'A_Const' in last && last.A_Const.boolval?.boolval === true;
  if (values[0] === 'search_path')
    setPath(
      draft,
      searchableSchemas((values[1] ?? '').split(',').map((name) => name.trim().replace(/^"(.*)"$/, '$1'))),
      isLocal,
    );
}
