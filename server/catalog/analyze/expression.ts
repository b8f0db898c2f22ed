import type { A_Const, CollateClause, Node, TypeCast } from '@pgsql/types';
import type { Analysis } from './analysis.ts';
import { transformArray, transformRow } from './array-and-row.ts';
import { transformCall } from './call.ts';
import { findPathway } from './coerce.ts';
import { requireCollatable } from './collation.ts';
import { resolveColumnRef } from './column-reference.ts';
import { transformCase, transformCommon } from './conditional.ts';
import { transformIndirection } from './indirection.ts';
import { transformJson } from './json-expression.ts';
import { coerceOperand, type Operand, operand, placeOf, reportMismatch, requireBoolean } from './operand.ts';
import { transformOperator } from './operator-expression.ts';
import { reportInvalid, reportMisplaced } from './report.ts';
import type { Scope } from './scope.ts';
import { transformSubLink } from './sub-link.ts';
import { baseType, elementOf, formatType, opaque, type TypeId, typeFacts } from './type-facts.ts';
import { resolveTypeName } from './type-name.ts';
import { transformXml, transformXmlSerialize } from './xml-expression.ts';

/** What an expression comes out as; its problems are reported (transformExpr). */
export function transformExpression(a: Analysis, scope: Scope, node: Node | undefined): Operand {
  if (!node) return operand(opaque, null);
  if ('ColumnRef' in node) return resolveColumnRef(a, scope, node.ColumnRef, node);
  if ('A_Const' in node) return transformConstant(node.A_Const, node);
  if ('FuncCall' in node) return transformCall(a, scope, node.FuncCall, node);
  if ('A_Expr' in node) return transformOperator(a, scope, node.A_Expr, node);
  if ('TypeCast' in node) return transformCast(a, scope, node.TypeCast, node);
  if ('BoolExpr' in node) {
    const { boolop, args } = node.BoolExpr;
    const words = boolop === 'AND_EXPR' ? 'AND' : boolop === 'OR_EXPR' ? 'OR' : 'NOT';
    for (const one of args ?? []) requireBoolean(a, transformExpression(a, scope, one), words);
    return operand('bool', node);
  }
  if ('NullTest' in node) {
    transformExpression(a, scope, node.NullTest.arg);
    return operand('bool', node);
  }
  if ('SubLink' in node) return transformSubLink(a, scope, node.SubLink, node);
  if ('CaseExpr' in node) return transformCase(a, scope, node.CaseExpr, node);
  if ('CoalesceExpr' in node)
    return transformCommon(a, scope, node.CoalesceExpr.args ?? [], 'COALESCE', node);
  if ('MinMaxExpr' in node)
    return transformCommon(
      a,
      scope,
      node.MinMaxExpr.args ?? [],
      node.MinMaxExpr.op === 'IS_LEAST' ? 'LEAST' : 'GREATEST',
      node,
    );
  if ('A_ArrayExpr' in node) return transformArray(a, scope, node.A_ArrayExpr, node, null);
  if ('RowExpr' in node) return transformRow(a, scope, node.RowExpr, node);
  if ('A_Indirection' in node) return transformIndirection(a, scope, node.A_Indirection, node);
  return transformOther(a, scope, node);
}

function transformOther(a: Analysis, scope: Scope, node: Node): Operand {
  if ('BooleanTest' in node) {
    const words = `IS ${(node.BooleanTest.booltesttype ?? '').replace('IS_', '').replace('NOT_', 'NOT ')}`;
    requireBoolean(a, transformExpression(a, scope, node.BooleanTest.arg), words);
    return operand('bool', node);
  }
  if ('SQLValueFunction' in node) {
    const op = (node.SQLValueFunction.op ?? '').replace('SVFOP_', '');
    a.mutable.set(node.SQLValueFunction, 's');
    const modifiers =
      node.SQLValueFunction.typmod === undefined || node.SQLValueFunction.typmod < 0
        ? []
        : [node.SQLValueFunction.typmod];
    return operand(valueFunctionType(op), node, modifiers);
  }
  if ('CollateClause' in node) return transformCollate(a, scope, node.CollateClause, node);
  if ('ParamRef' in node)
    return transformParameter(a, scope, node.ParamRef.number ?? 0, node.ParamRef.location, node);
  if ('GroupingFunc' in node) {
    for (const one of node.GroupingFunc.args ?? []) transformExpression(a, scope, one);
    return operand('int4', node);
  }
  if ('SetToDefault' in node) {
    reportMisplaced(
      a,
      '42601',
      a.places.token(node.SetToDefault.location),
      'DEFAULT is not allowed in this context',
      'DEFAULT',
    );
    return operand(opaque, node);
  }
  if ('XmlExpr' in node) return transformXml(a, scope, node.XmlExpr, node);
  if ('XmlSerialize' in node) return transformXmlSerialize(a, scope, node.XmlSerialize, node);
  if ('MergeSupportFunc' in node) return operand('text', node);
  if ('NamedArgExpr' in node) return transformExpression(a, scope, node.NamedArgExpr.arg);
  if ('CurrentOfExpr' in node) return operand('bool', node);
  return transformJson(a, scope, node) ?? operand(opaque, node);
}

