import type { InsertStmt, Node } from '@pgsql/types';
import type { Analysis, RowShape } from './analysis.ts';
import { transformWith } from './common-table.ts';
import { transformConflict } from './conflict.ts';
import { transformExpression } from './expression.ts';
import {
  checkAssigned,
  checkWritable,
  type Target,
  targetColumn,
  transformReturning,
  transformTarget,
} from './modify.ts';
import { type Operand, placeOf } from './operand.ts';
import { report, reportInvalid } from './report.ts';
import { createScope, type Scope } from './scope.ts';
import { transformQuery } from './select.ts';
import { isStar } from './target-list.ts';

/** A column to insert into: its place in the target, null where it is unknown; `plain` without subscripts or fields. */
interface InsertColumn {
  readonly at: number | null;
  readonly plain: boolean;
  readonly node: Node | null;
}

function insertColumns(
  a: Analysis,
  target: Target,
  nodes: readonly Node[] | undefined,
): readonly InsertColumn[] | null {
  if (!nodes)
    return target.item.open ? null : target.item.columns.map((_, at) => ({ at, plain: true, node: null }));
  const seen = new Set<string>();
  return nodes.flatMap((node): InsertColumn[] => {
    if (!('ResTarget' in node)) return [];
    const { name = '', location, indirection } = node.ResTarget;
    const place = a.places.token(location);
    const at = targetColumn(a, target, name, place);
    if (seen.has(name) && !indirection)
      report(a, '42701', place, `column "${name}" specified more than once`, {
        kind: 'duplicate-name',
        name,
      });
    seen.add(name);
    return [{ at, plain: !indirection, node }];
  });
}

/** INSERT; gives the columns of RETURNING. */
export function transformInsert(a: Analysis, scope: Scope, node: InsertStmt): RowShape {
  if (node.withClause) transformWith(a, scope, node.withClause);
  const target = transformTarget(a, scope, node.relation);
  const columns = insertColumns(a, target, node.cols);
  const overriding = node.override === 'OVERRIDING_SYSTEM_VALUE' || node.override === 'OVERRIDING_USER_VALUE';
  const select = node.selectStmt && 'SelectStmt' in node.selectStmt ? node.selectStmt.SelectStmt : null;
  if (select?.valuesLists && !select.sortClause && !select.limitCount && !select.withClause)
    insertValues(a, scope, target, columns, select.valuesLists, {
      isListed: node.cols !== undefined,
      overriding,
    });
  else if (node.selectStmt) {
    const row = transformQuery(a, createScope(scope, 'select'), node.selectStmt);
    const places = (select?.targetList ?? []).map((one) =>
      'ResTarget' in one ? (one.ResTarget.val ?? null) : null,
    );
    const values = row.columns.map(
      (column, at): Operand => ({
        ...column,
        node: places.length === row.columns.length ? (places[at] ?? null) : null,
      }),
    );
    if (!row.open && columns)
      insertRow(a, target, columns, values, {
        isListed: node.cols !== undefined,
        overriding,
        place: select?.targetList?.[0] ?? null,
      });
  }
  scope.items = [target.item];
  if (node.onConflictClause) transformConflict(a, scope, target, node.onConflictClause);
  return transformReturning(a, scope, node.returningClause, target);
}

function insertValues(
  a: Analysis,
  scope: Scope,
  target: Target,
  columns: readonly InsertColumn[] | null,
  lists: readonly Node[],
  how: { readonly isListed: boolean; readonly overriding: boolean },
): void {
  const inner = createScope(scope, lists.length === 1 ? 'values single' : 'values');
  let width: number | null = null;
  const isExpanded = lists.some((list) => 'List' in list && (list.List.items ?? []).some(isStar));
  for (const list of lists) {
    const items = 'List' in list ? (list.List.items ?? []) : [];
    if (width !== null && items.length !== width && !isExpanded) {
      reportInvalid(a, '42601', placeOf(a, items[0]), 'VALUES lists must all be the same length');
      return;
    }
    width = items.length;
    const values = items.map((item): Operand | null =>
      'SetToDefault' in item ? null : transformExpression(a, inner, item),
    );
    const hasStar = items.some(isStar);
    if (columns && !hasStar) insertRow(a, target, columns, values, { ...how, place: items[0] ?? null });
  }
}

/** One row: as many values as columns, each of a type that its column takes; null stands for DEFAULT. */
function insertRow(
  a: Analysis,
  target: Target,
  columns: readonly InsertColumn[],
  values: readonly (Operand | null)[],
  how: { readonly isListed: boolean; readonly overriding: boolean; readonly place: Node | null },
): void {
  if (values.length > columns.length) {
    const extra = values[columns.length];
    reportInvalid(
      a,
      '42601',
      placeOf(a, extra?.node ?? how.place),
      'INSERT has more expressions than target columns',
    );
    return;
  }
  if (how.isListed && values.length < columns.length) {
    const missing = columns[values.length]?.node;
    const location = missing && 'ResTarget' in missing ? missing.ResTarget.location : undefined;
    reportInvalid(a, '42601', a.places.token(location), 'INSERT has more target columns than expressions');
    return;
  }
  for (const [index, value] of values.entries()) {
    const column = columns[index];
    if (!column || column.at === null || !value) continue;
    if (column.plain) checkAssigned(a, target, column.at, value);
    const named =
      column.node && 'ResTarget' in column.node
        ? a.places.token(column.node.ResTarget.location)
        : placeOf(a, value.node ?? how.place);
    checkWritable(a, target, column.at, named, { verb: 'insert', overriding: how.overriding });
  }
}
