import type { Node } from '@pgsql/types';
import { figureColumnName } from '../names.ts';
import { strings } from '../types.ts';
import type { Analysis, ColumnTarget } from './analysis.ts';
import { transformExpression } from './expression.ts';
import { type Operand, operand } from './operand.ts';
import { reportInvalid } from './report.ts';
import type { Scope, ScopeItem } from './scope.ts';
import { findItem, levelOf } from './scope-items.ts';
import { opaque, rowOf } from './type-facts.ts';
import { useColumn } from './uses.ts';

/** One column of a select list. */
export interface Target {
  readonly name: string;
  readonly value: Operand;
  /** Null for a column of `*`. */
  readonly node: Node | null;
  /** What a column of `*` is. */
  readonly column: ColumnTarget | null;
}

export interface TargetList {
  readonly targets: readonly Target[];
  /** True where `*` of something unknown is among them. */
  readonly open: boolean;
}

/** Whether an expression stands for several columns: `*`, `t.*`, `(x).*`. */
export function isStar(node: Node | undefined): boolean {
  const parts =
    node && 'ColumnRef' in node
      ? node.ColumnRef.fields
      : node && 'A_Indirection' in node
        ? node.A_Indirection.indirection
        : undefined;
  return parts?.some((part) => 'A_Star' in part) ?? false;
}

/** Reads a select or RETURNING list, with `*` spelled out. */
export function transformTargets(a: Analysis, scope: Scope, nodes: readonly Node[]): TargetList {
  const targets: Target[] = [];
  let open = false;
  const addItem = (level: Scope, item: ScopeItem) => {
    open ||= item.open;
    for (const [at, column] of item.columns.entries()) {
      const target = {
        scope: level,
        item: column.origin?.item ?? item.id,
        column: column.origin?.column ?? at,
      };
      for (const part of column.parts ?? [target]) useColumn(a, level.known.get(part.item), part.column);
      targets.push({ name: column.name, value: { ...column, node: null }, node: null, column: target });
    }
  };
  for (const node of nodes) {
    if (!('ResTarget' in node)) continue;
    const { name, val } = node.ResTarget;
    if (val && 'ColumnRef' in val && isStar(val)) {
      const names = strings(val.ColumnRef.fields);
      if (names.length === 0) {
        const shown = scope.items.filter((item) => item.areColumnsVisible);
        if (scope.items.length === 0)
          reportInvalid(
            a,
            '42601',
            a.places.token(val.ColumnRef.location),
            'SELECT * with no tables specified is not valid',
          );
        for (const item of shown) addItem(scope, item);
        continue;
      }
      const item = findItem(scope, names.length > 1 ? (names.at(-2) ?? null) : null, names.at(-1) ?? '');
      if (item) addItem(levelOf(scope, item), item);
      else open = addWhole(a, transformExpression(a, scope, val), targets, val) || open;
      continue;
    }
    if (val && 'A_Indirection' in val && isStar(val)) {
      const rest = (val.A_Indirection.indirection ?? []).filter((one) => !('A_Star' in one));
      const inner =
        rest.length > 0
          ? { A_Indirection: { ...val.A_Indirection, indirection: rest } }
          : val.A_Indirection.arg;
      open = addWhole(a, transformExpression(a, scope, inner), targets, val) || open;
      continue;
    }
    const value = val ? transformExpression(a, scope, val) : operand(opaque, null);
    targets.push({
      name: name ?? figureColumnName(val) ?? '?column?',
      value,
      node: val ?? null,
      column: null,
    });
  }
  return { targets, open };
}

/** The columns of a row value; true where they are not all known. */
function addWhole(a: Analysis, value: Operand, targets: Target[], node: Node): boolean {
  const row = value.row ?? rowOf(a, value.type);
  for (const column of row?.columns ?? [])
    targets.push({ name: column.name, value: { ...column, node: null }, node, column: null });
  return !row || row.open;
}