function valueFunctionType(op: string): TypeId {
  if (op.startsWith('CURRENT_DATE')) return 'date';
  if (op.startsWith('CURRENT_TIMESTAMP')) return 'timestamptz';
  if (op.startsWith('CURRENT_TIME')) return 'timetz';
  if (op.startsWith('LOCALTIMESTAMP')) return 'timestamp';
  return op.startsWith('LOCALTIME') ? 'time' : 'name';
}

function transformConstant(constant: A_Const, node: Node): Operand {
  if (constant.isnull) return { type: 'unknown', modifiers: [], node, literal: null };
  if (constant.sval) return { type: 'unknown', modifiers: [], node, literal: constant.sval.sval ?? '' };
  if (constant.boolval) return operand('bool', node);
  if (constant.fval) return operand(isLargeInteger(constant.fval.fval ?? '') ? 'int8' : 'numeric', node);
  return operand(constant.bsval ? 'bit' : 'int4', node);
}

function isLargeInteger(text: string): boolean {
  if (!/^(?:\d[\d_]*|0[xob][\da-f_]+)$/i.test(text)) return false;
  try {
    return BigInt(text.replaceAll('_', '')) <= 9223372036854775807n;
  } catch {
    return false;
  }
}

function transformCast(a: Analysis, scope: Scope, cast: TypeCast, node: Node): Operand {
  const { type, modifiers } = resolveTypeName(a, cast.typeName);
  const { arg } = cast;
  const isArray = arg && 'A_ArrayExpr' in arg && type !== opaque && elementOf(a, type) !== null;
  const value = isArray
    ? transformArray(a, scope, arg.A_ArrayExpr, arg, type)
    : transformExpression(a, scope, arg);
  if (!coerceOperand(a, value, type, 'explicit'))
    reportMismatch(
      a,
      { ...value, node },
      type,
      `cannot cast type ${formatType(a, value.type)} to ${formatType(a, type)}`,
      '42846',
    );
  else noteCastMutability(a, value, type, cast);
  return { type, modifiers, node };
}

const timeTypes = new Set(['date', 'time', 'timetz', 'timestamp', 'timestamptz']);

/** The categories of enums, arrays, records and ranges, whose texts are read and written by what the catalogs say. */
const readWithCatalog = new Set(['E', 'A', 'C', 'R']);
/** Arrays by their category, but with functions of their own, which are immutable. */
const plainVectors = new Set(['int2vector', 'oidvector']);

/**
 * Casts that depend on TimeZone or DateStyle: pg_cast's functions timestamptz_date and so on, and those through text; also
 * of types whose input and output functions are only stable.
 */
function noteCastMutability(a: Analysis, value: Operand, target: TypeId, cast: TypeCast): void {
  const from = baseType(a, value.type);
  const to = baseType(a, target);
  if (from === to || value.type === 'unknown') return;
  const throughText =
    (timeTypes.has(to) && typeFacts(a, from).category === 'S') ||
    (timeTypes.has(from) && typeFacts(a, to).category === 'S');
  const isOf = (type: TypeId) => readWithCatalog.has(typeFacts(a, type).category) && !plainVectors.has(type);
  const throughCatalog =
    (isOf(from) || isOf(to)) && findPathway(a, target, value.type, 'explicit') === 'input output';
  const zoned =
    (from === 'timestamptz') !== (to === 'timestamptz') && timeTypes.has(from) && timeTypes.has(to);
  if (throughText || throughCatalog || zoned) a.mutable.set(cast, 's');
}

function transformCollate(a: Analysis, scope: Scope, clause: CollateClause, self: Node): Operand {
  const value = transformExpression(a, scope, clause.arg);
  requireCollatable(a, value.type, () => placeOf(a, self));
  // A literal stays without a type.
  return { type: value.type, modifiers: value.modifiers, node: self };
}

function transformParameter(
  a: Analysis,
  scope: Scope,
  number: number,
  location: number | undefined,
  self: Node,
): Operand {
  for (let level: Scope | null = scope; level; level = level.parent) {
    const parameters = level.variables?.parameters;
    if (!parameters) continue;
    const type = parameters[number - 1];
    if (type === undefined)
      reportInvalid(a, '42P02', a.places.token(location), `there is no parameter $${number}`);
    return operand(type ?? opaque, self);
  }
  return operand(opaque, self);
}
