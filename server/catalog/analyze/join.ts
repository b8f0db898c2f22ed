import type { JoinExpr } from '@pgsql/types';
import { strings } from '../types.ts';
import type { Analysis } from './analysis.ts';
import { commonType } from './coerce.ts';
import { applyOperator } from './operator-expression.ts';
import { report, reportInvalid } from './report.ts';
import type { ItemColumn, Scope, ScopeItem } from './scope.ts';
import { formatType, opaque } from './type-facts.ts';
import { useColumn } from './uses.ts';

function withOrigin(item: ScopeItem): ItemColumn[] {
  return item.columns.map((column, at) => ({
    ...column,
    origin: column.origin ?? { item: item.id, column: at },
  }));
}

/** The columns of a join: those that USING or NATURAL merge, then the left ones, then the right ones. */
export function joinItems(
  a: Analysis,
  scope: Scope,
  join: JoinExpr,
  left: ScopeItem,
  right: ScopeItem,
): ItemColumn[] {
  const leftColumns = withOrigin(left);
  const rightColumns = withOrigin(right);
  const names = join.isNatural
    ? leftColumns
        .map((column) => column.name)
        .filter((name) => rightColumns.some((column) => column.name === name))
    : strings(join.usingClause);
  if (names.length === 0) return [...leftColumns, ...rightColumns];
  const merged: ItemColumn[] = [];
  for (const name of names) {
    const ours = findOne(a, leftColumns, name, 'left', left.open);
    const theirs = findOne(a, rightColumns, name, 'right', right.open);
    for (const side of [ours, theirs])
      if (side?.origin) useColumn(a, scope.known.get(side.origin.item), side.origin.column);
    merged.push(merge(a, join, name, ours, theirs));
  }
  const isRest = (column: ItemColumn) => !names.includes(column.name);
  return [...merged, ...leftColumns.filter(isRest), ...rightColumns.filter(isRest)];
}

function findOne(
  a: Analysis,
  columns: readonly ItemColumn[],
  name: string,
  side: string,
  open: boolean,
): ItemColumn | null {
  const found = columns.filter((column) => column.name === name);
  const at = a.places.find(name, undefined);
  if (found.length > 1)
    report(a, '42702', at, `common column name "${name}" appears more than once in ${side} table`, {
      kind: 'ambiguous-name',
      what: 'column',
      name,
    });
  if (found.length === 0 && !open && !a.sees.partial)
    report(a, '42703', at, `column "${name}" specified in USING clause does not exist in ${side} table`, {
      kind: 'unresolved-column',
      column: name,
      table: null,
      tableName: null,
      candidates: columns.map((column) => column.name),
    });
  return found[0] ?? null;
}

function merge(
  a: Analysis,
  join: JoinExpr,
  name: string,
  left: ItemColumn | null,
  right: ItemColumn | null,
): ItemColumn {
  if (!left || !right) return { name, type: opaque, modifiers: [] };
  const common = commonType(a, [left.type, right.type]);
  const at = a.places.find(name, undefined);
  if (!('type' in common)) {
    reportInvalid(
      a,
      '42804',
      at,
      `JOIN/USING types ${formatType(a, left.type)} and ${formatType(a, right.type)} cannot be matched`,
    );
    return { name, type: opaque, modifiers: [] };
  }
  applyOperator(a, '=', { ...left, node: null }, { ...right, node: null }, undefined, null);
  const shown = join.jointype === 'JOIN_RIGHT' ? right : left;
  const hasSameModifiers = left.modifiers.join() === right.modifiers.join();
  const isFull = join.jointype === 'JOIN_FULL';
  const modifiers = (!isFull && shown.type === common.type) || hasSameModifiers ? shown.modifiers : [];
  const merged: ItemColumn = { name, type: common.type, modifiers };
  if (!isFull) return shown.origin ? { ...merged, origin: shown.origin } : merged;
  return left.origin && right.origin ? { ...merged, parts: [left.origin, right.origin] } : merged;
}
