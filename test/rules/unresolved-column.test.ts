import rule from '../../server/rules/unresolved-column.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'misspelt columns of an index and a foreign key',
      sql: `
create table p (id bigint primary key);
create table c (id bigint primary key, parent_id bigint, foreign key (parnt_id) references p (id));
--                                                                    ^^^^^^^^`,
      severity: 'error',
      sqlstate: '42703',
      message: /Did you mean parent_id\?/,
      fixed: `
create table p (id bigint primary key);
create table c (id bigint primary key, parent_id bigint, foreign key (parent_id) references p (id));`,
    },
    {
      name: 'a referenced column',
      sql: `
create table p (id bigint primary key);
create table c (p_id bigint references p (ids));
--                                        ^^^`,
      sqlstate: '42703',
      fixed: `
create table p (id bigint primary key);
create table c (p_id bigint references p (id));`,
    },
    {
      name: 'a CHECK, and a comment',
      sql: `
create table t (price int, check (prise > 0));
--                                ^^^^^`,
      sqlstate: '42703',
      fixed: `
create table t (price int, check (price > 0));`,
    },
    {
      name: 'a comment on no column',
      sql: `
create table t (price int);
comment on column t.prices is 'x';
--                  ^^^^^^`,
      sqlstate: '42703',
      object: { kind: 'column', schema: 'public', table: 't', name: 'prices' },
    },
    {
      name: 'a column that was dropped before',
      sql: `
create table t (a int, old_name int);
alter table t drop column old_name;
create index on t (old_name);
--                 ^^^^^^^^`,
      sqlstate: '42703',
    },
  ],
  accepts: [
    {
      name: 'columns from LIKE',
      sql: 'create table a (x int); create table b (like a including all); create index on b (x);',
    },
    {
      name: 'columns from INHERITS',
      sql: 'create table a (x int); create table b (y int) inherits (a); create index on b (x);',
    },
    {
      name: 'columns of a partition',
      sql: 'create table a (x int) partition by list (x); create table a1 partition of a for values in (1); create index on a1 (x);',
    },
    { name: 'columns from CREATE TABLE AS', sql: 'create table a as select 1 as x; create index on a (x);' },
    {
      name: 'system columns',
      sql: 'create table a (x int, check (tableoid is not null)); create view v as select ctid, xmin from a;',
    },
    {
      name: 'columns of a damaged table',
      sql: 'create table a (x int, y int z); create index on a (y);',
      sqlstate: '42601',
    },
  ],
});
