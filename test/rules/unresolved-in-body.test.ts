import rule from '../../server/rules/unresolved-in-body.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a misspelled table, with its correction',
      sql: `
create table orders (id bigint primary key);
create function f() returns int language plpgsql as $$
declare
  found_rows int;
begin
  select count(*) into found_rows from ordrs;
--                                     ^^^^^
  return found_rows;
end
$$;`,
      fixes: {
        'Change to orders': `
create table orders (id bigint primary key);
create function f() returns int language plpgsql as $$
declare
  found_rows int;
begin
  select count(*) into found_rows from orders;
  return found_rows;
end
$$;`,
      },
      message: /fails when it comes to this line\. Did you mean orders\?$/,
    },
    {
      name: 'a column of INSERT in a trigger function',
      sql: `
create table audit (at timestamptz, note text);
create function log_it() returns trigger language plpgsql as $$
begin
  insert into audit (at, noet) values (now(), tg_op);
--                       ^^^^
  return new;
end
$$;`,
    },
    {
      name: 'a function that nothing creates, in PERFORM',
      sql: `
create table t (id int);
create function f() returns void language plpgsql as $$
begin
  perform refresh_totals(id) from t;
--        ^^^^^^^^^^^^^^
end
$$;`,
    },
    {
      name: 'with a search path of its own',
      sql: `
create schema app;
create table app.orders (id int);
create function f() returns void language plpgsql set search_path = app, pg_temp as $$
begin
  delete from orders where ids = 1;
--                         ^^^
end
$$;`,
    },
  ],
  accepts: [
    {
      name: 'a table that a later statement creates',
      sql: `
create table t (id int);
create function f() returns int language plpgsql as $$ begin return (select count(*) from later); end $$;
create table later (id int);`,
    },
    {
      name: 'a column that a later statement adds',
      sql: `
create table t (id int);
create function f() returns int language plpgsql as $$ begin return (select max(size) from t); end $$;
alter table t add column size int;`,
    },
    {
      name: 'a temporary table that another body makes',
      sql: `
create table t (id int);
create function make() returns void language plpgsql as $$ begin create temp table scratch (id int); end $$;
create function f() returns int language plpgsql as $$ begin return (select count(*) from scratch); end $$;`,
    },
    {
      name: 'a body that creates tables, and EXECUTE',
      sql: `
create table t (id int);
create function f() returns void language plpgsql as $$
begin
  create temp table own (id int) on commit drop;
  insert into own select id from t;
  insert into other values (1);
  execute 'insert into nowhere values (1)';
end
$$;`,
    },
    {
      name: 'variables, arguments, records and NEW',
      sql: `
create table t (id int, size int);
create function f(height int) returns trigger language plpgsql as $$
declare
  width int := 1;
  one record;
  row t%rowtype;
begin
  select * into one from t where size = height + width;
  select * into row from t where size > width;
  insert into t (id, size) values (one.anything, row.size);
  new.whatever := width;
  return new;
end
$$;`,
      sqlstate: '42P13',
    },
    {
      name: 'a table in the function’s own search path',
      sql: `
create schema app;
create table app.orders (id int);
create function f() returns void language plpgsql set search_path = app as $$
begin
  delete from orders where id = 1;
end
$$;`,
    },
    {
      name: 'names of an extension that is created elsewhere',
      sql: `
create table t (id int, secret text);
create function f() returns void language plpgsql as $$
begin
  update t set secret = crypt(secret, gen_salt('bf'));
end
$$;`,
    },
    {
      name: 'a DO block, of which what is certain is an error',
      sql: `
create table t (id int);
do $$ begin if random() > 2 then insert into nowhere values (1); end if; end $$;`,
    },
    {
      name: 'transition tables, those of a trigger that is not seen too',
      sql: `
create table t (id int);
create function f() returns trigger language plpgsql as $$ begin insert into t select id from gone; return null; end $$;
create function g() returns trigger language plpgsql as $$ begin insert into t select id from new_rows; return null; end $$;
create trigger after_delete after delete on t referencing old table as gone for each statement execute function f();`,
    },
    {
      name: 'a database that is known in part',
      sql: `
alter table users add column size int;
create function f() returns void language plpgsql as $$ begin delete from sessions; end $$;`,
      sqlstate: '42P01',
    },
  ],
});
