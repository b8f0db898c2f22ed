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
import type { CheckConstraint, Expression, Oid, Table } from './model.ts';
import { putTable } from './put-table.ts';
import { refuse } from './refuse.ts';

/** Adds a CHECK constraint to a table and to its children. */
export function addCheck(draft: Draft, oid: Oid, spec: ConstraintSpec): void {
  const table = draft.table(oid);
  const node = spec.node;
  if (!table || !node.raw_expr) return;
  const { source } = draft;
  const range = constraintRange(source, spec);
  const nameRange = constraintNameRange(source, spec);
  const inside = insideParentheses(source, bodyStart(source, spec), spec.last);
  const expression = source.expression(node.raw_expr, inside?.first ?? spec.first, inside?.last ?? spec.last);
  const same = table.constraints.find(({ name }) => name === node.conname);
  // One that comes from a parent may be written again.
  if (same?.kind === 'check' && same.inherited && isSameText(same.expression, expression)) return;
  if (
    node.conname !== undefined &&
    isConstraintTaken(draft, table, node.conname, { nameRange: nameRange ?? range })
  )
    return;
  if (node.is_no_inherit && table.kind === 'partitioned table') {
    const message = `cannot add NO INHERIT constraint to partitioned table "${table.name}"`;
    return refuse(draft, range, '42P16', message);
  }
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
    expression,
    columns,
    noInherit: node.is_no_inherit ?? false,
  };
  putCheck(draft, table, check);
}

/** Whether two expressions are written alike, but for spaces, case and parentheses. */
export function isSameText(a: Expression, b: Expression): boolean {
  const plain = ({ text }: Expression) => text.replace(/[\s()]+/g, '').toLowerCase();
  return plain(a) === plain(b);
}

/** Puts a check on a table, and as inherited on every child. */
export function putCheck(draft: Draft, table: Table, check: CheckConstraint): void {
  putTable(draft, { ...table, constraints: [...table.constraints, check] });
  countConstraintName(draft, table.schema, check.name, 1);
  if (check.noInherit) return;
  for (const childOid of childrenOf(draft, table.oid)) {
    const child = draft.table(childOid);
    const same = child?.constraints.find((constraint) => constraint.name === check.name);
    if (child && same && !(same.kind === 'check' && isSameText(same.expression, check.expression)))
      isConstraintTaken(draft, child, check.name, { nameRange: check.nameRange ?? check.range });
    if (!child || same) continue;
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
