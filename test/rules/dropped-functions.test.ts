import rule from '../../server/rules/dependent-objects.ts';
import { expectRule } from '../support/expect-rule.ts';

const setUp = `
create table t (id int primary key);
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger stamping before insert on t for each row execute function stamp();`;

const calls = `
create table t (id int primary key);
create function mine(int) returns boolean stable language sql as 'select $1 = 1';
create view v as select id from t where mine(id);
create policy p on t using (mine(id));`;

const parts = `
create function short(text) returns text immutable language sql as 'select left($1, 5)';
create table t (
  id text primary key default short('abc'),
  body text constraint fits check (short(body) = body),
  head text generated always as (short(body)) stored
);
create index by_short on t (short(id));
create index short_ones on t (id) where short(id) = id;`;

expectRule(rule, {
  flags: [
    {
      name: 'one of several functions of a name, where a table calls no other of them',
      sql: `
create function f(int) returns int language sql as 'select $1';
create function f(text) returns text language sql as 'select $1';
create table a (id int primary key default f(1));
create table b (id int primary key, t text default f('x'::text));
drop function f(int);
--            ^`,
      sqlstate: '2BP01',
      message: /default of column id of table a depends on it/,
    },
    {
      name: 'a function that a default, a check, a generated column and indexes call',
      sql: `${parts}
drop function short(text);
--            ^^^^^`,
      sqlstate: '2BP01',
      message:
        /dropped: default of column id of table t, generated column head of table t, index by_short of table t and 2 more depend on it/,
      related: 5,
    },
    {
      name: 'a function that a later default calls, as others did before',
      sql: `
create function number() returns int language sql as 'select 1';
create table t (a int default number(), b int);
create table u (a int default number());
drop table u;
alter table t alter a drop default, alter b set default number();
drop function number;
--            ^^^^^^`,
      sqlstate: '2BP01',
      related: 1,
    },
    {
      name: 'a function whose calls another table has copied',
      sql: `${parts}
create table copy (like t including all);
drop table t;
drop function short(text);
--            ^^^^^`,
      sqlstate: '2BP01',
      message:
        /dropped: default of column id of table copy and generated column head of table copy and constraint fits of table copy depend on it/,
    },
    {
      name: 'a function that a default called under another name',
      sql: `
create function number() returns int language sql as 'select 1';
create table t (a int default number());
alter function number() rename to counted;
drop function counted();
--            ^^^^^^^`,
      sqlstate: '2BP01',
    },
    {
      name: 'a function that a view and a policy call',
      sql: `${calls}
drop function mine(int);
--            ^^^^`,
      sqlstate: '2BP01',
      message: /view v/,
      related: 2,
    },
    {
      name: 'a function that a trigger runs',
      sql: `${setUp}
drop function if exists stamp();
--                      ^^^^^`,
      sqlstate: '2BP01',
      message: /trigger stamping of table t/,
      related: 1,
    },
  ],
  accepts: [
    {
      name: 'one of several functions of a name that no default calls any more',
      sql: `
create function f(int) returns int language sql as 'select $1';
create function f(text) returns text language sql as 'select $1';
create table a (id int primary key default f(1), t text default f('x'::text));
alter table a alter column id drop default;
drop function f(int);`,
    },
    {
      name: 'one of the name of a built-in one, which is called instead',
      sql: `
create function public.lower(text) returns text language sql immutable as 'select $1';
create table t (a text default lower('A'));
create table copy (like t including all);
drop function public.lower(text);`,
    },
    {
      name: 'one under another name, once its default is gone',
      sql: `
create schema app;
create function number() returns int language sql as 'select 1';
create table t (a int default number());
alter function number() rename to count_on;
alter function count_on() set schema app;
alter table t alter a drop default;
drop function app.count_on();`,
    },
    {
      name: 'one whose default a function has taken away',
      sql: `
create function number() returns int language sql as 'select 1';
create table t (a int default number());
create function undo() returns void language plpgsql as $$ begin execute 'alter table t alter a drop default'; end $$;
select undo();
drop function number();`,
    },
    {
      name: 'one with all that calls it in a table',
      sql: `${parts}
drop function short(text) cascade;
create index by_short on t (id);
create index short_ones on t (id);
alter table t add constraint fits check (body <> ''), add column head text;
insert into t (id) values ('a');`,
    },
    {
      name: 'one that nothing in a table calls any more',
      sql: `${parts}
alter table t alter id drop default, drop constraint fits, drop column head;
drop index by_short, short_ones;
drop function short(text);`,
    },
    {
      name: 'one of two of its name, of which the other is called',
      sql: `
create function one(int) returns int immutable language sql as 'select 1';
create function one(text) returns int immutable language sql as 'select 1';
create table t (a int default one(1));
drop function one(text);`,
    },
    {
      name: 'one with the views and policies that call it',
      sql: `${calls}
drop function mine(int) cascade;
create view v as select 1 as id;
create policy p on t using (true);`,
    },
    {
      name: 'one that a new definition of the view no longer calls',
      sql: `${calls}
create or replace view v as select id from t;
alter policy p on t using (id > 1);
drop function mine(int);
select * from v;`,
    },
    {
      name: 'one whose view is gone',
      sql: `${calls}\ndrop view v;\ndrop policy p on t;\ndrop function mine;`,
    },
    { name: 'one with its triggers', sql: `${setUp}\ndrop function stamp cascade;\ndrop table t;` },
    { name: 'one whose trigger is gone', sql: `${setUp}\ndrop trigger stamping on t;\ndrop function stamp;` },
    { name: 'one whose table is gone', sql: `${setUp}\ndrop table t;\ndrop function stamp();` },
    {
      name: 'one of a partitioned table, with the triggers of its partitions',
      sql: `
create table p (id int) partition by list (id);
create table p1 partition of p for values in (1);
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger stamping before insert on p for each row execute function stamp();
drop function stamp() cascade;
create trigger stamping before insert on p1 for each row execute function suppress_redundant_updates_trigger();`,
    },
  ],
});
