import type { JsonOutput, Node } from '@pgsql/types';
import type { Analysis } from './analysis.ts';
import { transformExpression } from './expression.ts';
import { type Operand, operand } from './operand.ts';
import type { Scope } from './scope.ts';
import { createScope } from './scope.ts';
import { transformQuery } from './select.ts';
import type { TypeId } from './type-facts.ts';
import { resolveTypeName } from './type-name.ts';
import { transformWindow } from './window.ts';

/** Fields of JSON nodes that hold no expression. */
const skipped = new Set(['output', 'format', 'location', 'query', 'over', 'coltype', 'typeName']);

/** Reads the expressions inside of a JSON constructor or function, whose parts are no expressions themselves. */
export function readJsonParts(a: Analysis, scope: Scope, part: unknown): void {
  if (Array.isArray(part)) {
    for (const one of part) readJsonParts(a, scope, one);
    return;
  }
  if (typeof part !== 'object' || part === null) return;
  const tag = Object.keys(part)[0] ?? '';
  const isExpression = /^[A-Z]/.test(tag) && !tag.startsWith('Json') && tag !== 'SortBy' && tag !== 'List';
  if (isExpression) {
    transformExpression(a, scope, part as Node);
    return;
  }
  for (const [key, value] of Object.entries(part)) if (!skipped.has(key)) readJsonParts(a, scope, value);
}

function returning(a: Analysis, output: JsonOutput | undefined, otherwise: TypeId, node: Node): Operand {
  if (!output?.typeName) return operand(otherwise, node);
  const { type, modifiers } = resolveTypeName(a, output.typeName);
  return operand(type, node, modifiers);
}

/** SQL/JSON constructors, predicates and functions; null for any other node. */
export function transformJson(a: Analysis, scope: Scope, node: Node): Operand | null {
  if ('JsonFuncExpr' in node) {
    readJsonParts(a, scope, node.JsonFuncExpr);
    const { op, output } = node.JsonFuncExpr;
    const otherwise = op === 'JSON_EXISTS_OP' ? 'bool' : op === 'JSON_VALUE_OP' ? 'text' : 'jsonb';
    return returning(a, output, otherwise, node);
  }
  if ('JsonObjectConstructor' in node) {
    readJsonParts(a, scope, node.JsonObjectConstructor);
    return returning(a, node.JsonObjectConstructor.output, 'json', node);
  }
  if ('JsonArrayConstructor' in node) {
    readJsonParts(a, scope, node.JsonArrayConstructor);
    return returning(a, node.JsonArrayConstructor.output, 'json', node);
  }
  if ('JsonArrayQueryConstructor' in node) {
    transformQuery(a, createScope(scope, 'select'), node.JsonArrayQueryConstructor.query);
    return returning(a, node.JsonArrayQueryConstructor.output, 'json', node);
  }
  if ('JsonObjectAgg' in node || 'JsonArrayAgg' in node) {
    const fields = 'JsonObjectAgg' in node ? node.JsonObjectAgg : node.JsonArrayAgg;
    readJsonParts(a, scope, fields);
    const over = fields.constructor?.over;
    if (over) transformWindow(a, scope, over, fields.constructor?.location);
    else {
      scope.hasAggregates = true;
      a.aggregates.set(fields, scope);
    }
    return returning(a, fields.constructor?.output, 'json', node);
  }
  if ('JsonIsPredicate' in node) {
    transformExpression(a, scope, node.JsonIsPredicate.expr);
    return operand('bool', node);
  }
  if ('JsonParseExpr' in node) {
    readJsonParts(a, scope, node.JsonParseExpr);
    return returning(a, node.JsonParseExpr.output, 'json', node);
  }
  if ('JsonScalarExpr' in node) {
    transformExpression(a, scope, node.JsonScalarExpr.expr);
    return returning(a, node.JsonScalarExpr.output, 'json', node);
  }
  if ('JsonSerializeExpr' in node) {
    readJsonParts(a, scope, node.JsonSerializeExpr);
    return returning(a, node.JsonSerializeExpr.output, 'text', node);
  }
  return null;
}
