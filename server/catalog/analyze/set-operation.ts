import type { Node, SelectStmt } from '@pgsql/types';
import { strings } from '../types.ts';
import type { Analysis, OutputColumn, RowShape } from './analysis.ts';
import { toCommon } from './conditional.ts';
import { transformExpression } from './expression.ts';
import { checkLocking } from './locking.ts';
import { placeOf } from './operand.ts';
import { reportInvalid } from './report.ts';
import { createItem, createScope, type Scope } from './scope.ts';
import { transformLimits, transformSelect, within } from './select.ts';
import { requireOrder } from './sort-clause.ts';

const words = {
  SETOP_UNION: 'UNION',
  SETOP_INTERSECT: 'INTERSECT',
  SETOP_EXCEPT: 'EXCEPT',
  SETOP_NONE: 'UNION',
} as const;

/** One side of a set operation, a set operation itself or a query. */
function transformSide(a: Analysis, scope: Scope, side: SelectStmt): RowShape {
  const isInner =
    side.op !== undefined &&
    side.op !== 'SETOP_NONE' &&
    !side.sortClause &&
    !side.limitCount &&
    !side.limitOffset &&
    !side.lockingClause &&
    !side.withClause;
  return isInner ? combine(a, scope, side) : transformSelect(a, createScope(scope, 'select'), side);
}

function firstTarget(select: SelectStmt): Node | undefined {
  if (select.larg) return firstTarget(select.larg);
  return select.targetList?.[0] ?? select.valuesLists?.[0];
}

function combine(a: Analysis, scope: Scope, select: SelectStmt, onLeft?: (row: RowShape) => void): RowShape {
  const name = words[select.op ?? 'SETOP_UNION'];
  const left = transformSide(a, scope, select.larg ?? {});
  onLeft?.(left);
  const right = transformSide(a, scope, select.rarg ?? {});
  if (left.open || right.open)
    return left.open
      ? left
      : { columns: left.columns.map((column) => ({ ...column, type: '?', modifiers: [] })), open: left.open };
  const first = select.rarg && firstTarget(select.rarg);
  const place = first && 'ResTarget' in first ? first.ResTarget.val : undefined;
  if (left.columns.length !== right.columns.length) {
    reportInvalid(a, '42601', placeOf(a, place), `each ${name} query must have the same number of columns`);
    return left;
  }
  const columns = left.columns.map((column, at): OutputColumn => {
    const other = right.columns[at]!;
    const node = targetOf(select.rarg, at) ?? place ?? null;
    const common = toCommon(
      a,
      [
        { ...column, node: targetOf(select.larg, at) ?? node },
        { ...other, node },
      ],
      name,
      null,
    );
    const isNew = select.op !== 'SETOP_UNION' || !select.all;
    if (isNew) requireOrder(a, common, node, true);
    return { name: column.name, type: common.type, modifiers: common.modifiers };
  });
  return { columns, open: false };
}

function targetOf(select: SelectStmt | undefined, at: number): Node | undefined {
  const target = select?.targetList?.[at];
  return target && 'ResTarget' in target ? target.ResTarget.val : undefined;
}

/** UNION, INTERSECT and EXCEPT; `onLeft` is told of the first query's columns, for recursion. */
export function transformSetOperation(
  a: Analysis,
  scope: Scope,
  select: SelectStmt,
  onLeft?: (row: RowShape) => void,
): RowShape {
  const row = combine(a, scope, select, onLeft);
  if (select.sortClause) orderResult(a, scope, select.sortClause, row);
  transformLimits(a, scope, select);
  checkLocking(a, scope, select, false);
  return row;
}

/** Only names and numbers of the result's columns can be ordered by. */
function orderResult(a: Analysis, scope: Scope, clause: readonly Node[], row: RowShape): void {
  if (row.open) return;
  const inner = createScope(scope, 'order');
  inner.items = [createItem(a, inner, { alias: '*SELECT*', row })];
  for (const one of clause) {
    const node = 'SortBy' in one ? one.SortBy.node : undefined;
    if (!node) continue;
    const name =
      'ColumnRef' in node && node.ColumnRef.fields?.length === 1
        ? strings(node.ColumnRef.fields)[0]
        : undefined;
    const column = row.columns.find((found) => found.name === name);
    if (name !== undefined && column) {
      requireOrder(a, { ...column, node }, node, false);
      continue;
    }
    if ('A_Const' in node && node.A_Const.ival) {
      const position = node.A_Const.ival.ival ?? 0;
      if (!row.columns[position - 1])
        reportInvalid(a, '42P10', placeOf(a, node), `ORDER BY position ${position} is not in select list`);
      continue;
    }
    const before = a.problems.length;
    within(inner, 'order', () => transformExpression(a, inner, node));
    if (a.problems.length === before && !a.sees.partial)
      reportInvalid(a, '0A000', placeOf(a, node), 'invalid UNION/INTERSECT/EXCEPT ORDER BY clause');
  }
}
