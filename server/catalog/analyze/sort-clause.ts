import type { Node } from '@pgsql/types';
import { strings } from '../types.ts';
import type { Analysis } from './analysis.ts';
import { transformExpression } from './expression.ts';
import { columnKey, expressionKey } from './expression-key.ts';
import { type Operand, operand, placeOf } from './operand.ts';
import { report, reportInvalid } from './report.ts';
import type { Scope } from './scope.ts';
import { within } from './select.ts';
import type { Target, TargetList } from './target-list.ts';
import { baseType, elementOf, formatType, opaque, type TypeId } from './type-facts.ts';

/** An expression to sort or group by, as it is written or as the output column that it names. */
export interface SortKey {
  readonly value: Operand;
  readonly node: Node | null;
  /** Equal for equal expressions. */
  readonly key: string;
  readonly place: Node;
  /** Whether it is a column of the select list. */
  readonly isTarget: boolean;
}

export function targetKey(a: Analysis, target: Target): string {
  if (target.column) return columnKey(target.column.item, target.column.column);
  return expressionKey(a, target.node);
}

type Clause = 'ORDER BY' | 'GROUP BY' | 'DISTINCT ON';

const kinds = { 'ORDER BY': 'order', 'GROUP BY': 'group', 'DISTINCT ON': 'distinct' } as const;

/** Whether a name is that of a column of FROM, which GROUP BY prefers to an output column. */
function isInputColumn(scope: Scope, name: string): boolean {
  return scope.items.some(
    (item) => item.areColumnsVisible && (item.open || item.columns.some((column) => column.name === name)),
  );
}

/** PostgreSQL's findTargetlistEntrySQL92: a name or a number of an output column, else an expression. */
function resolveKey(
  a: Analysis,
  scope: Scope,
  node: Node,
  { targets, open }: TargetList,
  clause: Clause,
): SortKey {
  const fields = 'ColumnRef' in node ? (node.ColumnRef.fields ?? []) : [];
  const names = 'ColumnRef' in node ? strings(fields) : [];
  const name = fields.length === 1 ? names[0] : undefined;
  if (name !== undefined && !(clause === 'GROUP BY' && isInputColumn(scope, name))) {
    const matching = targets.filter((target) => target.name === name);
    const first = matching[0];
    if (first && matching.some((target) => targetKey(a, target) !== targetKey(a, first)))
      report(a, '42702', placeOf(a, node), `${clause} "${name}" is ambiguous`, {
        kind: 'ambiguous-name',
        what: 'column',
        name,
      });
    if (first) return fromTarget(a, first, node);
  }
  if ('A_Const' in node && !node.A_Const.isnull) {
    const position = node.A_Const.ival ? (node.A_Const.ival.ival ?? 0) : null;
    if (position === null) reportInvalid(a, '42601', placeOf(a, node), `non-integer constant in ${clause}`);
    const target = position === null ? undefined : targets[position - 1];
    if (target) return fromTarget(a, target, node);
    // What `*` of something unknown stands for may have that many columns.
    if (position !== null && (!open || position < 1))
      reportInvalid(a, '42P10', placeOf(a, node), `${clause} position ${position} is not in select list`);
    return { value: operand(opaque, node), node, key: expressionKey(a, node), place: node, isTarget: true };
  }
  const value = within(scope, kinds[clause], () => transformExpression(a, scope, node));
  const key = expressionKey(a, node);
  return { value, node, key, place: node, isTarget: targets.some((target) => targetKey(a, target) === key) };
}

function fromTarget(a: Analysis, target: Target, place: Node): SortKey {
  return { value: target.value, node: target.node, key: targetKey(a, target), place, isTarget: true };
}

/** Whether values of a type can be sorted or, for grouping, hashed. */
function hasOrder(a: Analysis, type: TypeId, orHash: boolean): boolean {
  const element = elementOf(a, type);
  if (element !== null) return hasOrder(a, element, orHash);
  const base = baseType(a, type);
  if (
    base === opaque ||
    base === 'unknown' ||
    base.startsWith('#') ||
    base.startsWith('.') ||
    base.includes('.')
  )
    return true;
  if (base === 'record' || a.builtins.type(base)?.kind !== 'base') return true;
  return (
    a.builtins.hasDefaultOperatorClass('btree', base) ||
    (orHash && a.builtins.hasDefaultOperatorClass('hash', base))
  );
}

