import { isTable } from '../catalog/catalog.ts';
import type { Index, Table, View } from '../catalog/model.ts';
import { safe, suggestion, unlessApplied } from './helpers/fix.ts';
import { isOwnStatement, isSameIndex } from './helpers/index-equality.ts';
import { indexReference } from './helpers/object-reference.ts';
import { wholeStatement } from './helpers/whole-statement.ts';
import { defineRule, type Fix, type ReportTo, type RuleContext } from './rule.ts';

/** Whether `other` does all that `index` does, uniqueness included. */
function replaces(other: Index, index: Index): boolean {
  if (other.exclusion || index.exclusion || !isSameIndex(index, other)) return false;
  if (!index.unique) return true;
  return other.unique && other.immediate && other.nullsNotDistinct === index.nullsNotDistinct;
}

/** The index that makes this one superfluous: a constraint's before any other, else the earlier one. */
function original(indexes: readonly Index[], place: number): Index | undefined {
  const index = indexes[place];
  if (!index || index.constraint || index.parent !== null) return undefined;
  return indexes.find(
    (other, otherPlace) =>
      other !== index &&
      replaces(other, index) &&
      (!replaces(index, other) || other.constraint || otherPlace < place),
  );
}

function removal(relation: Table | View, index: Index, context: RuleContext): readonly Fix[] {
  const statement = context.source.statement(index.range.statement);
  if (!isOwnStatement(index) || !statement || !/^create\b/i.test(statement.text)) return [];
  const edits = [{ at: wholeStatement(statement), newText: '' }];
  const title = `Delete the index ${index.name}`;
  // REPLICA IDENTITY may name a unique index, and ATTACH PARTITION one of a partition.
  const mayBeNamed = index.unique || (isTable(relation) && relation.partitionOf !== null);
  return unlessApplied(context, [mayBeNamed ? suggestion(title, edits) : safe(title, edits)]);
}

function duplicates(relation: Table | View, context: RuleContext, report: ReportTo): void {
  for (const [place, index] of relation.indexes.entries()) {
    const first = original(relation.indexes, place);
    if (!first) continue;
    report({
      at: index.nameRange ?? index.keysRange ?? index.range,
      object: indexReference(relation, index),
      message: `${index.name} holds the same entries as ${first.name}, so every write to ${relation.name} maintains both and no query gains by it. Delete ${index.name}.`,
      related: [{ at: first.nameRange ?? first.range, message: `${first.name} is defined here.` }],
      fixes: () => removal(relation, index, context),
    });
  }
}

export default defineRule({
  id: 'duplicate-index',
  severity: 'warning',
  summary: 'An index holds the same entries as another one of the table.',
  why: `
PostgreSQL keeps both up to date on every write and uses one. A PRIMARY KEY or UNIQUE constraint has an index already.`,
  source: 'PostgreSQL manual, 11.6 Unique Indexes',
  example: {
    bad: `
create table users (id bigint primary key, email text not null unique);
create index users_email_idx on users (email);
--           ^^^^^^^^^^^^^^^`,
    good: `
create table users (id bigint primary key, email text not null unique);
create index users_email_lower_idx on users (lower(email));`,
  },
  exceptions: `
Indexes that differ in method, operator class, collation, order, INCLUDE columns or predicate are no duplicates.`,

  table: duplicates,
  view: duplicates,
});
