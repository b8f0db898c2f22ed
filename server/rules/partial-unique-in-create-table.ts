import { damageOf } from '../syntax/damage.ts';
import { createdTable, elementObject, moveToIndex, readUniqueElement } from './helpers/unique-element.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'partial-unique-in-create-table',
  severity: 'error',
  summary: 'A UNIQUE constraint in CREATE TABLE has a WHERE.',
  why: `
A constraint covers all rows; PostgreSQL has no \`UNIQUE (…) WHERE …\` and rejects the whole CREATE TABLE. A unique index
with a predicate does what is meant. Foreign keys cannot refer to it, and ON CONFLICT has to repeat the predicate.`,
  source: 'PostgreSQL manual, 11.8 Partial Indexes',
  example: {
    bad: `
create table addresses (
  id bigint primary key,
  customer_id bigint not null,
  is_default boolean not null,
  unique (customer_id) where is_default
--                     ^^^^^^^^^^^^^^^^
);`,
    good: `
create table addresses (
  id bigint primary key,
  customer_id bigint not null,
  is_default boolean not null
);
create unique index addresses_default_key on addresses (customer_id) where is_default;`,
  },

  statement(statement, context, report) {
    for (const { kind, at: where, element: at } of damageOf(statement)) {
      const table = kind === 'partial unique' ? createdTable(statement.text) : null;
      const element = at && readUniqueElement(context.source.text(at));
      if (!table || !at || !element) continue;
      report({
        at: { ...where, end: at.end },
        object: elementObject(context.catalog, table, element),
        message: `UNIQUE in CREATE TABLE takes no WHERE, so PostgreSQL rejects the whole table ${table.name}. Create a unique index with this predicate after it.`,
        fixes: () => moveToIndex(statement, at, table, element, context),
      });
    }
  },
});
