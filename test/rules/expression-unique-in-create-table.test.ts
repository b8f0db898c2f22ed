import rule from '../../server/rules/expression-unique-in-create-table.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'lower(email)',
      sql: `
create table users (
  id bigint primary key,
  email text not null,
  UNIQUE (lower(email))
--        ^^^^^^^^^^^^
);`,
      severity: 'error',
      sqlstate: '42601',
      fixed: `
create table users (
  id bigint primary key,
  email text not null
);

CREATE UNIQUE INDEX users_lower_email_key ON users (lower(email));`,
    },
    {
      name: 'an expression beside a column, which needs parentheses',
      sql: `
create table t (
  a text, b text,
  constraint pair unique (a, b || 'x'),
--                           ^^^^^^^^
  c int
);`,
      sqlstate: '42601',
      fixed: `
create table t (
  a text, b text,
  c int
);

CREATE UNIQUE INDEX pair ON t (a, (b || 'x'));`,
    },
    {
      name: 'an expression that may not be immutable, as a suggestion',
      sql: `
create table t (
  a timestamptz,
  unique (date(a))
--        ^^^^^^^
);`,
      sqlstate: '42601',
      titles: ['Create the unique index t_date_a_key instead'],
      withoutServer: 'the cast depends on the time zone, which PostgreSQL rejects in an index',
    },
  ],
  accepts: [
    { name: 'columns only', sql: 'create table t (a text, b text, unique (a, "b"));' },
    {
      name: 'a unique index on the expression',
      sql: 'create table t (a text); create unique index on t (lower(a));',
    },
  ],
});
