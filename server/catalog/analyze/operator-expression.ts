import type { A_Expr, Node } from '@pgsql/types';
import { strings } from '../types.ts';
import { type Analysis, hasUnknownExtension, type OutputColumn } from './analysis.ts';
import { transformExpression } from './expression.ts';
import { transformIn } from './in-list.ts';
import { coerceOperand, type Operand, operand, reportMismatch } from './operand.ts';
import { report, reportInvalid } from './report.ts';
import { resolveOperator } from './resolve-operator.ts';
import type { Scope } from './scope.ts';
import { transformRowComparison } from './sub-link.ts';
import { baseType, elementOf, formatType, opaque } from './type-facts.ts';

/** An operator applied to its operands, with its problems (make_op). `left` is null for a prefix operator. */
export function applyOperator(
  a: Analysis,
  name: string,
  left: Operand | null,
  right: Operand,
  location: number | undefined,
  self: Node | null,
): Operand {
  if (name === '=' || name === '<>') {
    const rows = left ? compareRows(a, name, left, right, location, self) : null;
    if (rows) return rows;
  }
  const found = resolveOperator(a, name, left?.type ?? null, right.type);
  if (found.kind === 'found') {
    const operands = left ? [left, right] : [right];
    for (const [at, value] of operands.entries())
      coerceOperand(a, value, found.types[at] ?? opaque, 'implicit');
    noteMutability(a, operands, self);
    return operand(found.result, self);
  }
  const isUnseen =
    found.kind === 'opaque' ||
    a.sees.functions ||
    hasUnknownExtension(a) ||
    a.isExternal({ schema: null, name });
  if (!isUnseen) reportOperator(a, found.kind === 'ambiguous', name, left, right, location);
  return operand(opaque, self);
}

function reportOperator(
  a: Analysis,
  isAmbiguous: boolean,
  name: string,
  left: Operand | null,
  right: Operand,
  location: number | undefined,
): void {
  const written = `${left ? `${formatType(a, left.type)} ` : ''}${name} ${formatType(a, right.type)}`;
  const at = a.places.token(location);
  if (isAmbiguous)
    report(a, '42725', at, `operator is not unique: ${written}`, {
      kind: 'ambiguous-name',
      what: 'operator',
      name,
    });
  else
    report(a, '42883', at, `operator does not exist: ${written}`, {
      kind: 'undefined-operator',
      operator: name,
      left: left ? formatType(a, left.type) : null,
      right: formatType(a, right.type),
    });
}

const zoneDependent = new Set(['date', 'timestamp', 'timestamptz']);

/** Comparing times with and without zone, and adding an interval to one with zone, depend on TimeZone. */
function noteMutability(a: Analysis, operands: readonly Operand[], self: Node | null): void {
  const types = operands.map((value) => baseType(a, value.type));
  const zoned = types.includes('timestamptz');
  const isMixed = zoned && types.some((type) => type !== 'timestamptz' && zoneDependent.has(type));
  if ((isMixed || (zoned && types.includes('interval'))) && self && 'A_Expr' in self)
    a.mutable.set(self.A_Expr, 's');
}

/** `(a, b) = (c, d)`, column by column; null where they are not both rows. */
export function compareRows(
  a: Analysis,
  name: string,
  left: Operand,
  right: Operand,
  location: number | undefined,
  self: Node | null,
): Operand | null {
  const isRow = (value: Operand) =>
    value.node !== null && 'RowExpr' in value.node && value.row && !value.row.open;
  if (!isRow(left) || !isRow(right)) return null;
  transformRowComparison(a, name, left.row!.columns, right.row!.columns, location);
  return operand('bool', self);
}

const betweenOperators = { between: ['>=', '<='], notBetween: ['<', '>'] } as const;

