import type { A_Expr, Node } from '@pgsql/types';
import { walkTree } from '../../syntax/walk-tree.ts';
import type { Analysis } from './analysis.ts';
import { canCoerce, commonType } from './coerce.ts';
import { transformExpression } from './expression.ts';
import { coerceOperand, type Operand, operand } from './operand.ts';
import { applyOperator, compareRows } from './operator-expression.ts';
import type { Scope } from './scope.ts';
import { opaque, typeFacts } from './type-facts.ts';

function hasOwnColumns(a: Analysis, scope: Scope, node: Node): boolean {
  let found = false;
  walkTree(node, (_, fields) => {
    const target = a.references.get(fields);
    if (target?.scope === scope) found = true;
    return !found;
  });
  return found;
}

/** `x IN (…)`: constants of a common type are one array, all else is compared one by one (transformAExprIn). */
export function transformIn(
  a: Analysis,
  scope: Scope,
  expression: A_Expr,
  name: string,
  self: Node,
): Operand {
  const { location, rexpr } = expression;
  const left = transformExpression(a, scope, expression.lexpr);
  const items = rexpr && 'List' in rexpr ? (rexpr.List.items ?? []) : rexpr ? [rexpr] : [];
  const values = items.map((item) => transformExpression(a, scope, item));
  const constants = values.filter((value) => value.node && !hasOwnColumns(a, scope, value.node));
  let single: readonly Operand[] = values;
  if (constants.length > 1) {
    const common = commonType(
      a,
      [left, ...constants].map((value) => value.type),
    );
    const isArray =
      'type' in common &&
      common.type !== opaque &&
      common.type !== 'record' &&
      // There are no arrays of arrays.
      typeFacts(a, common.type).element === null &&
      constants.every((value) => canCoerce(a, value.type, common.type, 'implicit')) &&
      canCoerce(a, left.type, common.type, 'implicit');
    if (isArray) {
      for (const value of constants) coerceOperand(a, value, common.type, 'implicit');
      applyOperator(a, name, left, { type: common.type, modifiers: [], node: rexpr ?? null }, location, self);
      single = values.filter((value) => !constants.includes(value));
    }
  }
  for (const value of single) {
    const compared = compareRows(a, name, left, value, location, self);
    if (!compared) applyOperator(a, name, left, value, location, self);
  }
  return operand('bool', self);
}
