import { columnOf } from './catalog.ts';
import { chooseConstraintName, countConstraintName, isConstraintTaken } from './constraint-names.ts';
import {
  bodyStart,
  type ConstraintSpec,
  columnsRange,
  constraintNameRange,
  constraintRange,
  insideParentheses,
} from './constraint-spec.ts';
import type { Draft } from './draft.ts';
import { usedColumns } from './expression-names.ts';
import { keys } from './keys.ts';
import type { CheckConstraint, Oid, Table } from './model.ts';
import { putTable } from './put-table.ts';

/** Adds a CHECK constraint to a table and to its children. */
export function addCheck(draft: Draft, oid: Oid, spec: ConstraintSpec): void {
  const table = draft.table(oid);
  const node = spec.node;
  if (!table || !node.raw_expr) return;
  const { source } = draft;
  const range = constraintRange(source, spec);
  const nameRange = constraintNameRange(source, spec);
  if (
    node.conname !== undefined &&
    isConstraintTaken(draft, table, node.conname, { nameRange: nameRange ?? range })
  )
    return;
  const inside = insideParentheses(source, bodyStart(source, spec), spec.last);
  const columns = usedColumns(table, node.raw_expr);
  const only = columns.length === 1 ? columnOf(table, columns[0]!)?.name : undefined;
  const check: CheckConstraint = {
    kind: 'check',
    name: node.conname ?? chooseConstraintName(draft, table, only ?? null, 'check'),
    named: node.conname !== undefined,
    deferrable: false,
    initiallyDeferred: false,
    validated: !(node.skip_validation ?? false),
    enforced: spec.enforced,
    inherited: false,
    inline: spec.inline !== null,
    comment: null,
    range,
    columnsRange: columnsRange(source, spec),
    nameRange,
    expression: source.expression(node.raw_expr, inside?.first ?? spec.first, inside?.last ?? spec.last),
    columns,
    noInherit: node.is_no_inherit ?? false,
  };
  putCheck(draft, table, check);
}

/** Puts a check on a table, and as inherited on every child. */
export function putCheck(draft: Draft, table: Table, check: CheckConstraint): void {
  putTable(draft, { ...table, constraints: [...table.constraints, check] });
  countConstraintName(draft, table.schema, check.name, 1);
  if (check.noInherit) return;
  for (const childOid of childrenOf(draft, table.oid)) {
    const child = draft.table(childOid);
    if (!child || child.constraints.some((constraint) => constraint.name === check.name)) continue;
    putCheck(draft, child, inheritCheck(table, child, check));
  }
}

/** The same check on a child, whose columns may have other numbers. */
export function inheritCheck(parent: Table, child: Table, check: CheckConstraint): CheckConstraint {
  return { ...check, inherited: true, columns: numbersInChild(parent, child, check.columns) };
}

/** A parent's column numbers as the child's, by name. */
export function numbersInChild(parent: Table, child: Table, numbers: readonly number[]): number[] {
  return numbers.flatMap((number) => {
    const name = columnOf(parent, number)?.name;
    const column = child.columns.find((one) => one.name === name);
    return column ? [column.number] : [];
  });
}

/** Partitions and INHERITS children. */
export function childrenOf(draft: Draft, oid: Oid): readonly Oid[] {
  return (draft.get(keys.children(oid)) as readonly Oid[] | undefined) ?? [];
}
