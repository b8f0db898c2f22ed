import undefinedObject from '../../server/rules/undefined-object.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(undefinedObject, {
  flags: [
    {
      name: 'settings of functions, roles, databases and the server',
      sql: `
create table t (id int);
create function f() returns int language sql as 'select 1';
alter function f() set work_mum = '4MB';
--                     ^^^^^^^^
alter role postgres set work_mum = '4MB';
--                      ^^^^^^^^
alter database postgres set work_mum = '4MB';
--                          ^^^^^^^^`,
      sqlstate: '42704',
    },
    {
      name: 'functions with other arguments',
      sql: `
create function f(a text) returns int language sql as 'select 1';
create function f(a int, b int[]) returns int language sql as 'select 1';
drop function f(varchar);
--            ^
comment on function f(int, int) is 'none';
--                  ^
grant execute on function f() to public;
--                        ^
alter function f(int) rename to g;
--             ^
alter function f(bigint, int[]) immutable;
--             ^`,
      message: /^The function f\(varchar\) does not exist at this point/,
      sqlstate: '42883',
    },
    {
      name: 'a check under its name of before, which its children have no longer either',
      sql: `
create table p (a int constraint positive check (a > 0));
create table c () inherits (p);
alter table p rename constraint positive to above;
alter table c validate constraint above;
alter table c validate constraint positive;
--                                ^^^^^^^^`,
      sqlstate: '42704',
    },
  ],
  accepts: [
    {
      name: 'functions by the types of their arguments, however they are written',
      sql: `
create schema app;
create table t (id int, n text);
create function app.f(a text) returns int language sql as 'select 1';
create function f(a int) returns int language sql as 'select 1';
create function f(t, t[], "char", character(3), decimal(3, 2), timestamp(3) with time zone, out o int)
language sql as 'select 1';
create function f(a t.id%type, b t.n%type, variadic c int[]) returns int language sql as 'select 1';
create procedure p(a int, inout b int) language sql as 'select 1';
set search_path to public, app;
alter function f(text) rename to g;
alter function app.g(text) set schema public;
drop function g(text);
drop function f(t, t[], "char", char, numeric, timestamptz);
drop function f(integer, text, variadic _int4);
drop function f(pg_catalog.int4);
drop procedure p(int, int);
drop function if exists f(int), f(), g(text);`,
    },
    {
      name: 'operators that move, and settings in any case of letters',
      sql: `
create schema app;
create type pair as (a int, b int);
create function same(pair, pair) returns bool language sql as 'select true';
create operator = (leftarg = pair, rightarg = pair, procedure = same);
alter operator public.=(pair, pair) set schema app;
set datestyle to iso;
set DateStyle = 'ISO, MDY';
set local INTERVALSTYLE to postgres;
set timezone to 'UTC';
select set_config('datestyle', 'ISO', false), set_config('TIMEZONE', 'UTC', true);`,
    },
  ],
});
