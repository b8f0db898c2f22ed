import rule from '../../server/rules/invalid-query.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'TRUNCATE of a table that another one refers to',
      sql: `
create table a (id int primary key);
create table b (id int primary key, a_id int references a);
truncate table only a;
--                  ^
truncate a, b;
truncate a cascade;`,
      message: /"b" references "a"/,
      sqlstate: '0A000',
    },
    {
      name: 'labels that an enum does not have',
      sql: `
create type mood as enum ('sad', 'ok');
alter type mood rename value 'bad' to 'awful';
--                           ^^^^^
alter type mood add value 'fine' after 'good';
--                                     ^^^^^^
alter type mood add value 'great' after 'ok';`,
      message: /"bad" is not an existing enum label/,
      sqlstate: '22023',
    },
    {
      name: 'what an identity column keeps',
      sql: `
create table a (id int generated always as identity primary key);
alter table a alter column id drop not null, alter column id drop default;
--                         ^^                             ^^`,
      sqlstate: '42601',
    },
    {
      name: 'the parts of an index that its access method does not know',
      sql: `
create table a (id int primary key, code text);
create unique index on a using hash (code);
--                       ^^^^^^^^^^`,
      message: /"hash" does not support unique indexes/,
      sqlstate: '0A000',
    },
    {
      name: 'a partition of a table without partitions',
      sql: `
create table a (id int primary key);
create table b partition of a for values in (1);
--                          ^`,
      sqlstate: '42P17',
    },
    {
      name: 'a storage parameter out of bounds',
      sql: `
create table a (id int primary key) with (fillfactor = 5);
--                                        ^^^^^^^^^^
alter table a set (autovacuum_enabled = perhaps);
--                 ^^^^^^^^^^^^^^^^^^`,
      message: /value 5 out of bounds/i,
      sqlstate: '22023',
    },
    {
      name: 'a frame of a window without an order',
      sql: `
create table a (id int primary key, n int);
select sum(n) over (groups 1 preceding) from a;
--                 ^
select sum(n) over (w order by n) from a window w as (order by id);
--                  ^`,
      sqlstate: '42P20',
    },
  ],
  accepts: [
    {
      name: 'labels that SQL may have added which cannot be read',
      sql: `
create type mood as enum ('sad', 'ok');
do $$
begin
  if current_database() = 'x' then
    alter type mood add value 'good';
  end if;
  if current_database() <> 'x' then
    alter type mood rename value 'ok' to 'good';
  end if;
end $$;
alter type mood add value 'great' after 'good';`,
    },
    {
      name: 'parameters of extensions and of older versions',
      sql: `
create table a (id int primary key) without oids;
alter table a set (autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_enabled = off);
alter table a reset (anything);`,
    },
  ],
});
