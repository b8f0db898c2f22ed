import type { A_Indirection, Node } from '@pgsql/types';
import type { Analysis } from './analysis.ts';
import { transformExpression } from './expression.ts';
import { type Operand, operand, placeOf } from './operand.ts';
import { projectColumn } from './project-column.ts';
import { report } from './report.ts';
import type { Scope } from './scope.ts';
import { transformSubscripts } from './subscript.ts';
import { baseType, formatType, opaque, typeFacts } from './type-facts.ts';

/** `x[1].field`: subscripts and fields, one after the other. */
export function transformIndirection(a: Analysis, scope: Scope, node: A_Indirection, self: Node): Operand {
  let value = transformExpression(a, scope, node.arg);
  const steps = node.indirection ?? [];
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at]!;
    if ('A_Indices' in step) {
      const subscripts = [];
      for (; at < steps.length && 'A_Indices' in steps[at]!; at++) subscripts.push(steps[at]!);
      at--;
      value = transformSubscripts(a, scope, value, subscripts, self);
    } else if ('String' in step) {
      const name = step.String.sval ?? '';
      const field =
        value.type === opaque && !value.row ? operand(opaque, self) : projectColumn(a, value, name, self);
      if (!field) reportNoField(a, value, name, node.arg, self);
      value = field ?? operand(opaque, self);
    }
  }
  return { ...value, node: self };
}

function reportNoField(a: Analysis, value: Operand, name: string, inner: Node | undefined, self: Node): void {
  const isRow = typeFacts(a, baseType(a, value.type)).kind === 'composite' || value.type === 'record';
  const written = formatType(a, value.type);
  const message = isRow
    ? `column "${name}" not found in data type ${written}`
    : `column notation .${name} applied to type ${written}, which is not a composite type`;
  const place = placeOf(a, inner ?? self);
  const at = a.places.find(name, undefined);
  report(a, isRow ? '42703' : '42809', at.start >= place.start ? at : place, message, {
    kind: 'unresolved-column',
    column: name,
    table: null,
    tableName: written,
    candidates: [],
  });
}
