import type { Node, XmlExpr, XmlSerialize } from '@pgsql/types';
import type { Analysis } from './analysis.ts';
import { transformExpression } from './expression.ts';
import { coerceOperand, type Operand, operand, reportMismatch } from './operand.ts';
import type { Scope } from './scope.ts';
import { formatType, type TypeId } from './type-facts.ts';
import { resolveTypeName } from './type-name.ts';

/** The types of the arguments that are not taken as they come, with the words of PostgreSQL's messages. */
const argumentTypes: Readonly<Record<string, { readonly words: string; readonly types: readonly TypeId[] }>> =
  {
    IS_DOCUMENT: { words: 'IS DOCUMENT', types: ['xml'] },
    IS_XMLPARSE: { words: 'XMLPARSE', types: ['text', 'bool'] },
    IS_XMLPI: { words: 'XMLPI', types: ['text'] },
    IS_XMLROOT: { words: 'XMLROOT', types: ['xml', 'text', 'int4'] },
  };

function requireType(a: Analysis, value: Operand, type: TypeId, words: string): void {
  if (coerceOperand(a, value, type, 'assignment')) return;
  reportMismatch(
    a,
    value,
    type,
    `argument of ${words} must be type ${formatType(a, type)}, not type ${formatType(a, value.type)}`,
  );
}

/** The XML functions and IS DOCUMENT (transformXmlExpr). */
export function transformXml(a: Analysis, scope: Scope, expression: XmlExpr, self: Node): Operand {
  const { op } = expression;
  const wanted = argumentTypes[op ?? ''];
  for (const [at, node] of (expression.args ?? []).entries()) {
    const value = transformExpression(a, scope, node);
    const type = op === 'IS_XMLCONCAT' ? 'xml' : wanted?.types[at];
    if (type) requireType(a, value, type, wanted?.words ?? 'XMLCONCAT');
  }
  for (const one of expression.named_args ?? [])
    transformExpression(a, scope, 'ResTarget' in one ? one.ResTarget.val : one);
  return operand(op === 'IS_DOCUMENT' ? 'bool' : 'xml', self);
}

export function transformXmlSerialize(
  a: Analysis,
  scope: Scope,
  expression: XmlSerialize,
  self: Node,
): Operand {
  requireType(a, transformExpression(a, scope, expression.expr), 'xml', 'XMLSERIALIZE');
  return operand(resolveTypeName(a, expression.typeName).type, self);
}
