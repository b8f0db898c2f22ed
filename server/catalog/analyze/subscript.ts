import type { Node } from '@pgsql/types';
import type { Analysis } from './analysis.ts';
import { canCoerce } from './coerce.ts';
import { transformExpression } from './expression.ts';
import { coerceOperand, type Operand, operand, placeOf, reportMismatch } from './operand.ts';
import { reportInvalid } from './report.ts';
import type { Scope } from './scope.ts';
import { baseType, formatType, opaque, typeFacts } from './type-facts.ts';

/** `x[1][2:3]`: an element, or an array where one of the subscripts is a slice. */
export function transformSubscripts(
  a: Analysis,
  scope: Scope,
  value: Operand,
  subscripts: readonly Node[],
  self: Node,
): Operand {
  const type = baseType(a, value.type);
  const facts = typeFacts(a, type);
  const isJson = type === 'jsonb';
  const isKnown = type !== opaque && !type.startsWith('.');
  const fixedElement = facts.element === null ? (a.builtins.type(type)?.element ?? null) : null;
  if (isKnown && facts.element === null && !isJson && fixedElement === null) {
    reportInvalid(
      a,
      '42804',
      placeOf(a, self),
      `cannot subscript type ${formatType(a, value.type)} because it does not support subscripting`,
    );
    return operand(opaque, self);
  }
  let isSlice = false;
  const slice = subscripts.find((node) => 'A_Indices' in node && node.A_Indices.is_slice);
  if (isJson && slice) {
    reportInvalid(a, '42804', placeOf(a, self), 'jsonb subscript does not support slices');
    return operand(opaque, self);
  }
  for (const node of subscripts) {
    if (!('A_Indices' in node)) continue;
    isSlice ||= node.A_Indices.is_slice ?? false;
    for (const bound of [node.A_Indices.lidx, node.A_Indices.uidx]) {
      if (!bound) continue;
      const index = transformExpression(a, scope, bound);
      if (!isKnown) continue;
      if (index.type === 'unknown') {
        if (!isJson) coerceOperand(a, index, 'int4', 'assignment');
        continue;
      }
      if (
        isJson
          ? !canCoerce(a, index.type, 'int4', 'implicit') && !canCoerce(a, index.type, 'text', 'implicit')
          : !canCoerce(a, index.type, 'int4', 'assignment')
      )
        reportMismatch(
          a,
          index,
          'int4',
          isJson
            ? `subscript type ${formatType(a, index.type)} is not supported`
            : 'array subscript must have type integer',
        );
    }
  }
  if (isJson) return operand('jsonb', self);
  if (!isKnown) return operand(opaque, self);
  return operand(isSlice ? type : (facts.element ?? fixedElement ?? opaque), self, value.modifiers);
}
