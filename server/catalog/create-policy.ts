import type { AlterPolicyStmt, CreatePolicyStmt } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { isTable } from './catalog.ts';
import type { Draft } from './draft.ts';
import type { Relation, Table } from './model.ts';
import { clipName } from './names.ts';
import { putTable } from './put-table.ts';
import { refuse } from './refuse.ts';
import type { Policy } from './table-parts.ts';

/** The clause that a policy for one command cannot have: what is inserted is only checked, what is read is not. */
function superfluousClause(
  command: string,
  { qual, with_check: check }: CreatePolicyStmt | AlterPolicyStmt,
): { readonly word: string; readonly message: string } | null {
  if (command === 'insert' && qual)
    return { word: 'USING', message: 'only WITH CHECK expression allowed for INSERT' };
  if ((command === 'select' || command === 'delete') && check)
    return { word: 'CHECK', message: 'WITH CHECK cannot be applied to SELECT or DELETE' };
  return null;
}

/** Reports such a clause; true where there is one. */
export function hasSuperfluousClause(
  draft: Draft,
  command: string,
  node: CreatePolicyStmt | AlterPolicyStmt,
  tableAt: number,
): boolean {
  const superfluous = superfluousClause(command, node);
  if (!superfluous) return false;
  const first = draft.source.find(superfluous.word, tableAt + 1);
  refuse(draft, draft.source.range(first, first), '42601', superfluous.message);
  return true;
}

/** Whether a relation can have policies; reported where it cannot, as views and foreign tables. */
export function hasPolicies(draft: Draft, relation: Relation, at: SourceRange): relation is Table {
  if (isTable(relation) && relation.kind !== 'foreign table') return true;
  refuse(draft, at, '42809', `"${relation.name}" is not a table`);
  return false;
}

export function createPolicy(draft: Draft, node: CreatePolicyStmt): void {
  const relation = node.table;
  if (!relation) return;
  const { source } = draft;
  const tableAt = source.tokenIndex(source.offset(relation.location));
  const tableName = { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
  const table = draft.relation(tableName.schema, tableName.name);
  if (!table) return draft.reportRelation(tableName, source.range(tableAt, source.nameEnd(tableAt)), 'table');
  if (!hasPolicies(draft, table, source.range(tableAt, source.nameEnd(tableAt)))) return;
  const name = clipName(node.policy_name ?? '');
  const nameRange = source.range(2, 2);
  const existing = table.policies.find((policy) => policy.name === name);
  if (existing) {
    draft.report({
      kind: 'duplicate-object',
      what: 'policy',
      at: nameRange,
      sqlstate: '42710',
      name,
      first: existing.nameRange,
      firstKind: 'policy',
      suggestion: null,
      table: table.oid,
    });
    return;
  }
  const command = node.cmd_name ?? 'all';
  if (hasSuperfluousClause(draft, command, node, tableAt)) return;
  const inParentheses = (keyword: string, from: number) => {
    const at = source.find(keyword, from);
    return at < 0 ? null : { first: at + 2, last: source.closing(at + 1) - 1 };
  };
  const using = node.qual && inParentheses('USING', tableAt + 1);
  const check = node.with_check && inParentheses('CHECK', tableAt + 1);
  const policy: Policy = {
    name,
    permissive: node.permissive ?? false,
    command: command as Policy['command'],
    roles: (node.roles ?? []).flatMap((role) =>
      'RoleSpec' in role ? [role.RoleSpec.rolename ?? 'public'] : [],
    ),
    using: node.qual && using ? source.expression(node.qual, using.first, using.last) : null,
    columnsRead: [],
    uses: [],
    withCheck: node.with_check && check ? source.expression(node.with_check, check.first, check.last) : null,
    comment: null,
    range: source.whole(),
    nameRange,
  };
  putTable(draft, { ...table, policies: [...table.policies, policy] });
}
