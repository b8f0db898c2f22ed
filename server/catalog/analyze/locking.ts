import type { SelectStmt } from '@pgsql/types';
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

/** FOR UPDATE and its kin: only where rows of tables come out, and only of items of FROM. */
export function checkLocking(a: Analysis, scope: Scope, select: SelectStmt, isGrouped: boolean): void {
  for (const one of select.lockingClause ?? []) {
    if (!('LockingClause' in one)) continue;
    const clause = words[one.LockingClause.strength ?? 'LCS_NONE'];
    const not = (what: string) =>
      reportInvalid(a, '0A000', a.places.find('for', undefined), `${clause} is not allowed with ${what}`);
    if (select.distinctClause) not('DISTINCT clause');
    else if (select.groupClause) not('GROUP BY clause');
    else if (select.havingClause) not('HAVING clause');
    else if (isGrouped) not('aggregate functions');
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
