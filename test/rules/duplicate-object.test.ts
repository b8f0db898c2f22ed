import rule from '../../server/rules/duplicate-object.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'an extension that is there, and one that every database has',
      sql: `
create extension citext;
create extension citext;
--               ^^^^^^`,
      sqlstate: '42710',
    },
    {
      name: 'the language that every database has',
      sql: `
create language plpgsql;
--              ^^^^^^^`,
      sqlstate: '42710',
    },
    {
      name: 'a UNIQUE constraint’s name on two tables, since it is an index',
      sql: `
create table a (x int constraint only_one unique);
create table b (x int constraint only_one unique);
--                               ^^^^^^^^`,
      severity: 'error',
      sqlstate: '42P07',
      related: 1,
    },
    {
      name: 'an index called like a table',
      sql: `
create table a (x int);
create table b (x int);
create index b on a (x);
--           ^`,
      sqlstate: '42P07',
    },
    {
      name: 'a table twice',
      sql: `
create table a (x int);
create table a (x int);
--           ^`,
      sqlstate: '42P07',
    },
    {
      name: 'a column twice',
      sql: `
create table a (x int, y int, x text);
--                            ^`,
      sqlstate: '42701',
    },
    {
      name: 'a constraint twice in one table',
      sql: `
create table a (x int constraint c check (x > 0), y int);
alter table a add constraint c check (y > 0);
--                           ^`,
      sqlstate: '42710',
    },
    {
      name: 'names that are the same only after 63 bytes',
      sql: `
create table a (x int);
create index a_very_long_name_that_goes_on_and_on_until_the_limit_is_reached_one on a (x);
create index a_very_long_name_that_goes_on_and_on_until_the_limit_is_reached_two on a (x);
--           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
      sqlstate: '42P07',
    },
  ],
  accepts: [
    {
      name: 'a procedure that was dropped by all its parameters, those of OUT too',
      sql: `
create procedure p(a int, out b int) language plpgsql as $$ begin b := a; end $$;
drop procedure if exists p(int, int);
create procedure p(a int, out b int) language plpgsql as $$ begin b := a; end $$;`,
    },
    {
      name: 'extensions and languages that may be there',
      sql: `
create extension if not exists citext;
create extension if not exists citext with schema public;
create extension if not exists plpgsql;
create or replace language plpgsql;
drop extension citext;
create extension citext;`,
    },
    {
      name: 'the name of a CHECK or foreign key on two tables',
      sql: `
create table p (id int primary key);
create table a (x int constraint c check (x > 0), p int constraint k references p);
create table b (x int constraint c check (x > 0), p int constraint k references p);`,
    },
    { name: 'DROP and CREATE again', sql: 'create table a (x int); drop table a; create table a (y text);' },
    {
      name: 'IF NOT EXISTS and OR REPLACE',
      sql: 'create table a (x int); create table if not exists a (x int); create view v as select 1 as a; create or replace view v as select 1 as a;',
    },
    {
      name: 'one name in two schemas',
      sql: 'create schema s; create table a (x int); create table s.a (x int);',
    },
    {
      name: 'overloaded functions',
      sql: 'create function f(int) returns int language sql as $$ select 1 $$; create function f(text) returns int language sql as $$ select 1 $$;',
    },
  ],
});
