import rule from '../../server/rules/check-nullable-trap.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a sum with a nullable part, as a warning',
      sql: `
create table t (
  total int not null, net int not null, tax int,
  constraint sum check (total = net + tax)
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
);`,
      severity: 'warning',
      object: { kind: 'check', schema: 'public', table: 't', name: 'sum', columns: ['total', 'net', 'tax'] },
      fixes: {
        'Add NOT NULL to tax': `
create table t (
  total int not null, net int not null, tax int NOT NULL,
  constraint sum check (total = net + tax)
);`,
        'Count NULL as 0 in the check': `
create table t (
  total int not null, net int not null, tax int,
  constraint sum check (total = net + coalesce(tax, 0))
);`,
      },
    },
    {
      name: 'one nullable column, as a hint',
      sql: `
create table t (discount int check (discount > 0));
--                           ^^^^^^^^^^^^^^^^^^^^`,
      severity: 'hint',
      titles: ['Add NOT NULL to discount'],
    },
    {
      name: 'an expression after an umlaut and an emoji',
      sql: `
create table t (a int, b int, check ('ü😀' <> '' and a + b = 10));
--                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
      severity: 'warning',
      fixes: {
        'Count NULL as 0 in the check': `
create table t (a int, b int, check ('ü😀' <> '' and coalesce(a, 0) + coalesce(b, 0) = 10));`,
      },
    },
    {
      name: 'a column that ON DELETE SET NULL needs nullable, without NOT NULL',
      sql: `
create table p (id int primary key);
create table c (p_id int references p on delete set null check (p_id > 0));
--                                                       ^^^^^^^^^^^^^^^^`,
      titles: [],
    },
  ],
  accepts: [
    {
      name: 'columns that refuse NULL, by key, identity or domain',
      sql: 'create domain d as int not null; create table t (a int primary key check (a > 0), b d check (b > 0), c int not null, check (a + b = c));',
    },
    {
      name: 'a check that tests for NULL',
      sql: 'create table t (a int, b int, check (a is null or a > 0), check ((a is null) = (b is null)));',
    },
    {
      name: 'COALESCE, num_nonnulls and IS DISTINCT FROM',
      sql: 'create table t (a int, b int, check (coalesce(a, 0) > 0), check (num_nonnulls(a, b) = 1), check (a is distinct from b));',
    },
    {
      name: 'a row that is compared with its parent',
      sql: 'create table t (id int primary key, parent_id int references t, check (id <> parent_id));',
    },
    {
      name: 'an open end',
      sql: 'create table t (starts_at date not null, ends_at date, check (ends_at > starts_at));',
    },
  ],
});
