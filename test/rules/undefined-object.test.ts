import rule from '../../server/rules/undefined-object.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a language that there is not',
      sql: `
create function f() returns int language plpgsq as 'begin return 1; end';
--                                       ^^^^^^`,
      sqlstate: '42704',
    },
    {
      name: 'a constraint to be checked later',
      sql: `
create table a (id int unique references a (id));
alter table a alter constraint a_fkey deferrable;
--                             ^^^^^^`,
      sqlstate: '42704',
    },
    {
      name: 'a trigger to be switched off',
      sql: `
create table a (id int);
create trigger t before insert on a for each row execute function suppress_redundant_updates_trigger();
alter table a disable trigger all, disable trigger t, enable always trigger t, disable trigger u;
--                                                                                             ^`,
      sqlstate: '42704',
    },
    {
      name: 'the schema of a function in REVOKE',
      sql: `
create schema app;
create function app.f() returns int language sql as 'select 1';
revoke all on function ap.f() from public;
--                     ^^`,
      sqlstate: '3F000',
    },
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
      name: 'a function of another name, by DROP, ALTER, GRANT and COMMENT',
      sql: `
create function known() returns int language sql as 'select 1';
alter function unknown_one() owner to current_user;
--             ^^^^^^^^^^^`,
      sqlstate: '42883',
    },
    {
      name: 'DROP FUNCTION',
      sql: `
drop function unknown_one(int);
--            ^^^^^^^^^^^`,
      sqlstate: '42883',
    },
    {
      name: 'an extension that is only commented on',
      sql: `
comment on extension citext is 'x';
--                   ^^^^^^`,
      sqlstate: '42704',
    },
    {
      name: 'a parameter',
      sql: `
set statement_timeuot = 0;
--  ^^^^^^^^^^^^^^^^^`,
      sqlstate: '42704',
      fixed: `
set statement_timeout = 0;`,
    },
    {
      name: 'a parameter of a later version',
      sql: `
set transaction_timeout = 0;
--  ^^^^^^^^^^^^^^^^^^^`,
      version: 16,
      withoutServer: 'PGlite is PostgreSQL 18',
    },
    {
      name: 'a schema',
      sql: `
drop schema gone;
--          ^^^^`,
      sqlstate: '3F000',
    },
    {
      name: 'an access method of an extension',
      sql: `
create table a (x int);
create index on a using bloom (x);
--                      ^^^^^`,
      sqlstate: '42704',
      message: /Create the extension bloom first/,
      fixed: `
create table a (x int);
CREATE EXTENSION IF NOT EXISTS bloom;

create index on a using bloom (x);`,
    },
  ],
  accepts: [
    {
      name: 'triggers and policies that a function makes',
      sql: `
create table t (id int primary key);
create function f() returns trigger language plpgsql as 'begin return new; end';
create function watch(tab regclass) returns void language plpgsql as $$
begin
  execute 'create trigger watching after insert on ' || tab || ' for each row execute function f()';
  execute format('create constraint trigger %I after update on %s for each row execute function f()', tab || '_later', tab);
  execute 'create policy p_' || tab || ' on ' || tab;
end $$;
select watch('t');
alter table t disable trigger watching, disable trigger t_later;
drop trigger watching on t;
drop trigger t_later on t;
drop policy p_t on t;`,
    },
    {
      name: 'schemas that extensions have made',
      sql: `
create extension pg_cron;
create extension our_own;
create table a (id int primary key);
grant usage on schema cron, ours to me;
grant all on all tables in schema cron to me;
comment on schema cron is 'Jobs';
drop schema ours;`,
      withoutServer: 'there are no such extensions',
    },
    {
      name: 'functions and types of PostgreSQL and of extensions',
      sql: `
create function f(int) returns int language sql as 'select 1';
alter function f(int) owner to current_user;
grant execute on function pg_catalog.lower(text) to public;
comment on extension plpgsql is 'x';
comment on function f(int) is 'x';
drop function if exists unknown_one(int);
drop function f(int);
set role none;
set session authorization default;
set timezone = 'UTC';
set default_with_oids = off;`,
    },
    {
      name: 'functions of an extension',
      sql: `
create extension pgcrypto;
grant execute on function gen_salt(text) to public;
comment on extension pgcrypto is 'x';`,
      withoutServer: 'this PGlite has no pgcrypto',
    },
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
