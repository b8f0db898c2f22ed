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
      name: 'a bound of another kind than the key',
      sql: `
create table a (id int) partition by range (id);
create table b partition of a for values in (1);
--                                       ^^`,
      sqlstate: '42P16',
    },
    {
      name: 'a default partition by hash',
      sql: `
create table a (id int) partition by hash (id);
create table b partition of a default;
--                            ^^^^^^^`,
      sqlstate: '42P16',
    },
    {
      name: 'a remainder that the modulus cannot leave',
      sql: `
create table a (id int) partition by hash (id);
create table b partition of a for values with (modulus 2, remainder 2);
--                                       ^^^^`,
      sqlstate: '42P16',
    },
    {
      name: 'a column twice in a key',
      sql: `
create table a (id int, b int, primary key (id, b, id));
--                                          ^^^^^^^^^`,
      sqlstate: '42701',
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
      name: 'a column twice in a unique constraint',
      sql: `
create table a (id int, b int, unique (b, b));
--                                     ^^^^`,
      sqlstate: '42701',
    },
    {
      name: 'a unique index with an expression, where another one makes the partitions',
      sql: `
create table a (id int, at date) partition by range ((extract(year from at)));
create unique index on a (id, (extract(year from at)));
--                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
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
  ],
});
