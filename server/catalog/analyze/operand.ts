import type { Node } from '@pgsql/types';
import type { SourceRange } from '../../syntax/statement.ts';
import type { Analysis, RowShape } from './analysis.ts';
import { checkLiteral } from './check-literal.ts';
import { type CoercionContext, canCoerce } from './coerce.ts';
import { report } from './report.ts';
import { baseType, formatType, isComposite, opaque, rowOf, type TypeId } from './type-facts.ts';

/** What an expression comes out as. */
export interface Operand {
  readonly type: TypeId;
  readonly modifiers: readonly number[];
  /** The tree that it comes from. */
  readonly node: Node | null;
  /** The text of a literal without a type, null for NULL; absent for anything else. */
  readonly literal?: string | null;
  /** The columns of a row whose type has no name. */
  readonly row?: RowShape | null;
  readonly returnsSet?: boolean;
  /** The name of a function's only OUT column, which names the column in FROM. */
  readonly resultName?: string | null;
}

const noModifiers: readonly number[] = [];

export function operand(
  type: TypeId,
  node: Node | null,
  modifiers: readonly number[] = noModifiers,
): Operand {
  return { type, modifiers, node };
}

/** A place to report what concerns an expression as a whole: the token that its tree names first. */
export function placeOf(a: Analysis, node: Node | null | undefined): SourceRange {
  if (!node) return a.places.end();
  const first = leftmostLocation(node);
  if (first === null) return a.places.end();
  return 'ColumnRef' in node || 'FuncCall' in node ? a.places.name(first) : a.places.token(first);
}

/** PostgreSQL's exprLocation: where an expression begins. */
export function leftmostLocation(node: Node): number | null {
  const fields = Object.values(node)[0] as Readonly<Record<string, unknown>> | undefined;
  if (!fields) return null;
  const own = 'location' in fields && typeof fields.location === 'number' ? fields.location : null;
  const inner = (fields.lexpr ??
    fields.arg ??
    (Array.isArray(fields.args) && 'BoolExpr' in node ? fields.args[0] : null)) as Node | null;
  const left =
    inner && typeof inner === 'object' && !('FuncCall' in node) && !Array.isArray(inner)
      ? leftmostLocation(inner)
      : null;
  if (own === null)
    return left ?? ('A_Const' in node || 'ColumnRef' in node || 'FuncCall' in node ? 0 : left);
  return left === null ? own : Math.min(own, left);
}

/** Makes an operand of a type, as far as it can be known; false where it certainly cannot. */
export function coerceOperand(
  a: Analysis,
  value: Operand,
  target: TypeId,
  context: CoercionContext,
): boolean {
  if (target === opaque || value.type === opaque) return true;
  if (value.type === 'unknown') {
    if (typeof value.literal === 'string') checkLiteral(a, target, value.literal, value.node);
    return true;
  }
  if (value.type === 'record' && value.row && isComposite(a, baseType(a, target)))
    return coerceRow(a, value, value.row, target, context);
  return canCoerce(a, value.type, target, context);
}

function coerceRow(
  a: Analysis,
  value: Operand,
  row: RowShape,
  target: TypeId,
  context: CoercionContext,
): boolean {
  const wanted = rowOf(a, target);
  if (!wanted || wanted.open || row.open) return true;
  const nodes = value.node && 'RowExpr' in value.node ? (value.node.RowExpr.args ?? []) : [];
  const fits = wanted.columns.every((column, at) => {
    const given = row.columns[at];
    const node = nodes.length === row.columns.length ? (nodes[at] ?? null) : value.node;
    return !given || coerceOperand(a, { ...given, node }, column.type, context);
  });
  return fits && wanted.columns.length === row.columns.length;
}

/** A condition must be boolean. */
export function requireBoolean(a: Analysis, value: Operand, words: string): void {
  if (!coerceOperand(a, value, 'bool', 'assignment'))
    reportMismatch(
      a,
      value,
      'bool',
      `argument of ${words} must be type boolean, not type ${formatType(a, value.type)}`,
    );
  else if (value.returnsSet) reportMismatch(a, value, 'bool', `argument of ${words} must not return a set`);
}

export function reportMismatch(
  a: Analysis,
  value: Operand,
  expected: TypeId,
  message: string,
  sqlstate = '42804',
): void {
  report(a, sqlstate, placeOf(a, value.node), message, {
    kind: 'type-mismatch',
    expected: formatType(a, expected),
    actual: formatType(a, value.type),
  });
}
