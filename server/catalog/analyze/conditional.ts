import type { CaseExpr, Node } from '@pgsql/types';
import type { Analysis } from './analysis.ts';
import { commonType } from './coerce.ts';
import { transformExpression } from './expression.ts';
import { coerceOperand, type Operand, operand, placeOf, reportMismatch, requireBoolean } from './operand.ts';
import { applyOperator } from './operator-expression.ts';
import { reportMisplaced } from './report.ts';
import type { Scope } from './scope.ts';
import { baseType, formatType, opaque, type TypeId } from './type-facts.ts';

export function transformCase(a: Analysis, scope: Scope, node: CaseExpr, self: Node): Operand {
  const setsBefore = scope.setCalls;
  const subject = node.arg ? transformExpression(a, scope, node.arg) : null;
  const results: Operand[] = [];
  for (const one of node.args ?? []) {
    if (!('CaseWhen' in one)) continue;
    const condition = transformExpression(a, scope, one.CaseWhen.expr);
    if (subject) {
      // The subject is read as text where nothing says what it is.
      const left = subject.type === 'unknown' ? { ...subject, type: 'text' } : subject;
      applyOperator(a, '=', left, condition, one.CaseWhen.location, self);
    } else requireBoolean(a, condition, 'CASE/WHEN');
    results.push(transformExpression(a, scope, one.CaseWhen.result));
  }
  const otherwise = node.defresult
    ? transformExpression(a, scope, node.defresult)
    : { type: 'unknown', modifiers: [], node: null, literal: null };
  if (scope.setCalls > setsBefore)
    reportMisplaced(
      a,
      '0A000',
      a.places.token(node.location),
      'set-returning functions are not allowed in CASE',
      'set-returning function',
    );
  return toCommon(a, [otherwise, ...results], 'CASE', self);
}

export function transformCommon(
  a: Analysis,
  scope: Scope,
  nodes: readonly Node[],
  words: string,
  self: Node,
): Operand {
  const setsBefore = scope.setCalls;
  const values = nodes.map((one) => transformExpression(a, scope, one));
  if (words === 'COALESCE' && scope.setCalls > setsBefore)
    reportMisplaced(
      a,
      '0A000',
      placeOf(a, self),
      'set-returning functions are not allowed in COALESCE',
      'set-returning function',
    );
  return toCommon(a, values, words, self);
}

export function toCommon(a: Analysis, values: readonly Operand[], words: string, self: Node | null): Operand {
  const common = commonType(
    a,
    values.map((value) => value.type),
  );
  if (!('type' in common)) {
    const value = values[common.conflict]!;
    reportMismatch(
      a,
      value,
      common.of,
      `${words} types ${formatType(a, common.of)} and ${formatType(a, baseType(a, value.type))} cannot be matched`,
    );
    return operand(opaque, self);
  }
  for (const value of values)
    if (!coerceOperand(a, value, common.type, 'implicit'))
      reportMismatch(
        a,
        value,
        common.type,
        `${words} could not convert type ${formatType(a, value.type)} to ${formatType(a, common.type)}`,
        '42846',
      );
  return operand(common.type, self, commonModifiers(values, common.type));
}

export function commonModifiers(values: readonly Operand[], type: TypeId): readonly number[] {
  const first = values[0];
  if (!first || first.modifiers.length === 0) return [];
  return values.every((one) => one.type === type && one.modifiers.join() === first.modifiers.join())
    ? first.modifiers
    : [];
}
