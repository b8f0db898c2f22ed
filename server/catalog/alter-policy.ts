import type { AlterPolicyStmt } from '@pgsql/types';
import { hasPolicies, hasSuperfluousClause } from './create-policy.ts';
import type { Draft } from './draft.ts';
import { reportMissing } from './missing-object.ts';
import type { Expression } from './model.ts';
import { putTable } from './put-table.ts';

/** ALTER POLICY: roles and expressions that are written replace the old ones. What they read is noted later. */
export function alterPolicy(draft: Draft, node: AlterPolicyStmt): void {
  const { source } = draft;
  const name = { schema: node.table?.schemaname ?? null, name: node.table?.relname ?? '' };
  const table = draft.relation(name.schema, name.name);
  const at = source.tokenIndex(source.offset(node.table?.location));
  if (!table) return draft.reportRelation(name, source.range(at, source.nameEnd(at)), 'table');
  if (!hasPolicies(draft, table, source.range(at, source.nameEnd(at)))) return;
  const policy = table.policies.find((one) => one.name === node.policy_name);
  if (!policy)
    return reportMissing(draft, {
      what: 'policy',
      name: node.policy_name ?? '',
      table: name,
      at: source.range(2, 2),
      sqlstate: '42704',
      candidates: table.policies.map((one) => one.name),
    });
  if (hasSuperfluousClause(draft, policy.command, node, at)) return;
  const written = (keyword: string, tree: AlterPolicyStmt['qual']): Expression | null => {
    const open = source.find(keyword, at + 1) + 1;
    return tree && open > 0 ? source.expression(tree, open + 1, source.closing(open) - 1) : null;
  };
  const roles = (node.roles ?? []).flatMap((role) =>
    'RoleSpec' in role ? [role.RoleSpec.rolename ?? 'public'] : [],
  );
  const changed = {
    ...policy,
    roles: roles.length > 0 ? roles : policy.roles,
    using: written('USING', node.qual) ?? policy.using,
    withCheck: written('CHECK', node.with_check) ?? policy.withCheck,
  };
  putTable(draft, {
    ...table,
    policies: table.policies.map((one) => (one === policy ? changed : one)),
  });
}
