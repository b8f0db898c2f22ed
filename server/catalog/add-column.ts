import type { ColumnDef } from '@pgsql/types';
import { addCheck, childrenOf } from './add-check.ts';
import { addForeignKey } from './add-foreign-key.ts';
import { addKey } from './add-key.ts';
import type { ConstraintSpec } from './constraint-spec.ts';
import { defineColumn } from './define-column.ts';
import type { Draft } from './draft.ts';
import { isLeftToChildren } from './inheritance.ts';
import { isMemberOfItself } from './member-of-itself.ts';
import type { Column, Oid, Table } from './model.ts';
import { takenColumn } from './parent-columns.ts';
import { putTable, withColumn } from './put-table.ts';
import { refuse } from './refuse.ts';
import { reportTaken } from './report-taken.ts';
import { isOfType } from './typed-table.ts';

/** ALTER TABLE … ADD CONSTRAINT. */
export function addConstraint(draft: Draft, oid: Oid, spec: ConstraintSpec, recurse: boolean): void {
  switch (spec.node.contype) {
    case 'CONSTR_CHECK':
      return isLeftOut(draft, oid, spec, recurse) ? undefined : addCheck(draft, oid, spec);
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
    case 'CONSTR_EXCLUSION':
      return addKey(draft, oid, spec, recurse);
    case 'CONSTR_FOREIGN':
      return addForeignKey(draft, oid, spec, recurse);
    case 'CONSTR_NOTNULL': {
      const name = spec.node.keys?.[0];
      const table = draft.table(oid);
      const column = table?.columns.find((one) => name && 'String' in name && one.name === name.String.sval);
      if (table && column)
        putTable(
          draft,
          withColumn(table, column.number, (one) => ({
            ...one,
            notNull: true,
            notNullName: spec.node.conname ?? null,
          })),
        );
      return;
    }
    default:
  }
}

/** Reports a check for ONLY a table whose children must have it too; true where it is one. */
function isLeftOut(draft: Draft, oid: Oid, { node, first, last }: ConstraintSpec, recurse: boolean): boolean {
  const table = draft.table(oid);
  if (recurse || node.is_no_inherit || !table) return false;
  const at = draft.source.range(first, last);
  return isLeftToChildren(draft, table, at, 'constraint must be added to child tables too');
}

/** ADD COLUMN, to the table and its children. */
export function addColumn(
  draft: Draft,
  table: Table,
  node: ColumnDef,
  missingOk: boolean,
  recurse: boolean,
): void {
  const existing = table.columns.find((column) => column.name === node.colname);
  const first = draft.source.tokenIndex(draft.source.offset(node.location));
  const at = draft.source.range(first, first);
  if (existing) {
    const { name, nameRange } = existing;
    if (!missingOk)
      reportTaken(draft, { what: 'column', name, at, first: nameRange, table: table.oid, sqlstate: '42701' });
    return;
  }
  if (isOfType(draft, table, at, 'cannot add column to typed table')) return;
  if (table.partitionOf !== null) return refuse(draft, at, '42809', 'cannot add column to a partition');
  const message = 'column must be added to child tables too';
  if (!recurse && isLeftToChildren(draft, table, at, message)) return;
  const isIdentity = (node.constraints ?? []).some(
    (one) => 'Constraint' in one && one.Constraint.contype === 'CONSTR_IDENTITY',
  );
  const isShared = table.kind === 'partitioned table' && draft.version >= 17;
  const tooMany = 'cannot recursively add identity column to table that has child tables';
  if (isIdentity && !isShared && isLeftToChildren(draft, table, at, tooMany)) return;
  const number = table.lastColumnNumber + 1;
  const { column, constraints } = defineColumn(draft, table, node, number);
  if (isMemberOfItself(draft, table, column.type, column.typeRange ?? at)) return;
  putTable(draft, {
    ...draft.table(table.oid)!,
    columns: [...table.columns, column],
    lastColumnNumber: number,
  });
  if (recurse) for (const child of childrenOf(draft, table.oid)) inheritColumn(draft, child, column);
  for (const spec of constraints) addConstraint(draft, table.oid, spec, recurse);
}

/** Reports a column of a child that the parent gets with another type. */
function reportOtherType(draft: Draft, child: Table, own: Column, { name, type, nameRange }: Column): void {
  const isKnown = !own.type.type.startsWith('?') && !type.type.startsWith('?');
  if (!isKnown || draft.formatType(own.type) === draft.formatType(type)) return;
  refuse(draft, nameRange, '42804', `child table "${child.name}" has different type for column "${name}"`);
}

/** A child's column of the same name becomes the parent's too; not null only since PostgreSQL 18. */
function mergeColumn(draft: Draft, child: Table, own: Column, column: Column): void {
  reportOtherType(draft, child, own, column);
  if (draft.version < 18 || own.notNull || !column.notNull) return;
  putTable(
    draft,
    withColumn(child, own.number, (one) => ({ ...one, notNull: true })),
  );
  for (const oid of childrenOf(draft, child.oid)) inheritColumn(draft, oid, column);
}

function inheritColumn(draft: Draft, oid: Oid, column: Column): void {
  const table = draft.table(oid);
  const own = table?.columns.find((one) => one.name === column.name);
  if (table && own) return mergeColumn(draft, table, own, column);
  if (!table) return;
  const number = table.lastColumnNumber + 1;
  putTable(draft, {
    ...table,
    columns: [
      ...table.columns,
      takenColumn(draft, column, number, column.nameRange, true, table.partitionOf !== null),
    ],
    lastColumnNumber: number,
  });
  for (const child of childrenOf(draft, oid)) inheritColumn(draft, child, column);
}
