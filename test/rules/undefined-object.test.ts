import rule from '../../server/rules/undefined-object.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a constraint under the name of before its table was renamed wrongly guessed',
      sql: `
create table orders (id bigint primary key, total int check (total > 0));
alter table orders rename to sales;
alter table sales drop constraint sales_total_check;
--                                ^^^^^^^^^^^^^^^^^`,
      sqlstate: '42704',
    },
    {
      name: 'VALIDATE and RENAME of a constraint, with the one that was meant',
      sql: `
create table a (id bigint constraint a_key primary key);
alter table a rename constraint a_kye to b;
--                              ^^^^^`,
      sqlstate: '42704',
      fixed: `
create table a (id bigint constraint a_key primary key);
alter table a rename constraint a_key to b;`,
    },
    {
      name: 'VALIDATE CONSTRAINT',
      sql: `
create table a (id bigint primary key);
alter table a validate constraint nothing;
--                                ^^^^^^^`,
      sqlstate: '42704',
    },
    {
      name: 'a trigger',
      sql: `
create table a (id bigint primary key);
drop trigger gone on a;
--           ^^^^`,
      sqlstate: '42704',
    },
    {
      name: 'a policy, and one to be renamed',
      sql: `
create table a (id bigint primary key);
drop policy gone on a;
--          ^^^^`,
      sqlstate: '42704',
    },
    {
      name: 'the renaming of a trigger',
      sql: `
create table a (id bigint primary key);
alter trigger gone on a rename to come;
--            ^^^^`,
      sqlstate: '42704',
    },
    {
      name: 'a comment on a constraint',
      sql: `
create table a (id bigint primary key);
comment on constraint gone on a is 'x';
--                    ^^^^`,
      sqlstate: '42704',
    },
    {
      name: 'a schema',
      sql: `
drop schema gone;
--          ^^^^`,
      sqlstate: '3F000',
    },
  ],
  accepts: [
    {
      name: 'IF EXISTS',
      sql: `
create table a (id bigint primary key);
alter table a drop constraint if exists gone;
drop trigger if exists gone on a;
drop trigger if exists gone on nothing;
drop policy if exists gone on a;
drop schema if exists gone;`,
    },
    {
      name: 'a NOT NULL by its name',
      sql: `
create table a (id bigint constraint must not null, x int not null, y int);
alter table a drop constraint must;
alter table a drop constraint a_x_not_null;
alter table a add constraint y_there not null y;
alter table a rename constraint y_there to y_here;
comment on constraint y_here on a is 'renamed';`,
    },
    {
      name: 'constraints that PostgreSQL named',
      sql: `
create table p (id bigint primary key);
create table a (id bigint primary key, p bigint references p, x int unique check (x > 0));
alter table a drop constraint a_p_fkey, drop constraint a_x_key, drop constraint a_x_check, drop constraint a_pkey;`,
    },
    {
      name: 'a table that is only altered, in a database known in part',
      sql: 'alter table elsewhere drop constraint some_check;',
      sqlstate: '42P01',
    },
  ],
});
