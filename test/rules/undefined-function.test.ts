import rule from '../../server/rules/undefined-function.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'an overload that was dropped',
      sql: `
create function f(a text, b int) returns int language sql as 'select 1';
create function f(a text) returns int language sql as 'select 1';
drop function if exists f(text, int4);
select f('a', 1);
--     ^`,
      sqlstate: '42883',
    },
    {
      name: 'a name that no function has, with the one that was meant',
      sql: `
create table a (x text default lwoer('A'));
--                             ^^^^^`,
      sqlstate: '42883',
      titles: ['Change to lower'],
    },
    {
      name: 'other arguments than a function takes',
      sql: `
create table a (x int check (length(x) > 0));
--                           ^^^^^^`,
      sqlstate: '42883',
      message: /Functions of that name take other arguments/,
    },
    {
      name: 'a function of one’s own before it is created, and in a view',
      sql: `
create table a (x int);
create view v as select twice(x) from a;
--                      ^^^^^
create function twice(int) returns int language sql as 'select 2 * $1';`,
      sqlstate: '42883',
    },
    {
      name: 'a trigger’s function',
      sql: `
create table a (x int);
create trigger t before insert on a for each row execute function missing();
--                                                                ^^^^^^^`,
      sqlstate: '42883',
    },
    {
      name: 'functions of an extension, once for all that it brings',
      sql: `
create table a (id uuid primary key default uuid_generate_v4(), b uuid default uuid_generate_v1());
--                                          ^^^^^^^^^^^^^^^^
create table b (id uuid primary key default uuid_generate_v4());`,
      sqlstate: '42883',
      message: /does not exist, so PostgreSQL rejects the statement\. Create the extension uuid-ossp first\./,
      titles: ['Create the extension uuid-ossp'],
      fixed: `
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";

create table a (id uuid primary key default uuid_generate_v4(), b uuid default uuid_generate_v1());
create table b (id uuid primary key default uuid_generate_v4());`,
    },
    {
      name: 'a function of an extension that needs another one',
      sql: `
create table places (lat float8, lon float8);
create index on places using gist (ll_to_earth(lat, lon));
--                                 ^^^^^^^^^^^`,
      sqlstate: '42883',
      fixed: `
create table places (lat float8, lon float8);
CREATE EXTENSION IF NOT EXISTS earthdistance CASCADE;

create index on places using gist (ll_to_earth(lat, lon));`,
    },
    {
      name: 'a name that an extension has and anybody gives',
      sql: `
create view v as select earth();
--                      ^^^^^`,
      sqlstate: '42883',
      message:
        /Correct the name, or, where it is that of the extension earthdistance, create the extension first\./,
      fixed: `
CREATE EXTENSION IF NOT EXISTS earthdistance CASCADE;

create view v as select earth();`,
    },
    {
      name: 'a name of an extension in a schema of one’s own, or that is created later',
      sql: `
create schema app;
create table a (x uuid default app.uuid_generate_v4());
--                             ^^^^^^^^^^^^^^^^^^^^
create view v as select digest('a');
--                      ^^^^^^
create function digest(text) returns text language sql as 'select $1';`,
      sqlstate: '42883',
      message: /correct the name/,
      titles: [],
    },
    {
      name: 'a function of an extension that is installed, but not in this schema',
      sql: `
create extension "uuid-ossp";
create schema app;
create table a (id uuid primary key default app.uuid_generate_v4());
--                                          ^^^^^^^^^^^^^^^^^^^^`,
      sqlstate: '42883',
      message: /correct the name/,
    },
  ],
  accepts: [
    {
      name: 'what is created and found in the schema of a placeholder',
      sql: `
set search_path to \${schema};
create function f() returns int language sql as 'select 1';
grant execute on function f() to public;
create table t (id int primary key);
create view v as select id, f() as f from t;`,
      withoutServer: 'a tool puts the schema in',
    },
    {
      name: 'a procedure whose OUT parameters take an argument each',
      sql: `
create procedure p(a int, out b int) language plpgsql as $$ begin b := a; end $$;
create procedure q(a int, inout b int default 1) language plpgsql as $$ begin b := a; end $$;
call p(1, null);
call q(1);
call q(1, 2);`,
    },
    {
      name: 'an overload, after another one was dropped',
      sql: `
create function f(a text, b int, c int) returns int language sql as 'select 1';
drop function if exists f(text, int);
select f('a', 1, 2);
create function f(a text) returns int language sql as 'select 1';
drop function f(text, integer, int4);
select f('a');`,
    },
    {
      name: 'one that is there with other types, which IF EXISTS does not find',
      sql: `
create function g(a text[], b numeric(10, 2)) returns int language sql as 'select 1';
drop function if exists g(text, numeric), g(text[], int), g(missing);
select g(array['a'], 1.5);
drop function if exists g(text[], numeric);
create function g(b numeric, a text[]) returns int language sql as 'select 1';`,
    },
    {
      name: 'functions by defaults, variadic and named arguments, aggregates and windows',
      sql: `
create function f(a int, b int default 1) returns int language sql as 'select a + b';
create table t (x int default f(1), y text default concat('a', 1, now()), z text default format('%s', 1));
create view v as select f(b => 2, a => 1), count(*) over (order by x), string_agg(y, ',') over () from t;
create view w as select string_agg(y, ',' order by z) from t;
select make_interval(days => 3), coalesce(1, 2), greatest(1, 2), extract(year from now());`,
    },
    {
      name: 'a column that is there already',
      sql: `
create table a (id int, x int);
alter table a add column if not exists x int default no_such_function();`,
    },
    {
      name: 'what an extension that is not known may bring',
      sql: `
create extension some_day;
create table a (x text default its_own());`,
      sqlstate: '0A000',
    },
  ],
});
