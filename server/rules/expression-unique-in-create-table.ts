import { damageOf } from '../syntax/damage.ts';
import { createdTable, elementObject, moveToIndex, readUniqueElement } from './helpers/unique-element.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'expression-unique-in-create-table',
  severity: 'error',
  summary: 'A UNIQUE constraint in CREATE TABLE has an expression among its columns.',
  why: `
A constraint takes columns only; PostgreSQL rejects the whole CREATE TABLE with \`UNIQUE (lower(email))\`. A unique index
takes expressions. Foreign keys cannot refer to it, and ON CONFLICT has to repeat the expression.`,
  source: 'PostgreSQL manual, 11.7 Indexes on Expressions',
  example: {
    bad: `
create table users (
  id bigint primary key,
  email text not null,
  unique (lower(email))
--        ^^^^^^^^^^^^
);`,
    good: `
create table users (
  id bigint primary key,
  email text not null
);
create unique index users_lower_email_key on users (lower(email));`,
  },

  statement(statement, context, report) {
    for (const { kind, element: at } of damageOf(statement)) {
      const table = kind === 'expression unique' ? createdTable(statement.text) : null;
      const text = at ? context.source.text(at) : '';
      const element = readUniqueElement(text);
      const key = element?.keys.find((one) => !/^("(?:[^"]|"")+"|[A-Za-z_][\w$]*)$/.test(one));
      if (!table || !at || !element || key === undefined) continue;
      const start = at.start + text.indexOf(key, text.indexOf('('));
      report({
        at: { ...at, start, end: start + key.length },
        object: elementObject(context.catalog, table, element),
        message: `UNIQUE in CREATE TABLE takes columns only, so PostgreSQL rejects the whole table ${table.name} because of ${key}. Create a unique index on the expression after it.`,
        fixes: () => moveToIndex(statement, at, table, element, context),
      });
    }
  },
});
