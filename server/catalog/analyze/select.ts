import type { Node, SelectStmt } from '@pgsql/types';
import type { Analysis, OutputColumn, RowShape } from './analysis.ts';
import { transformWith } from './common-table.ts';
import { toCommon } from './conditional.ts';
import { transformExpression } from './expression.ts';
import type { ExpressionKind } from './expression-kind.ts';
import { transformFrom } from './from.ts';
import { checkGrouping } from './grouping.ts';
import { transformInsert } from './insert.ts';
import { checkLocking } from './locking.ts';
import { transformMerge } from './merge.ts';
import { coerceOperand, type Operand, placeOf, reportMismatch, requireBoolean } from './operand.ts';
import { reportInvalid, reportMisplaced } from './report.ts';
import type { Scope } from './scope.ts';
import { transformSetOperation } from './set-operation.ts';
import { resolveDistinct, resolveGroup, resolveOrder } from './sort-clause.ts';
import { type Target, transformTargets } from './target-list.ts';
import { formatType } from './type-facts.ts';
import { transformDelete, transformUpdate } from './update.ts';
import { declareWindows, transformWindow } from './window.ts';

/** Analyses a query in a scope of its own and gives its columns; literals in them may still have no type. */
export function transformQuery(a: Analysis, scope: Scope, node: Node | undefined): RowShape {
  if (!node) return { columns: [], open: true };
  if ('SelectStmt' in node) return transformSelect(a, scope, node.SelectStmt);
  if ('InsertStmt' in node) return transformInsert(a, scope, node.InsertStmt);
  if ('UpdateStmt' in node) return transformUpdate(a, scope, node.UpdateStmt);
  if ('DeleteStmt' in node) return transformDelete(a, scope, node.DeleteStmt);
  if ('MergeStmt' in node) return transformMerge(a, scope, node.MergeStmt);
  return { columns: [], open: true };
}

export function transformSelect(a: Analysis, scope: Scope, select: SelectStmt): RowShape {
  if (select.withClause) transformWith(a, scope, select.withClause);
  if (select.op !== undefined && select.op !== 'SETOP_NONE' && select.larg && select.rarg)
    return transformSetOperation(a, scope, select);
  if (select.valuesLists) return transformValues(a, scope, select);
  return transformPlain(a, scope, select);
}

/** Literals whose type nothing decides are text. */
export function settleUnknown(row: RowShape): RowShape {
  if (!row.columns.some((column) => column.type === 'unknown')) return row;
  return {
    open: row.open,
    columns: row.columns.map((column) =>
      column.type === 'unknown' ? { name: column.name, type: 'text', modifiers: [] } : column,
    ),
  };
}

export function within<T>(scope: Scope, kind: ExpressionKind, read: () => T): T {
  const outer = scope.kind;
  scope.kind = kind;
  const result = read();
  scope.kind = outer;
  return result;
}

function toOutput(target: Target): OutputColumn {
  const { name, value } = target;
  const column = { name, type: value.type, modifiers: value.modifiers };
  return value.type === 'unknown' && value.literal !== undefined
    ? { ...column, literal: value.literal }
    : column;
}

function transformPlain(a: Analysis, scope: Scope, select: SelectStmt): RowShape {
  if (select.windowClause) declareWindows(a, scope, select.windowClause);
  scope.kind = 'from subquery';
  transformFrom(a, scope, select.fromClause ?? []);
  scope.kind = 'select';
  const setsBefore = scope.setCalls;
  const list = transformTargets(a, scope, select.targetList ?? []);
  const { targets, open } = list;
  const clause = (node: Node | undefined, kind: ExpressionKind, words: string) => {
    if (node) within(scope, kind, () => requireBoolean(a, transformExpression(a, scope, node), words));
  };
  clause(select.whereClause, 'where', 'WHERE');
  clause(select.havingClause, 'having', 'HAVING');
  const order = resolveOrder(a, scope, select.sortClause ?? [], list);
  const groups = resolveGroup(a, scope, select.groupClause ?? [], list);
  if (select.distinctClause) resolveDistinct(a, scope, select.distinctClause, list, order);
  transformLimits(a, scope, select);
  for (const one of select.windowClause ?? [])
    if ('WindowDef' in one) transformWindow(a, scope, { ...one.WindowDef }, one.WindowDef.location);
  const isGrouped =
    scope.hasAggregates || select.groupClause !== undefined || select.havingClause !== undefined;
  if (isGrouped) checkGrouping(a, scope, select, targets, order, groups);
  checkLocking(a, scope, select, scope.setCalls > setsBefore);
  return { columns: targets.map(toOutput), open };
}

/** LIMIT and OFFSET: whole numbers without columns. */
export function transformLimits(a: Analysis, scope: Scope, select: SelectStmt): void {
  for (const [node, words] of [
    [select.limitOffset, 'OFFSET'],
    [select.limitCount, 'LIMIT'],
  ] as const) {
    if (!node || ('A_Const' in node && node.A_Const.isnull)) continue;
    const before = a.references.size;
    const value = within(scope, 'limit', () => transformExpression(a, scope, node));
    if (!coerceOperand(a, value, 'int8', 'assignment'))
      reportMismatch(
        a,
        value,
        'int8',
        `argument of ${words} must be type bigint, not type ${formatType(a, value.type)}`,
      );
    const own = [...a.references.values()].slice(before).some((target) => target.scope === scope);
    if (own)
      reportMisplaced(
        a,
        '42P10',
        placeOf(a, node),
        `argument of ${words} must not contain variables`,
        'column reference',
      );
  }
}

/** VALUES: rows of one length, columns of common types. */
function transformValues(a: Analysis, scope: Scope, select: SelectStmt): RowShape {
  const lists = select.valuesLists ?? [];
  scope.kind = lists.length === 1 ? 'values single' : 'values';
  const rows: Operand[][] = [];
  for (const list of lists) {
    const items = 'List' in list ? (list.List.items ?? []) : [];
    const row: Operand[] = [];
    for (const item of items) {
      const isStar = 'ColumnRef' in item && (item.ColumnRef.fields ?? []).some((field) => 'A_Star' in field);
      const value = transformExpression(a, scope, item);
      if (isStar && value.row) row.push(...value.row.columns.map((column) => ({ ...column, node: item })));
      else row.push(value);
    }
    const first = rows[0];
    if (first && row.length !== first.length) {
      reportInvalid(a, '42601', placeOf(a, items[0]), 'VALUES lists must all be the same length');
      return { columns: [], open: true };
    }
    rows.push(row);
  }
  scope.kind = 'select';
  const columns = (rows[0] ?? []).map((first, at): OutputColumn => {
    const name = `column${at + 1}`;
    if (rows.length === 1) return toOutput({ name, value: first, node: first.node, column: null });
    const common = toCommon(
      a,
      rows.map((row) => row[at]!),
      'VALUES',
      null,
    );
    return { name, type: common.type, modifiers: common.modifiers };
  });
  const targets = columns.map(
    (column): Target => ({ name: column.name, value: { ...column, node: null }, node: null, column: null }),
  );
  resolveOrder(a, scope, select.sortClause ?? [], { targets, open: false });
  transformLimits(a, scope, select);
  return { columns, open: false };
}
