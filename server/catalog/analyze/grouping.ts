import type { Node, SelectStmt } from '@pgsql/types';
import { walkTree } from '../../syntax/walk-tree.ts';
import type { Analysis, ColumnTarget } from './analysis.ts';
import { columnKey, expressionKey } from './expression-key.ts';
import { placeOf } from './operand.ts';
import { report } from './report.ts';
import type { Scope } from './scope.ts';
import { type GroupKeys, type SortKey, targetKey } from './sort-clause.ts';
import type { Target } from './target-list.ts';

interface Grouping {
  readonly a: Analysis;
  readonly scope: Scope;
  /** What is grouped by, as keys of expressions. */
  readonly keys: ReadonlySet<string>;
  /** Whether some of them are more than columns, so that whole expressions have to be compared. */
  readonly hasExpressions: boolean;
  /** Those that every grouping set has. */
  readonly common: ReadonlySet<string>;
  /** Items whose primary key is grouped by, so that all their columns are. */
  readonly determined: Map<number, boolean>;
}

/** Columns that are neither grouped by nor inside of an aggregate (parseCheckAggregates). */
export function checkGrouping(
  a: Analysis,
  scope: Scope,
  select: SelectStmt,
  targets: readonly Target[],
  order: readonly SortKey[],
  groups: GroupKeys,
): void {
  // Whether two subqueries are the same expression is not looked at.
  if ((select.groupClause ?? []).some(hasSubLink)) return;
  const grouping: Grouping = {
    a,
    scope,
    keys: new Set(groups.keys.map((group) => group.key)),
    hasExpressions: groups.keys.some((group) => !group.key.startsWith('$')),
    common: groups.common,
    determined: new Map(),
  };
  for (const target of targets) {
    if (target.column) checkColumn(grouping, target.column, null, target.name, false);
    else if (!grouping.keys.has(targetKey(a, target))) visit(grouping, target.node, false);
  }
  visit(grouping, select.havingClause, false);
  for (const key of order) if (!key.isTarget) visit(grouping, key.place, false);
  for (const one of select.windowClause ?? []) visit(grouping, one, false);
  for (const one of select.distinctClause ?? []) {
    const isName =
      'ColumnRef' in one &&
      targets.some((target) => a.references.get(one.ColumnRef) === undefined && target.node !== null);
    if (!isName) visit(grouping, one, false);
  }
}

function hasSubLink(node: Node): boolean {
  let found = false;
  walkTree(node, (kind) => {
    found ||= kind === 'SubLink';
    return !found;
  });
  return found;
}

function visit(grouping: Grouping, node: unknown, isInner: boolean): void {
  if (Array.isArray(node)) {
    for (const one of node) visit(grouping, one, isInner);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const { a, keys } = grouping;
  const entries = Object.entries(node);
  const [tag, fields] = entries[0] ?? ['', null];
  const isTagged =
    entries.length === 1 && /^[A-Z]/.test(tag) && typeof fields === 'object' && fields !== null;
  if (!isTagged) {
    for (const [, value] of entries) visit(grouping, value, isInner);
    return;
  }
  if (tag === 'GroupingFunc') return;
  const owner = a.aggregates.get(fields);
  if (owner && (owner === grouping.scope || isAround(owner, grouping.scope))) return;
  const target = a.references.get(fields);
  if (target) {
    if (target.scope === grouping.scope) checkColumn(grouping, target, node as Node, null, isInner);
    return;
  }
  if (grouping.hasExpressions && !isInner && tag !== 'ResTarget' && keys.has(expressionKey(a, node))) return;
  visit(grouping, fields, isInner || tag === 'SubLink');
}

/** An aggregate of a query further out is a constant here. */
function isAround(outer: Scope, scope: Scope): boolean {
  for (let level = scope.parent; level; level = level.parent) if (level === outer) return true;
  return false;
}

function checkColumn(
  grouping: Grouping,
  target: ColumnTarget,
  node: Node | null,
  name: string | null,
  isInner: boolean,
): void {
  const { a, keys, scope } = grouping;
  if (keys.has(columnKey(target.item, target.column)) || isDetermined(grouping, target.item)) return;
  const item = scope.known.get(target.item);
  const parts = item?.columns[target.column]?.parts;
  if (parts?.every((part) => keys.has(columnKey(part.item, part.column)))) return;
  const column = item?.columns[target.column]?.name ?? name ?? '';
  const written = item?.alias ? `${item.alias}.${column}` : column;
  const message = isInner
    ? `subquery uses ungrouped column "${written}" from outer query`
    : `column "${written}" must appear in the GROUP BY clause or be used in an aggregate function`;
  report(a, '42803', placeOf(a, node), message, { kind: 'grouping', column: written });
}

/** Whether the primary key of an item's table is grouped by. */
function isDetermined(grouping: Grouping, item: number): boolean {
  const known = grouping.determined.get(item);
  if (known !== undefined) return known;
  const table = grouping.scope.known.get(item)?.table;
  let result = false;
  if (table) {
    const key = table.constraints.find((constraint) => constraint.kind === 'primary key');
    result =
      key?.kind === 'primary key' &&
      !key.deferrable &&
      key.columns.every((number) => {
        const at = table.columns.findIndex((column) => column.number === number);
        return grouping.common.has(columnKey(item, at));
      });
    if (result) grouping.a.uses.keys.add(table.oid);
    result ||= !table.complete;
  }
  grouping.determined.set(item, result);
  return result;
}
