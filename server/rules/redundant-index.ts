import type { Index, Table, View } from '../catalog/model.ts';
import { suggestion, unlessApplied } from './helpers/fix.ts';
import { isOwnStatement, isSameKey, isSamePredicate } from './helpers/index-equality.ts';
import { indexReference } from './helpers/object-reference.ts';
import { wholeStatement } from './helpers/whole-statement.ts';
import { defineRule, type Fix, type ReportTo, type RuleContext } from './rule.ts';

/** Whether every search by `index` can use `other` as well: its keys are the first ones of the other. */
function covers(other: Index, index: Index): boolean {
  return (
    other.method === 'btree' &&
    !other.exclusion &&
    other.keys.length > index.keys.length &&
    index.keys.every((key, place) =>
      isSameKey(key, other.keys[place] ?? { ...key, column: null, expression: null }),
    ) &&
    index.include.every(
      (column) => other.include.includes(column) || other.keys.some((key) => key.column === column),
    ) &&
    isSamePredicate(index, other)
  );
}

function removal(index: Index, context: RuleContext): readonly Fix[] {
  const statement = context.source.statement(index.range.statement);
  if (!isOwnStatement(index) || !statement || !/^create\b/i.test(statement.text)) return [];
  return unlessApplied(context, [
    suggestion(`Delete the index ${index.name}`, [{ at: wholeStatement(statement), newText: '' }]),
  ]);
}

function redundant(relation: Table | View, context: RuleContext, report: ReportTo): void {
  for (const index of relation.indexes) {
    if (index.unique || index.constraint || index.parent !== null || index.method !== 'btree') continue;
    const other = relation.indexes.find((candidate) => candidate !== index && covers(candidate, index));
    if (!other) continue;
    report({
      at: index.nameRange ?? index.keysRange ?? index.range,
      object: indexReference(relation, index),
      message: `${other.name} starts with the keys of ${index.name} and serves the same searches, so writes to ${relation.name} pay for both. Delete ${index.name}, unless its small size matters.`,
      related: [{ at: other.nameRange ?? other.range, message: `${other.name} is defined here.` }],
      fixes: () => removal(index, context),
    });
  }
}

export default defineRule({
  id: 'redundant-index',
  severity: 'info',
  summary: 'An index’s keys are the first ones of another index.',
  why: `
A B-tree on \`(a, b)\` also finds rows by \`a\` alone. The shorter index costs time on every write and space in the
cache; it pays only where it is much smaller and read very often.`,
  source: 'PostgreSQL manual, 11.3 Multicolumn Indexes',
  example: {
    bad: `
create table orders (id bigint primary key, customer_id bigint, placed_at timestamptz);
create index orders_customer_idx on orders (customer_id);
--           ^^^^^^^^^^^^^^^^^^^
create index orders_customer_placed_idx on orders (customer_id, placed_at);`,
    good: `
create table orders (id bigint primary key, customer_id bigint, placed_at timestamptz);
create index orders_customer_placed_idx on orders (customer_id, placed_at);`,
  },
  exceptions: `
Unique indexes, those of constraints, and those with another predicate, order or operator class are never reported.`,

  table: redundant,
  view: redundant,
});
