import { columnOf } from '../catalog/catalog.ts';
import { baseType, canReference } from '../catalog/fk-types.ts';
import type { Column, ForeignKey, Table } from '../catalog/model.ts';
import { builtinName, integerBytes } from './helpers/column-type.ts';
import { safe, suggestion, unlessApplied } from './helpers/fix.ts';
import { foreignKeysOf } from './helpers/linked-columns.ts';
import { constraintReference } from './helpers/object-reference.ts';
import { onProblem } from './helpers/on-problem.ts';
import { columnsWithWrittenType } from './helpers/type-fix.ts';
import { defineRule, type Fix, type ReportTo, type RuleContext } from './rule.ts';

/** Types whose values are compared without a cast that changes them. */
const alike = [
  ['text', 'varchar'],
  ['inet', 'cidr'],
  ['timestamp', 'timestamptz'],
];

/** How a difference that PostgreSQL accepts shows: values that do not fit, or a cast in every check. */
function difference(
  column: Column,
  target: Column,
  context: RuleContext,
): { severity: 'warning' | 'info'; why: string } | null {
  const from = baseType(context.catalog, column.type);
  const to = baseType(context.catalog, target.type);
  if (from.type === to.type || canReference(context.catalog, target.type, column.type) !== true) return null;
  const names = [builtinName(from) ?? '', builtinName(to) ?? ''];
  if (alike.some((group) => names.every((name) => group.includes(name)))) return null;
  const [bytes, targetBytes] = [integerBytes(from), integerBytes(to)];
  if (bytes && targetBytes && bytes > targetBytes)
    return { severity: 'info', why: 'wider than any value it can hold' };
  if (bytes && targetBytes)
    return { severity: 'warning', why: 'too small for the larger keys, whose rows it then cannot refer to' };
  return { severity: 'warning', why: 'converted in every check and join' };
}

function useTargetType(column: Column, table: Table, type: string, context: RuleContext): readonly Fix[] {
  if (!column.typeRange || column.serial) return [];
  const isCreate = column.typeRange.statement === table.statement && table.kind === 'table';
  const title = `Change ${column.name} to ${type}`;
  const edits = [{ at: column.typeRange, newText: type }];
  return unlessApplied(context, [isCreate ? safe(title, edits) : suggestion(title, edits)]);
}

function acceptedDifferences(
  table: Table,
  key: ForeignKey,
  target: Table,
  context: RuleContext,
  report: ReportTo,
): void {
  for (const [place, number] of key.columns.entries()) {
    const column = columnsWithWrittenType(table).find((one) => one.number === number);
    const targetColumn = columnOf(target, key.targetColumns[place] ?? 0);
    const found = column && targetColumn && difference(column, targetColumn, context);
    if (!column || !targetColumn || !found) continue;
    const type = context.catalog.formatType(column.type);
    const targetType = context.catalog.formatType(targetColumn.type);
    report({
      at: column.typeRange,
      object: constraintReference(table, key),
      severity: found.severity,
      message: `${table.name}.${column.name} is ${type} but refers to ${target.name}.${targetColumn.name}, which is ${targetType}: it is ${found.why}. Give both the same type.`,
      related: [
        {
          at: targetColumn.typeRange ?? targetColumn.nameRange,
          message: `${target.name}.${targetColumn.name} is ${targetType}.`,
        },
      ],
      fixes: () => useTargetType(column, table, targetType, context),
    });
  }
}

export default defineRule({
  id: 'fk-type-mismatch',
  severity: 'error',
  summary: 'A foreign key column has another type than the key that it refers to.',
  why: `
Where PostgreSQL knows no equality of the two types it rejects the foreign key (42804): an error. Where it knows one, a
column smaller than its key cannot hold the later keys, and other differences cost a conversion in every check: a
warning.`,
  source: 'Measured on PostgreSQL 15 and 18; PostgreSQL manual, 5.5.5 Foreign Keys',
  example: {
    bad: `
create table orders (id bigint primary key);
create table order_items (
  id bigint primary key,
  order_id uuid not null references orders (id) on delete cascade
--         ^^^^
);
create index on order_items (order_id);`,
    good: `
create table orders (id bigint primary key);
create table order_items (
  id bigint primary key,
  order_id bigint not null references orders (id) on delete cascade
);
create index on order_items (order_id);`,
  },

  table(table, context, report) {
    for (const key of foreignKeysOf(table)) {
      const target = key.target === null ? undefined : context.catalog.table(key.target);
      if (target) acceptedDifferences(table, key, target, context, report);
    }
  },

  problem: onProblem('fk-type-mismatch', (problem, context) => {
    const { column, columnType, columnTypeRange, targetColumn, targetType } = problem;
    const target = context.catalog.table(problem.target);
    const table = context.catalog.relation(problem.table.schema, problem.table.name);
    const of = target?.columns.find(({ name }) => name === targetColumn);
    return {
      at: problem.at,
      object: {
        kind: 'foreign key',
        schema: table?.schema ?? problem.table.schema ?? 'public',
        table: problem.table.name,
        name: `${problem.table.name}_${column}_fkey`,
        columns: [column],
      },
      message: `${problem.table.name}.${column} is ${columnType}, but ${target?.name ?? 'the table'}.${targetColumn}, which it refers to, is ${targetType}; PostgreSQL rejects a foreign key between them. Give both the same type.`,
      related: of
        ? [{ at: of.typeRange ?? of.nameRange, message: `${target?.name}.${targetColumn} is ${targetType}.` }]
        : [],
      fixes: () =>
        columnTypeRange
          ? unlessApplied(context, [
              safe(`Change ${column} to ${targetType}`, [{ at: columnTypeRange, newText: targetType }]),
            ])
          : [],
    };
  }),
});
