import type { Node, SelectStmt } from '@pgsql/types';
import type { Analysis } from './analysis.ts';
import { report, reportInvalid } from './report.ts';
import type { Scope } from './scope.ts';

const words = {
  LCS_FORUPDATE: 'FOR UPDATE',
  LCS_FORNOKEYUPDATE: 'FOR NO KEY UPDATE',
  LCS_FORSHARE: 'FOR SHARE',
  LCS_FORKEYSHARE: 'FOR KEY SHARE',
  LCS_NONE: '',
} as const;

/** Why no rows of tables come out of a query that was analysed; null where they do (CheckSelectLocking). */
function whatHidesRows(scope: Scope, select: SelectStmt, hasSets: boolean): string | null {
  if (select.op !== undefined && select.op !== 'SETOP_NONE') return 'UNION/INTERSECT/EXCEPT';
  if (select.distinctClause) return 'DISTINCT clause';
  if (select.groupClause) return 'GROUP BY clause';
  if (select.havingClause) return 'HAVING clause';
  if (scope.hasAggregates) return 'aggregate functions';
  if (scope.windowCalls > 0) return 'window functions';
  return hasSets ? 'set-returning functions in the target list' : null;
}

/** The subqueries of a FROM clause, with their names; all of them are locked with the query, or those that are named. */
function subqueries(from: readonly Node[]): { readonly alias: string; readonly select: SelectStmt }[] {
  return from.flatMap((node) => {
    if ('JoinExpr' in node)
      return subqueries([node.JoinExpr.larg, node.JoinExpr.rarg].filter((side) => side !== undefined));
    if (!('RangeSubselect' in node)) return [];
    const { alias, subquery } = node.RangeSubselect;
    return subquery && 'SelectStmt' in subquery
      ? [{ alias: alias?.aliasname ?? '', select: subquery.SelectStmt }]
      : [];
  });
}

/**
 * FOR UPDATE and its kin: only where rows of tables come out, and only of items of FROM. `hasSets`: whether functions
 * in the select list return sets.
 */
export function checkLocking(a: Analysis, scope: Scope, select: SelectStmt, hasSets: boolean): void {
  const own = whatHidesRows(scope, select, hasSets);
  const inner = subqueries(select.fromClause ?? []);
  const hides = (names: readonly string[] | null) =>
    own ??
    inner.find((one) => (names === null || names.includes(one.alias)) && a.rowless.has(one.select))?.select;
  const anything = hides(null);
  if (anything) a.rowless.set(select, typeof anything === 'string' ? anything : a.rowless.get(anything)!);
  for (const one of select.lockingClause ?? []) {
    if (!('LockingClause' in one)) continue;
    const clause = words[one.LockingClause.strength ?? 'LCS_NONE'];
    const named = one.LockingClause.lockedRels?.flatMap((relation) =>
      'RangeVar' in relation ? [relation.RangeVar.relname ?? ''] : [],
    );
    const hidden = hides(named ?? null);
    if (hidden) {
      const what = typeof hidden === 'string' ? hidden : a.rowless.get(hidden);
      reportInvalid(a, '0A000', a.places.find('for', undefined), `${clause} is not allowed with ${what}`);
    }
    for (const relation of one.LockingClause.lockedRels ?? []) {
      if (!('RangeVar' in relation)) continue;
      const name = relation.RangeVar.relname ?? '';
      if (scope.items.some((item) => item.alias === name || item.open)) continue;
      report(
        a,
        '42P01',
        a.places.name(relation.RangeVar.location),
        `relation "${name}" in ${clause} clause not found in FROM clause`,
        {
          kind: 'unresolved-relation',
          name: { schema: null, name },
          what: 'from item',
          candidates: scope.items.map((item) => item.alias),
        },
      );
    }
  }
}
