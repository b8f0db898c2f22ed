import type { A_ArrayExpr, Node, RowExpr } from '@pgsql/types';
import type { Analysis, OutputColumn } from './analysis.ts';
import { toCommon } from './conditional.ts';
import { transformExpression } from './expression.ts';
import { coerceOperand, type Operand, operand, reportMismatch } from './operand.ts';
import { reportInvalid } from './report.ts';
import type { Scope } from './scope.ts';
import { arrayOf, elementOf, formatType, opaque, type TypeId, typeFacts } from './type-facts.ts';

export function transformArray(
  a: Analysis,
  scope: Scope,
  array: A_ArrayExpr,
  self: Node,
  target: TypeId | null,
): Operand {
  const values: Operand[] = [];
  let isNested = false;
  for (const node of array.elements ?? []) {
    const value =
      'A_ArrayExpr' in node
        ? transformArray(a, scope, node.A_ArrayExpr, node, target)
        : transformExpression(a, scope, node);
    // A domain over an array counts as an element of its own.
    if ('A_ArrayExpr' in node || typeFacts(a, value.type).element !== null) isNested = true;
    values.push(value);
  }
  if (target !== null) {
    const wanted = isNested ? target : (elementOf(a, target) ?? opaque);
    for (const value of values)
      if (!coerceOperand(a, value, wanted, 'explicit'))
        reportMismatch(
          a,
          value,
          wanted,
          `cannot cast type ${formatType(a, value.type)} to ${formatType(a, wanted)}`,
          '42846',
        );
    return operand(target, self);
  }
  if (values.length === 0) {
    reportInvalid(a, '42P18', a.places.token(array.location), 'cannot determine type of empty array');
    return operand(opaque, self);
  }
  const common = toCommon(a, values, 'ARRAY', self);
  if (common.type === opaque) return common;
  if (!isNested) return operand(arrayOf(a, common.type), self, common.modifiers);
  return operand(elementOf(a, common.type) === null ? opaque : common.type, self, common.modifiers);
}

export function transformRow(a: Analysis, scope: Scope, row: RowExpr, self: Node): Operand {
  const columns: OutputColumn[] = [];
  let open = false;
  for (const node of row.args ?? []) {
    const isStar = 'ColumnRef' in node && (node.ColumnRef.fields ?? []).some((field) => 'A_Star' in field);
    if (isStar) {
      const whole = transformExpression(a, scope, node);
      for (const column of whole.row?.columns ?? [])
        columns.push({ ...column, name: `f${columns.length + 1}` });
      open ||= !whole.row || whole.row.open;
      continue;
    }
    const value = transformExpression(a, scope, node);
    const column = { name: `f${columns.length + 1}`, type: value.type, modifiers: value.modifiers };
    columns.push(value.literal === undefined ? column : { ...column, literal: value.literal });
  }
  return { type: 'record', modifiers: [], node: self, row: { columns, open } };
}