/** A_Expr: operators, and what the grammar turns into operators. */
export function transformOperator(a: Analysis, scope: Scope, expression: A_Expr, self: Node): Operand {
  const { kind, lexpr, rexpr, location } = expression;
  const name = strings(expression.name).at(-1) ?? '=';
  switch (kind) {
    case 'AEXPR_OP_ANY':
    case 'AEXPR_OP_ALL': {
      const left = transformExpression(a, scope, lexpr);
      return applyArrayOperator(a, name, left, transformExpression(a, scope, rexpr), location, self);
    }
    case 'AEXPR_IN':
      return transformIn(a, scope, expression, name, self);
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN':
    case 'AEXPR_BETWEEN_SYM':
    case 'AEXPR_NOT_BETWEEN_SYM': {
      const value = transformExpression(a, scope, lexpr);
      const bounds = rexpr && 'List' in rexpr ? (rexpr.List.items ?? []) : [];
      const operators = kind.includes('NOT') ? betweenOperators.notBetween : betweenOperators.between;
      for (const [at, bound] of bounds.entries())
        applyOperator(a, operators[at] ?? '>=', value, transformExpression(a, scope, bound), location, self);
      return operand('bool', self);
    }
    case 'AEXPR_NULLIF': {
      const left = transformExpression(a, scope, lexpr);
      const right = transformExpression(a, scope, rexpr);
      const result = applyOperator(a, name, left, right, location, self);
      requireBooleanResult(a, result, 'NULLIF requires = operator to yield boolean', location);
      // It gives what the operator compares: an integer where the first operand is of a domain over one.
      const found = resolveOperator(a, name, left.type, right.type);
      const type = (found.kind === 'found' ? found.types[0] : undefined) ?? left.type;
      return operand(type, self, type === left.type ? left.modifiers : []);
    }
    case 'AEXPR_DISTINCT':
    case 'AEXPR_NOT_DISTINCT': {
      const left = transformExpression(a, scope, lexpr);
      const right = transformExpression(a, scope, rexpr);
      // With a bare NULL it is IS NOT NULL or IS NULL, which takes any type.
      if (isNull(lexpr) || isNull(rexpr)) return operand('bool', self);
      if (!compareRows(a, '=', left, right, location, self))
        applyOperator(a, '=', left, right, location, self);
      return operand('bool', self);
    }
    default:
      break;
  }
  const rowSubquery =
    lexpr &&
    rexpr &&
    'RowExpr' in lexpr &&
    'SubLink' in rexpr &&
    rexpr.SubLink.subLinkType === 'EXPR_SUBLINK';
  if (rowSubquery) {
    const link = {
      ...rexpr.SubLink,
      subLinkType: 'ROWCOMPARE_SUBLINK' as const,
      testexpr: lexpr,
      operName: expression.name ?? [],
    };
    return transformExpression(a, scope, { SubLink: link });
  }
  const left = lexpr ? transformExpression(a, scope, lexpr) : null;
  const right = transformExpression(a, scope, rexpr);
  const rows = left ? compareRows(a, name, left, right, location, self) : null;
  return rows ?? applyOperator(a, name, left, right, location, self);
}

function isNull(node: Node | undefined): boolean {
  return node !== undefined && 'A_Const' in node && node.A_Const.isnull === true;
}

function requireBooleanResult(
  a: Analysis,
  value: Operand,
  message: string,
  location: number | undefined,
): void {
  if (value.type !== 'bool' && value.type !== opaque && baseType(a, value.type) !== 'bool')
    report(a, '42804', a.places.token(location), message, {
      kind: 'type-mismatch',
      expected: 'boolean',
      actual: formatType(a, value.type),
    });
}

/** `x op ANY (array)` and `x op ALL (array)` (make_scalar_array_op). */
function applyArrayOperator(
  a: Analysis,
  name: string,
  left: Operand,
  right: Operand,
  location: number | undefined,
  self: Node,
): Operand {
  if (right.type === opaque) return operand('bool', self);
  if (right.type === 'unknown') {
    const found = resolveOperator(a, name, left.type, 'unknown');
    if (found.kind === 'found' && typeof right.literal === 'string' && !/^\s*[{[]/.test(right.literal))
      report(a, '22P02', a.places.token(location), `malformed array literal: "${right.literal}"`, {
        kind: 'invalid-literal',
        type: 'array',
        value: right.literal,
      });
    return operand('bool', self);
  }
  const element = elementOf(a, right.type);
  if (element === null) {
    reportInvalid(a, '42809', a.places.token(location), 'op ANY/ALL (array) requires array on right side');
    return operand('bool', self);
  }
  // The elements are of a type of their own, however they are written.
  const result = applyOperator(
    a,
    name,
    left,
    { type: element, modifiers: [], node: right.node },
    location,
    null,
  );
  if (result.type !== opaque && result.type !== 'bool')
    reportInvalid(
      a,
      '42809',
      a.places.token(location),
      'op ANY/ALL (array) requires operator to yield boolean',
    );
  return operand('bool', self);
}

/** Whether two columns' types can be compared by an operator that gives a boolean. */
export function compareColumns(
  a: Analysis,
  name: string,
  left: OutputColumn,
  right: OutputColumn,
  location: number | undefined,
): void {
  const result = applyOperator(a, name, { ...left, node: null }, { ...right, node: null }, location, null);
  if (result.type !== opaque && baseType(a, result.type) !== 'bool')
    reportMismatch(
      a,
      result,
      'bool',
      `row comparison operator must yield type boolean, not type ${formatType(a, result.type)}`,
    );
}
