import type { DeleteStmt, UpdateStmt } from '@pgsql/types';
import type { Analysis, RowShape } from './analysis.ts';
import { assignTargets } from './assign.ts';
import { transformWith } from './common-table.ts';
import { transformExpression } from './expression.ts';
import { transformFrom } from './from.ts';
import { transformReturning, transformTarget } from './modify.ts';
import { requireBoolean } from './operand.ts';
import type { Scope } from './scope.ts';
import { within } from './select.ts';

/** UPDATE; gives the columns of RETURNING. */
export function transformUpdate(a: Analysis, scope: Scope, node: UpdateStmt): RowShape {
  if (node.withClause) transformWith(a, scope, node.withClause);
  const target = transformTarget(a, scope, node.relation);
  scope.items = [target.item];
  readFrom(a, scope, node.fromClause);
  assignTargets(a, scope, target, node.targetList ?? []);
  readWhere(a, scope, node.whereClause);
  return transformReturning(a, scope, node.returningClause, target);
}

/** DELETE; gives the columns of RETURNING. */
export function transformDelete(a: Analysis, scope: Scope, node: DeleteStmt): RowShape {
  if (node.withClause) transformWith(a, scope, node.withClause);
  const target = transformTarget(a, scope, node.relation);
  scope.items = [target.item];
  readFrom(a, scope, node.usingClause);
  readWhere(a, scope, node.whereClause);
  return transformReturning(a, scope, node.returningClause, target);
}

/** The items beside the target, which LATERAL ones among them see. */
function readFrom(a: Analysis, scope: Scope, nodes: UpdateStmt['fromClause']): void {
  if (!nodes) return;
  scope.items = scope.items.map((item) => ({ ...item, isLateralOnly: true }));
  scope.kind = 'from subquery';
  transformFrom(a, scope, nodes);
  scope.kind = 'select';
}

function readWhere(a: Analysis, scope: Scope, node: UpdateStmt['whereClause']): void {
  if (node) within(scope, 'where', () => requireBoolean(a, transformExpression(a, scope, node), 'WHERE'));
}
