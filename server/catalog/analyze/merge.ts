import type { MergeStmt, MergeWhenClause } from '@pgsql/types';
import type { Analysis, RowShape } from './analysis.ts';
import { assignTargets } from './assign.ts';
import { transformWith } from './common-table.ts';
import { transformExpression } from './expression.ts';
import { transformFrom } from './from.ts';
import {
  checkAssigned,
  checkWritable,
  type Target,
  targetColumn,
  transformReturning,
  transformTarget,
} from './modify.ts';
import { placeOf, requireBoolean } from './operand.ts';
import { reportInvalid } from './report.ts';
import type { Scope, ScopeItem } from './scope.ts';
import { within } from './select.ts';

/** MERGE; gives the columns of RETURNING. */
export function transformMerge(a: Analysis, scope: Scope, node: MergeStmt): RowShape {
  if (node.withClause) transformWith(a, scope, node.withClause);
  const target = transformTarget(a, scope, node.relation);
  scope.items = [];
  transformFrom(a, scope, node.sourceRelation ? [node.sourceRelation] : []);
  const source = scope.items;
  scope.items = [target.item, ...source];
  // PostgreSQL does not ask whether it is boolean.
  if (node.joinCondition) within(scope, 'join', () => transformExpression(a, scope, node.joinCondition));
  const always = new Set<string | undefined>();
  for (const one of node.mergeWhenClauses ?? []) {
    if (!('MergeWhenClause' in one)) continue;
    const { matchKind, condition } = one.MergeWhenClause;
    if (always.has(matchKind))
      reportInvalid(
        a,
        '42601',
        a.places.find('when', undefined),
        'unreachable WHEN clause specified after unconditional WHEN clause',
      );
    if (!condition) always.add(matchKind);
    transformWhen(a, scope, target, source, one.MergeWhenClause);
  }
  scope.items = [...source, target.item];
  return transformReturning(a, scope, node.returningClause, target);
}

/** One WHEN: rows without a match have no target's columns, or no source's. */
function transformWhen(
  a: Analysis,
  scope: Scope,
  target: Target,
  source: readonly ScopeItem[],
  when: MergeWhenClause,
): void {
  scope.items =
    when.matchKind === 'MERGE_WHEN_NOT_MATCHED_BY_TARGET'
      ? source
      : when.matchKind === 'MERGE_WHEN_NOT_MATCHED_BY_SOURCE'
        ? [target.item]
        : [target.item, ...source];
  if (when.condition)
    within(scope, 'merge when', () =>
      requireBoolean(a, transformExpression(a, scope, when.condition), 'WHEN AND'),
    );
  if (when.commandType === 'CMD_UPDATE') assignTargets(a, scope, target, when.targetList ?? []);
  else if (when.commandType === 'CMD_INSERT') insertMerged(a, scope, target, when);
}

function insertMerged(a: Analysis, scope: Scope, target: Target, when: MergeWhenClause): void {
  const listed = when.targetList?.map((node) => {
    if (!('ResTarget' in node)) return null;
    return targetColumn(a, target, node.ResTarget.name ?? '', a.places.token(node.ResTarget.location));
  });
  const columns = listed ?? target.item.columns.map((_, at) => at);
  const values = when.values ?? [];
  if (values.length > columns.length && !target.item.open)
    reportInvalid(
      a,
      '42601',
      placeOf(a, values[columns.length]),
      'INSERT has more expressions than target columns',
    );
  if (listed && values.length > 0 && values.length < columns.length)
    reportInvalid(a, '42601', placeOf(a, values[0]), 'INSERT has more target columns than expressions');
  const overriding = when.override === 'OVERRIDING_SYSTEM_VALUE' || when.override === 'OVERRIDING_USER_VALUE';
  for (const [index, node] of values.entries()) {
    if ('SetToDefault' in node) continue;
    const value = within(scope, 'values single', () => transformExpression(a, scope, node));
    const at = columns[index];
    if (at === null || at === undefined) continue;
    const written = when.targetList?.[index];
    const isPart = written && 'ResTarget' in written && written.ResTarget.indirection !== undefined;
    if (!isPart) checkAssigned(a, target, at, value);
    checkWritable(a, target, at, placeOf(a, node), { verb: 'insert', overriding });
  }
}
