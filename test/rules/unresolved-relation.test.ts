import { expect, test } from 'vitest';
import rule from '../../server/rules/unresolved-relation.ts';
import { findingsOf } from '../support/analyse-script.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'the schema into which a type is to be moved',
      sql: `
create schema app;
create type state as enum ('on');
alter type state set schema ap;
--                          ^^`,
      sqlstate: '3F000',
    },
    {
      name: 'the schema into which a table is to be moved',
      sql: `
create table app (id int);
alter table app set schema app;
--                         ^^^`,
      sqlstate: '3F000',
      titles: ['Create the schema app'],
      fixed: `
create table app (id int);
CREATE SCHEMA app;

alter table app set schema app;`,
    },
    {
      name: 'the schema that several statements miss, once',
      sql: `
create table app.a (id int);
--           ^^^
create table app.b (id int);
create view app.c as select 1 as one;`,
      sqlstate: '3F000',
      fixed: `
CREATE SCHEMA app;

create table app.a (id int);
create table app.b (id int);
create view app.c as select 1 as one;`,
    },
    {
      name: 'the parent that a table no longer inherits from',
      sql: `
create table a (id int);
alter table a no inherit b;
--                       ^`,
      sqlstate: '42P01',
    },
    {
      name: 'a table that is created later, though nothing is created before',
      sql: `
alter table a add constraint a_key primary key (id);
--          ^
create table a (id int);`,
      sqlstate: '42P01',
    },
    {
      name: 'a misspelt target of a foreign key',
      sql: `
create table customers (id bigint primary key);
create table orders (customer_id bigint references custmers (id));
--                                                 ^^^^^^^^`,
      severity: 'error',
      sqlstate: '42P01',
      message: /Did you mean customers\?/,
      fixed: `
create table customers (id bigint primary key);
create table orders (customer_id bigint references customers (id));`,
    },
    {
      name: 'a name that needs quotes, in a schema',
      sql: `
create schema app;
create table app."Order" (id bigint primary key);
create table t (id bigint references app."Oder" (id));
--                                   ^^^^^^^^^^`,
      sqlstate: '42P01',
      fixed: `
create schema app;
create table app."Order" (id bigint primary key);
create table t (id bigint references app."Order" (id));`,
    },
    {
      name: 'an index, a trigger and a comment on nothing',
      sql: `
create table t (a int);
create index on nowhere (a);
--              ^^^^^^^
comment on table nobody is 'x';
--               ^^^^^^`,
      sqlstate: '42P01',
      titles: [],
    },
    {
      name: 'a table that is created only later',
      sql: `
create table c (p_id int references parent (id));
--                                  ^^^^^^
create table parent (id int primary key);`,
      sqlstate: '42P01',
    },
    {
      name: 'a table that was dropped or renamed before',
      sql: `
create table a (id int primary key);
alter table a rename to b;
create index on a (id);
--              ^`,
      sqlstate: '42P01',
    },
    {
      name: 'what DROP IF EXISTS clears away need not have been there',
      sql: `
drop table if exists sales;
create index on sales (id);
--              ^^^^^
create table sales (id int primary key);`,
      sqlstate: '42P01',
    },
    {
      name: 'in a schema of one’s own, whatever extensions there are',
      sql: `
create extension postgis;
create schema app;
create table app.places (id int primary key, spot geometry);
insert into app.plces (id) values (1);
--          ^^^^^^^^^`,
      withoutServer: 'there is no PostGIS',
    },
    {
      name: 'a table that is not named after a well-known extension',
      sql: `
create extension postgis;
create table places (id int primary key);
create index on plces (id);
--              ^^^^^`,
      withoutServer: 'there is no PostGIS',
    },
    {
      name: 'in a schema that the script made, whatever an unknown extension brings',
      sql: `
create extension our_own;
create schema app;
create table app.places (id int primary key);
create index on app.plces (id);
--              ^^^^^^^^^`,
      withoutServer: 'there is no such extension',
    },
  ],
  accepts: [
    {
      name: 'what an extension may have put into its schema',
      sql: `
create schema topology;
create extension postgis_topology;
create table a (id int primary key);
insert into topology.layer (a) values (1);
insert into spatial_ref_sys (srid) values (1);`,
      withoutServer: 'there is no PostGIS',
    },
    {
      name: 'what well-known extensions have made, to alter it or to allow it',
      sql: `
create extension postgis;
create extension postgis_topology;
create extension pg_cron;
create extension pg_partman schema public;
create table a (id int primary key);
create trigger t after insert on cron.job for each row execute function f();
create policy p on cron.job using (true);
alter table public.spatial_ref_sys enable row level security;
alter table topology.layer owner to me;
grant select on cron.job, spatial_ref_sys to me;`,
      withoutServer: 'there are no such extensions',
    },
    {
      name: 'what an extension may have made of which nothing is known',
      sql: `
create extension our_own;
create table a (id int primary key references elsewhere, b int references made.up);
create table made.another (id int primary key);
create index on our_own.things (id);`,
      withoutServer: 'there is no such extension',
    },
    {
      name: 'what a script clears away first was there before it',
      sql: 'drop view report; drop table app.sales, "Old"; create table sales (id int); create index on sold (id);',
      sqlstate: '42P01',
    },
    {
      name: 'what is renamed or moved away before it is made anew',
      sql: 'alter table sales rename to old_sales; create table sales (id int); create index on sold (id);',
      sqlstate: '42P01',
    },
    {
      name: 'a common table expression',
      sql: 'create view v as with recent as (select 1 as a) select a from recent;',
    },
    {
      name: 'a table that SELECT … INTO makes',
      sql: `
select 1 as id, 'a'::text as name into made;
alter table made add primary key (id);
select name, id into temp also from made union all select 'b', 2;
select id from also;`,
    },
    { name: 'a temporary table', sql: 'create temp table s (a int); create index on s (a);' },
    {
      name: 'a schema on the search_path',
      sql: 'create schema app; set search_path to app, public; create table t (id int primary key); create table app.u (id int references t);',
    },
    {
      name: 'the system’s own relations',
      sql: 'create view v as select relname from pg_class; create view w as select table_name from information_schema.tables;',
    },
    { name: 'IF EXISTS', sql: 'drop table if exists gone; alter table if exists gone add column a int;' },
    {
      name: 'a name that a damaged statement could define',
      sql: 'create table parent id int primary key); create table c (id int references parent);',
      sqlstate: '42601',
    },
    {
      name: 'tables in a function’s body, which is read at run time',
      sql: `create function f() returns void language plpgsql as $$ begin insert into later values (1); end $$;`,
    },
  ],
});

test('a table that cannot be moved stays where it is', () => {
  const text = 'create table app (id int);\nalter table app set schema app;\nselect id from public.app;';
  expect(findingsOf(text, rule.id).map(({ range }) => text.slice(range.start, range.end))).toEqual(['app']);
});