export function requireOrder(a: Analysis, value: Operand, place: Node | null, orHash: boolean): void {
  if (hasOrder(a, value.type, orHash)) return;
  const name = formatType(a, value.type);
  const words = orHash ? 'equality' : 'ordering';
  report(a, '42883', placeOf(a, place), `could not identify an ${words} operator for type ${name}`, {
    kind: 'undefined-operator',
    operator: orHash ? '=' : '<',
    left: name,
    right: name,
  });
}

export function resolveOrder(
  a: Analysis,
  scope: Scope,
  clause: readonly Node[],
  list: TargetList,
): SortKey[] {
  const keys: SortKey[] = [];
  for (const one of clause) {
    if (!('SortBy' in one) || !one.SortBy.node) continue;
    const key = resolveKey(a, scope, one.SortBy.node, list, 'ORDER BY');
    requireOrder(a, key.value, one.SortBy.node, false);
    keys.push(key);
  }
  return keys;
}

export interface GroupKeys {
  /** The expressions, those of grouping sets too. */
  readonly keys: readonly SortKey[];
  /** The keys that every grouping set has. */
  readonly common: ReadonlySet<string>;
}

/** GROUP BY: each of its items takes part in every grouping set that the others make. */
export function resolveGroup(
  a: Analysis,
  scope: Scope,
  clause: readonly Node[],
  list: TargetList,
): GroupKeys {
  const items = clause.map((node) => resolveGroupItem(a, scope, node, list));
  return {
    keys: items.flatMap((item) => item.keys),
    common: new Set(items.flatMap((item) => [...item.common])),
  };
}

function resolveGroupItem(a: Analysis, scope: Scope, node: Node, list: TargetList): GroupKeys {
  if ('RowExpr' in node && node.RowExpr.row_format === 'COERCE_IMPLICIT_CAST')
    return resolveGroup(a, scope, node.RowExpr.args ?? [], list);
  if (!('GroupingSet' in node)) {
    const key = resolveKey(a, scope, node, list, 'GROUP BY');
    requireOrder(a, key.value, node, true);
    return { keys: [key], common: new Set([key.key]) };
  }
  const { kind, content } = node.GroupingSet;
  if (kind === 'GROUPING_SET_SIMPLE') return resolveGroup(a, scope, content ?? [], list);
  const sets = (content ?? []).map((one) => resolveGroupItem(a, scope, one, list));
  const [first, ...others] = sets;
  // ROLLUP and CUBE have the empty set too.
  const common =
    first && kind === 'GROUPING_SET_SETS'
      ? [...first.common].filter((key) => others.every((set) => set.common.has(key)))
      : [];
  return { keys: sets.flatMap((set) => set.keys), common: new Set(common) };
}

/** DISTINCT and DISTINCT ON, which must agree with ORDER BY. */
export function resolveDistinct(
  a: Analysis,
  scope: Scope,
  clause: readonly Node[],
  list: TargetList,
  order: readonly SortKey[],
): void {
  const expressions = clause.filter((node) => Object.keys(node).length > 0);
  if (expressions.length === 0) {
    for (const target of list.targets) requireOrder(a, target.value, target.node, true);
    const missing = list.open ? undefined : order.find((key) => !key.isTarget);
    if (missing)
      reportInvalid(
        a,
        '42P10',
        placeOf(a, missing.place),
        'for SELECT DISTINCT, ORDER BY expressions must appear in select list',
      );
    return;
  }
  const keys = expressions.map((node) => resolveKey(a, scope, node, list, 'DISTINCT ON'));
  for (const key of keys) requireOrder(a, key.value, key.place, true);
  const wanted = new Set(keys.map((key) => key.key));
  const distinctOrder: string[] = [];
  let skipped = false;
  for (const { key } of order) {
    if (!wanted.has(key)) skipped = true;
    else if (skipped && !distinctOrder.includes(key)) {
      reportInvalid(
        a,
        '42P10',
        placeOf(a, expressions[0]),
        'SELECT DISTINCT ON expressions must match initial ORDER BY expressions',
      );
      return;
    } else distinctOrder.push(key);
  }
  if (skipped && keys.some(({ key }) => !distinctOrder.includes(key)))
    reportInvalid(
      a,
      '42P10',
      placeOf(a, expressions[0]),
      'SELECT DISTINCT ON expressions must match initial ORDER BY expressions',
    );
}
