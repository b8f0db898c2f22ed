import rule from '../../server/rules/dependent-objects.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a type that a domain, a composite type and a function use',
      sql: `
create type mood as enum ('sad', 'ok');
create domain feeling as mood;
create type day as (at date, felt mood);
create function worse(mood) returns mood language sql as 'select $1';
drop type mood;
--        ^^^^`,
      sqlstate: '2BP01',
      related: 3,
    },
    {
      name: 'a table whose row type a function returns',
      sql: `
create table a (id int primary key);
create function all_a() returns setof a language sql as 'select * from a';
drop table a;
--         ^`,
      sqlstate: '2BP01',
      related: 1,
    },
    {
      name: 'a column from which another is generated',
      sql: `
create table a (id int primary key, n int, twice int generated always as (n * 2) stored);
alter table a drop column n;
--                        ^`,
      sqlstate: '2BP01',
      related: 1,
    },
    {
      name: 'a column that a policy of its table reads',
      sql: `
create table a (id int primary key, owner text);
create policy own on a using (owner = current_user);
alter table a drop column owner;
--                        ^^^^^`,
      sqlstate: '2BP01',
      related: 1,
    },
    {
      name: 'a table that the policy of another reads, though its column got another name',
      sql: `
create table m (id int primary key, who text);
create table a (id int primary key);
create policy member on a using (exists (select 1 from m where m.id = a.id and who = current_user));
alter table m rename column who to member;
drop table m;
--         ^`,
      sqlstate: '2BP01',
      related: 1,
    },
    {
      name: 'a column that a trigger names in UPDATE OF',
      sql: `
create table a (id int primary key, n int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger named before update of n on a for each row execute function f();
alter table a drop column n;
--                        ^`,
      sqlstate: '2BP01',
      related: 1,
    },
    {
      name: 'a column that a trigger asks for in WHEN',
      sql: `
create table a (id int primary key, n int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger asked before update on a for each row when (new.n > 1) execute function f();
alter table a drop column n;
--                        ^`,
      sqlstate: '2BP01',
      related: 1,
    },
    {
      name: 'a table under a view',
      sql: `
create table a (id int primary key);
create view v as select id from a;
drop table a;
--         ^`,
      sqlstate: '2BP01',
      related: 1,
    },
    {
      name: 'the first of two tables, of which only one is dropped',
      sql: `
create table p (id int primary key);
create table c (id int primary key, p int references p on delete cascade);
create index on c (p);
drop table if exists p restrict;
--                   ^`,
      sqlstate: '2BP01',
      fixes: {
        'Drop what depends on it as well, with CASCADE': `
create table p (id int primary key);
create table c (id int primary key, p int references p on delete cascade);
create index on c (p);
drop table if exists p CASCADE;`,
      },
    },
    {
      name: 'the key that a foreign key needs',
      sql: `
create table p (id int primary key);
create table c (id int primary key, p int references p on delete cascade);
alter table p drop constraint p_pkey, add column x int;
--                            ^^^^^^`,
      sqlstate: '2BP01',
      fixes: {
        'Drop what depends on it as well, with CASCADE': `
create table p (id int primary key);
create table c (id int primary key, p int references p on delete cascade);
alter table p drop constraint p_pkey CASCADE, add column x int;`,
      },
    },
    {
      name: 'the column that a foreign key references',
      sql: `
create table p (id int primary key);
create table c (id int primary key, p int references p on delete cascade);
alter table p drop column id;
--                        ^^`,
      sqlstate: '2BP01',
    },
    {
      name: 'the index of a constraint',
      sql: `
create table p (id int primary key);
drop index p_pkey;
--         ^^^^^^`,
      sqlstate: '2BP01',
      titles: [],
    },
    {
      name: 'the sequence of an identity column',
      sql: `
create table p (id int generated always as identity primary key);
drop sequence p_id_seq;
--            ^^^^^^^^`,
      sqlstate: '2BP01',
      titles: [],
    },
    {
      name: 'a type of a column',
      sql: `
create type mood as enum ('calm');
create table p (id int primary key, m mood);
drop type mood;
--        ^^^^`,
      sqlstate: '2BP01',
    },
    {
      name: 'the row type of a table',
      sql: `
create table p (id int primary key);
drop type p cascade;
--        ^`,
      sqlstate: '2BP01',
      titles: [],
    },
    {
      name: 'a schema that is not empty',
      sql: `
create schema s;
create table s.t (id int primary key);
drop schema s;
--          ^`,
      sqlstate: '2BP01',
    },
    {
      name: 'a column that a view reads, under whatever name',
      sql: `
create table a (id int primary key, name text, more int);
create view v as select id, upper(name) as title from a;
alter table a rename column name to label;
alter table a drop column label;
--                        ^^^^^`,
      sqlstate: '2BP01',
    },
    {
      name: 'the type of a column that a view reads',
      sql: `
create table a (id int primary key, name text, more int);
create view v as select id, name from a;
alter table a alter column name type varchar(20);
--                         ^^^^`,
      sqlstate: '0A000',
      titles: [],
    },
    {
      name: 'the parent of INHERITS',
      sql: `
create table a (id int primary key);
create table b () inherits (a);
drop table a;
--         ^`,
      sqlstate: '2BP01',
    },
  ],
  accepts: [
    {
      name: 'CASCADE takes policies, triggers, generated columns, domains and functions along',
      sql: `
create type mood as enum ('sad', 'ok');
create domain feeling as mood;
create table a (id int primary key, n int, twice int generated always as (n * 2) stored, felt feeling);
create function f() returns trigger language plpgsql as 'begin return new; end';
create function worse(mood) returns mood language sql as 'select $1';
create trigger asked before update of n on a for each row when (new.n > 1) execute function f();
create policy positive on a using (n > 0);
alter table a drop column n cascade;
create trigger asked before update on a for each row execute function f();
create policy positive on a using (id > 0);
alter table a add column twice int;
drop type mood cascade;
create domain feeling as text;
alter table a add column felt feeling;`,
    },
    {
      name: 'a type whose users are gone',
      sql: `
create type mood as enum ('sad', 'ok');
create domain feeling as mood;
create function worse(mood) returns mood language sql as 'select $1';
drop domain feeling;
drop function worse(mood);
drop type mood;`,
    },
    {
      name: 'a column of the table that the view does not read',
      sql: `
create table a (id int primary key, name text, more int);
create view v as select id, name from a;
alter table a drop column more;
alter table a alter column id set default 1;`,
    },
    {
      name: 'a view that went with a column, and views on it',
      sql: `
create type mood as enum ('calm');
create table a (id int primary key, name text, m mood);
create view v as select name from a;
create view w as select * from v;
create view x as select m from a;
alter table a drop column name cascade;
create view v as select id from a;
create view w as select * from v;
drop view w, v;
drop type mood cascade;
drop table a;`,
    },
    {
      name: 'both at once, in whatever order',
      sql: `
create table p (id int primary key);
create table c (id int primary key, p int references p);
create view v as select c.id from c;
drop view v;
drop table p, c;`,
    },
    {
      name: 'CASCADE',
      sql: `
create table p (id int primary key);
create table c (id int primary key, p int references p);
create view v as select id from c;
drop table c cascade;
drop table p;`,
    },
    {
      name: 'a view that was replaced and no longer reads it',
      sql: `
create table a (id int primary key);
create table b (id int primary key);
create view v as select id from a;
create or replace view v as select id from b;
drop table a;`,
    },
    {
      name: 'a partitioned table, a table that references itself, a column of that type gone',
      sql: `
create table p (id int, d date) partition by range (d);
create table p1 partition of p for values from ('2020-01-01') to ('2021-01-01');
drop table p;
create table s (id int primary key, parent int references s);
drop table s;
create type mood as enum ('calm');
create table m (id int primary key, m mood);
alter table m drop column m;
drop type mood;`,
    },
    {
      name: 'a key besides another that serves as well',
      sql: `
create table p (id int primary key);
create table c (id int primary key, p int references p (id));
alter table p add constraint again unique (id);
alter table p drop constraint again;`,
    },
    {
      name: 'a foreign key that is dropped before',
      sql: `
create table p (id int primary key);
create table c (id int primary key, p int references p);
alter table c drop constraint c_p_fkey;
drop table p;`,
    },
  ],
});
