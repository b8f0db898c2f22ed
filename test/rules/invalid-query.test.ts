import rule from '../../server/rules/invalid-query.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'USING in a policy for INSERT',
      sql: `
create table a (id int primary key);
create policy p on a for insert using (true);
--                              ^^^^^`,
      sqlstate: '42601',
    },
    {
      name: 'WITH CHECK in a policy for SELECT',
      sql: `
create table a (id int primary key);
create policy p on a for select using (true) with check (true);
--                                                ^^^^^`,
      sqlstate: '42601',
    },
    {
      name: 'a trigger on TRUNCATE for each row',
      sql: `
create table a (id int primary key);
create function f() returns trigger language plpgsql as 'begin return null; end';
create trigger t after insert or truncate on a for each row execute function f();
--                               ^^^^^^^^`,
      sqlstate: '0A000',
    },
    {
      name: 'INSTEAD OF on a table',
      sql: `
create table a (id int primary key);
create function f() returns trigger language plpgsql as 'begin return null; end';
create trigger t instead of insert on a for each row execute function f();
--               ^^^^^^^`,
      sqlstate: '42809',
    },
    {
      name: 'AFTER for each row of a view',
      sql: `
create view a as select 1 as id;
create function f() returns trigger language plpgsql as 'begin return null; end';
create trigger t after update on a for each row execute function f();
--               ^^^^^`,
      sqlstate: '42809',
    },
    {
      name: 'a column twice in a key',
      sql: `
create table a (id int, b int, primary key (id, b, id));
--                                          ^^^^^^^^^`,
      sqlstate: '42701',
    },
    {
      name: 'the name of two functions without parameters',
      sql: `
create function f(a int) returns int language sql as 'select 1';
create function f(a text) returns int language sql as 'select 1';
create procedure f() language sql as 'select 1';
drop procedure f;
drop function f;
--            ^`,
      sqlstate: '42725',
    },
    {
      name: 'a primary key of a partitioned table without the column of its partitions',
      sql: `
create table a (id int primary key, at date) partition by range (at);
--              ^^`,
      sqlstate: '0A000',
      message: /lacks "at"/,
    },
    {
      name: 'a unique constraint that is added to a partitioned table',
      sql: `
create table a (id int, at date, region text) partition by list (region);
alter table a add constraint once unique (id, at);
--                                        ^^^^^^`,
      sqlstate: '0A000',
    },
    {
      name: 'a unique index of a partitioned table, on an expression of the column only',
      sql: `
create table a (id int, region text) partition by list (region);
create unique index on a (id, lower(region));
--                        ^^^^^^^^^^^^^^^^^`,
      sqlstate: '0A000',
    },
    {
      name: 'a key where an expression makes the partitions',
      sql: `
create table a (id int, at date, unique (id, at)) partition by range ((extract(year from at)));
--                                       ^^^^^^`,
      sqlstate: '0A000',
      message: /unsupported UNIQUE constraint/i,
    },
    {
      name: 'a view of the system that the target version does not have yet',
      sql: `
create view v as select backend_type from pg_catalog.pg_stat_io;
--                                        ^^^^^^^^^^^^^^^^^^^^^`,
      version: 15,
      withoutServer: 'pg_stat_io is there since PostgreSQL 16',
    },
    {
      name: 'a virtual generated column for a version before 18',
      sql: `
create table a (id int, twice int generated always as (id * 2) virtual);
--                                                             ^^^^^^^`,
      version: 17,
      withoutServer: 'PGlite is PostgreSQL 18',
      message: /^VIRTUAL is known since PostgreSQL 18, but the target is 17/,
    },
    {
      name: 'NULLS NOT DISTINCT for a version before 15',
      sql: `
create table a (id int primary key, code text);
create unique index on a (code) nulls not distinct;
--                              ^^^^^`,
      version: 14,
      withoutServer: 'PGlite is PostgreSQL 18',
    },
    {
      name: 'MERGE before 15, in a DO block',
      sql: `
create table a (id int primary key);
create table b (id int primary key);
do $$ begin merge into a using b on a.id = b.id when matched then delete; end $$;
--          ^^^^^`,
      version: 13,
      withoutServer: 'PGlite is PostgreSQL 18',
    },
    {
      name: 'an index on a view',
      sql: `
create table a (id int);
create view v as select id from a;
create index on v (id);
--              ^`,
      sqlstate: '42809',
    },
    {
      name: 'a partition that is one already',
      sql: `
create table m (id int) partition by list (id);
create table m1 partition of m for values in (1);
alter table m attach partition m1 for values in (2);
--                             ^^`,
      sqlstate: '42809',
    },
    {
      name: 'more values than the partition key has columns',
      sql: `
create table m (id int, at date) partition by range (at);
create table m1 partition of m for values from (1, '2024-01-01') to (2, '2025-01-01');
--                                        ^^^^`,
      sqlstate: '42P16',
    },
    {
      name: 'a privilege that there is not',
      sql: `
create table a (id int);
grant selct on a to public;
--    ^^^^^`,
      sqlstate: '42601',
    },
    {
      name: 'an identity column of a domain',
      sql: `
create domain number as bigint;
create table a (id number generated always as identity);
--                 ^^^^^^`,
      sqlstate: '22023',
    },
    {
      name: 'a text that becomes an identity column',
      sql: `
create table a (id text not null);
alter table a alter id add generated by default as identity;
--                  ^^`,
      sqlstate: '22023',
    },
    {
      name: 'a length of nothing',
      sql: `
create table a (name character varying (0));
--                                     ^^^`,
      sqlstate: '22023',
    },
    {
      name: 'a type that takes no length',
      sql: `
create table a (name text(20));
--                       ^^^^`,
      sqlstate: '42601',
    },
    {
      name: 'too many digits',
      sql: `
create table a (amount numeric(2000, 2));
--                            ^^^^^^^^^`,
      sqlstate: '22023',
    },
    {
      name: 'an index on whole rows',
      sql: `
create table a (id int, n int);
create index on a ((row(id, n)));
--                  ^^^`,
      sqlstate: '42P16',
    },
    {
      name: 'a name of two tables',
      sql: `
create table a (id int);
create table b (id int);
create view v as select id from a, b;
--                      ^^`,
      sqlstate: '42702',
    },
    {
      name: 'a table that is missing in FROM',
      sql: `
create table a (id int);
create table b (id int);
create view v as select b.id from a;
--                      ^`,
      sqlstate: '42P01',
    },
    {
      name: 'an aggregate in WHERE',
      sql: `
create table a (id int);
select id from a where count(*) > 1;
--                     ^^^^^`,
      sqlstate: '42803',
    },
    {
      name: 'a subquery in CHECK',
      sql: `
create table a (id int check (id in (select 1)));
--                               ^^`,
      sqlstate: '0A000',
    },
  ],
  accepts: [
    {
      name: 'triggers of a view',
      sql: `
create view a as select 1 as id;
create function f() returns trigger language plpgsql as 'begin return null; end';
create trigger t after update on a for each statement execute function f();
create trigger u instead of insert or delete on a for each row execute function f();`,
    },
    {
      name: 'keys of partitioned tables that tell their partitions apart',
      sql: `
create table a (id int, at date, primary key (id, at)) partition by range (at);
create table b (id int, at date) partition by range ((at));
create unique index on b (at, id);
alter table b add primary key (id, at);
create table c (id int, at date) partition by range (id, (extract(year from at)));
create index on c (id);`,
    },
    {
      name: 'identity after the default of a serial column is gone',
      sql: `
create table t (id serial primary key);
alter table t alter column id drop default, alter column id add generated by default as identity;`,
    },
    {
      name: 'positions in what * of something unknown may stand for',
      sql: `
create extension our_own;
create view a as select * from some_function(1) order by 1, 3;
create view b as select * from our_own.things group by 1;
create view c as select distinct on (2) * from our_own.things;
create view d as select distinct * from our_own.things order by made_at;`,
      withoutServer: 'there is no such extension',
    },
    {
      name: 'all that for the version that brought it',
      sql: `
create table a (id int primary key, code text, twice int generated always as (id * 2) virtual, constraint c not null code);
create unique index on a (code) nulls not distinct;
create table b (id int primary key check (id > 0) not enforced);
merge into a using b on a.id = b.id when not matched by source then delete returning a.id;`,
    },
    {
      name: 'what was there before for an old version',
      sql: `
create table a (id int primary key check (id > 0), code text not null, twice int generated always as (id * 2) stored, unique (code));
create table b (id int primary key references a on delete set null);
create view v as select distinct id, array_agg(code) as codes from a group by id;
alter table a add constraint positive check (id > 1);`,
      version: 13,
    },
    {
      name: 'partition bounds of all kinds',
      sql: `
create table m (id int, at date) partition by range (at, id);
create table m1 partition of m for values from (minvalue, minvalue) to ('2024-01-01', 10);
create table m2 partition of m for values from ('2024-01-01'::timestamp, 10) to (maxvalue, maxvalue);
create table l (kind text) partition by list (kind);
create table l1 partition of l for values in ('a', 'b', null);
create table l2 partition of l default;
create table h (id bigint) partition by hash (id);
create table h1 partition of h for values with (modulus 2, remainder 0);
create table e (at timestamptz) partition by range (date_trunc('day', at at time zone 'UTC'));
create table e1 partition of e for values from ('2024-01-01') to ('2024-02-01');`,
    },
    {
      name: 'lengths and precisions that types take',
      sql: `
create table a (
  a varchar(10485760), b char(1), c numeric(5, -2), d numeric(2, 10), e bit(4), f varbit, g timestamp(9), h interval day to second(3),
  i float(20), j "char", k time(0) with time zone, l decimal, m varchar(20)[], id smallint generated always as identity
);`,
    },
    {
      name: 'grouping by the primary key, by position and by name',
      sql: `
create table a (id int primary key, name text);
create table b (a int, n int);
create view v as select a.id, a.name, sum(n) from a join b on b.a = a.id group by a.id;
create view w as select name as title, count(*) from a group by 1 order by title;
create view x as select id from a join lateral (select n from b where b.a = a.id) s on true where s.n > (select avg(n) from b);
with recursive r as (select 1 as n union all select n + 1 from r where n < 3) select * from r;`,
    },
  ],
});
