import type { Node, RangeVar, ReturningClause } from '@pgsql/types';
import type { SourceRange } from '../../syntax/statement.ts';
import { isTable, isView } from '../catalog.ts';
import type { Column, Relation, Table } from '../model.ts';
import { similarNames } from '../similar-names.ts';
import type { Analysis, RowShape } from './analysis.ts';
import { transformFrom } from './from.ts';
import { coerceOperand, type Operand, reportMismatch } from './operand.ts';
import { findRelation } from './relation.ts';
import { report } from './report.ts';
import { createItem, createScope, type Scope, type ScopeItem } from './scope.ts';
import { settleUnknown, within } from './select.ts';
import { transformTargets } from './target-list.ts';
import { formatType } from './type-facts.ts';
import { useColumn } from './uses.ts';

/** The relation that a statement changes. */
export interface Target {
  readonly item: ScopeItem;
  readonly table: Table | null;
  readonly relation: Relation | null;
  readonly name: string;
}

/** Reads the relation that INSERT, UPDATE, DELETE or MERGE changes; its item is not yet seen by names. */
export function transformTarget(a: Analysis, scope: Scope, range: RangeVar | undefined): Target {
  const probe = createScope(null, 'select');
  const node: Node = { RangeVar: range ?? {} };
  transformFrom(a, probe, [node]);
  const item = probe.items[0] ?? createItem(a, scope, { alias: '', row: { columns: [], open: true } });
  scope.known.set(item.id, item);
  const relation = range
    ? (findRelation(a, range.schemaname ?? null, range.relname ?? '')?.relation ?? null)
    : null;
  return {
    item,
    table: isTable(relation ?? undefined) ? (relation as Table) : null,
    relation,
    name: range?.relname ?? '',
  };
}

/** The number of the target's column of that name; null where it has none, which is reported. */
export function targetColumn(a: Analysis, target: Target, name: string, at: SourceRange): number | null {
  const found = target.item.columns.findIndex((column) => column.name === name);
  if (found >= 0) {
    useColumn(a, target.item, found);
    return found;
  }
  if (target.item.open || a.sees.partial || !target.relation || isView(target.relation)) {
    if (target.item.open || a.sees.partial || !target.relation) return null;
  }
  report(a, '42703', at, `column "${name}" of relation "${target.name}" does not exist`, {
    kind: 'unresolved-column',
    column: name,
    table: target.table?.oid ?? null,
    tableName: target.name,
    candidates: similarNames(
      name,
      target.item.columns.map((column) => column.name),
    ),
  });
  return null;
}

/** The column of the table behind a column of the item, where there is one. */
export function columnBehind(target: Target, at: number): Column | undefined {
  return target.table?.columns[at];
}

/** A value must be of the column's type or become of it when it is stored (transformAssignedExpr). */
export function checkAssigned(a: Analysis, target: Target, at: number, value: Operand): void {
  const column = target.item.columns[at];
  if (!column) return;
  if (coerceOperand(a, value, column.type, 'assignment')) return;
  reportMismatch(
    a,
    value,
    column.type,
    `column "${column.name}" is of type ${formatType(a, column.type)} but expression is of type ${formatType(a, value.type)}`,
  );
}

/** Generated columns, and identity columns that are GENERATED ALWAYS, take no value but DEFAULT. */
export function checkWritable(
  a: Analysis,
  target: Target,
  at: number,
  place: SourceRange,
  how: { readonly verb: 'insert' | 'update'; readonly overriding: boolean },
): void {
  const column = columnBehind(target, at);
  if (!column) return;
  const isIdentity = column.identity === 'always' && !how.overriding;
  if (column.generated === null && !isIdentity) return;
  const message =
    how.verb === 'insert'
      ? `cannot insert a non-DEFAULT value into column "${column.name}"`
      : `column "${column.name}" can only be updated to DEFAULT`;
  report(a, '428C9', place, message, { kind: 'invalid-query', what: message });
}

/** RETURNING, which sees the statement's items, and OLD and NEW. */
export function transformReturning(
  a: Analysis,
  scope: Scope,
  clause: ReturningClause | undefined,
  target: Target,
): RowShape {
  if (!clause) return { columns: [], open: false };
  const inner = createScope(scope.parent, 'returning', { variables: scope.variables });
  for (const [name, table] of scope.tables) inner.tables.set(name, table);
  inner.items = scope.items;
  for (const [id, item] of scope.known) inner.known.set(id, item);
  const named = new Map(
    (clause.options ?? []).flatMap((one) =>
      'ReturningOption' in one
        ? [[one.ReturningOption.option ?? '', one.ReturningOption.value ?? ''] as const]
        : [],
    ),
  );
  const { item } = target;
  const row = { columns: item.columns, open: item.open };
  for (const [option, name] of [
    ['RETURNING_OPTION_OLD', 'old'],
    ['RETURNING_OPTION_NEW', 'new'],
  ] as const) {
    const alias = named.get(option) ?? name;
    if (a.builtins.version < 18 || inner.items.some((one) => one.alias === alias)) continue;
    const added = createItem(a, inner, {
      alias,
      row,
      rowType: item.rowType,
      systemColumns: item.systemColumns,
    });
    inner.items = [...inner.items, { ...added, areColumnsVisible: false }];
  }
  const { targets, open } = within(inner, 'returning', () => transformTargets(a, inner, clause.exprs ?? []));
  const columns = targets.map(({ name, value }) => ({ name, type: value.type, modifiers: value.modifiers }));
  return settleUnknown({ columns, open });
}
