import type { MultiAssignRef, Node } from '@pgsql/types';
import type { Analysis, RowShape } from './analysis.ts';
import { transformExpression } from './expression.ts';
import { checkAssigned, checkWritable, type Target, targetColumn } from './modify.ts';
import { type Operand, operand, placeOf } from './operand.ts';
import { report, reportInvalid } from './report.ts';
import type { Scope } from './scope.ts';
import { within } from './select.ts';
import { isStar } from './target-list.ts';
import { opaque } from './type-facts.ts';

/** `SET column = value, (a, b) = (…)` of UPDATE, ON CONFLICT and MERGE. */
export function assignTargets(a: Analysis, scope: Scope, target: Target, nodes: readonly Node[]): void {
  const seen = new Set<string>();
  const rows = new Map<unknown, RowShape | null>();
  for (const node of nodes) {
    if (!('ResTarget' in node)) continue;
    const { name = '', val, location, indirection } = node.ResTarget;
    const place = a.places.token(location);
    const isDefault = val !== undefined && 'SetToDefault' in val;
    const value = isDefault
      ? null
      : within(scope, 'update source', () =>
          val && 'MultiAssignRef' in val
            ? multiple(a, scope, val.MultiAssignRef, rows)
            : transformExpression(a, scope, val),
        );
    const at = targetColumn(a, target, name, place);
    if (at === null) continue;
    if (seen.has(name) && !indirection)
      report(a, '42601', place, `multiple assignments to same column "${name}"`, {
        kind: 'duplicate-name',
        name,
      });
    seen.add(name);
    if (!value) continue;
    if (!indirection) checkAssigned(a, target, at, value);
    checkWritable(a, target, at, place, { verb: 'update', overriding: false });
  }
}

/** One column of `(a, b) = ROW(…)` or `(a, b) = (SELECT …)`. */
function multiple(
  a: Analysis,
  scope: Scope,
  ref: MultiAssignRef,
  rows: Map<unknown, RowShape | null>,
): Operand | null {
  const { source, colno = 1, ncolumns = 1 } = ref;
  if (source && 'RowExpr' in source) {
    const items = source.RowExpr.args ?? [];
    if (items.some(isStar)) {
      if (colno === 1) transformExpression(a, scope, source);
      return operand(opaque, source);
    }
    if (items.length !== ncolumns && colno === 1)
      reportInvalid(a, '42601', placeOf(a, source), 'number of columns does not match number of values');
    const item = items[colno - 1];
    if (!item) return operand(opaque, source);
    return 'SetToDefault' in item ? null : transformExpression(a, scope, item);
  }
  if (!source || !('SubLink' in source)) {
    reportInvalid(
      a,
      '0A000',
      placeOf(a, source),
      'source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression',
    );
    return operand(opaque, source ?? null);
  }
  // All columns of one subquery share its node, which is read once; copies of it are told apart by their place.
  const key = source.SubLink.location;
  if (!rows.has(key)) {
    const link = { ...source.SubLink, subLinkType: 'MULTIEXPR_SUBLINK' as const };
    const value = transformExpression(a, scope, { SubLink: link });
    rows.set(key, value.row ?? null);
    if (value.row && !value.row.open && value.row.columns.length !== ncolumns)
      reportInvalid(a, '42601', placeOf(a, source), 'number of columns does not match number of values');
  }
  const column = rows.get(key)?.columns[colno - 1];
  return column ? { ...column, node: source } : operand(opaque, source);
}
