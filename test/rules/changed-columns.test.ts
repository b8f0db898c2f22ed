import rule from '../../server/rules/dependent-objects.ts';
import { expectRule } from '../support/expect-rule.ts';

const touch = `
create function touch() returns trigger language plpgsql as 'begin return new; end';`;

expectRule(rule, {
  flags: [
    {
      name: 'the type of a column that triggers, policies and generated columns read',
      sql: `${touch}
create table t (a int, b int, c int, d int, e int generated always as (d + 1) stored);
create table u (a int);
create trigger x before update of a on t for each row execute function touch();
create trigger y before update on t for each row when (old.b is distinct from new.b) execute function touch();
create policy p on u using (exists (select from t where t.c = u.a));
alter table t alter column a type bigint;
--                         ^
alter table t alter column b type bigint;
--                         ^
alter table t alter column c type bigint;
--                         ^
alter table t alter column d type bigint;
--                         ^`,
      message: /^The type of column a of table t cannot be changed: trigger x on table t depends on it/,
      sqlstate: '0A000',
    },
    {
      name: 'a part of the index of a partitioned table',
      sql: `
create table p (a int) partition by list (a);
create index p_idx on p (a);
create table c partition of p for values in (1);
drop index c_a_idx;
--         ^^^^^^^
drop index c_a_idx cascade;
--         ^^^^^^^`,
      sqlstate: '2BP01',
    },
    {
      name: 'an extension whose type a column has',
      sql: `
create extension citext;
create table t (name citext);
drop extension citext;
--             ^^^^^^`,
      message: /column name of table t/,
      sqlstate: '2BP01',
    },
  ],
  accepts: [
    {
      name: 'a column of a table whose rows as a whole are read',
      sql: `${touch}
create table t (a int, b int, c int);
create trigger x before update on t for each row when (old.* is distinct from new.*) execute function touch();
create trigger y before update on t for each row when (old is distinct from new) execute function touch();
create policy p on t using (t.* is not null);
create view v as select to_jsonb(t) as whole, count(t.*) from t group by 1;
alter table t alter column b type bigint;
alter table t drop column b;`,
    },
    {
      name: 'columns that nothing reads, or no longer',
      sql: `${touch}
create table t (a int, b int, c int generated always as (a + 1) stored);
create trigger x before update of a on t for each row execute function touch();
drop trigger x on t;
alter table t alter column b type bigint, alter column c drop expression, alter column a type bigint;`,
    },
    {
      name: 'what CASCADE takes along',
      sql: `
create extension citext;
create table a (id int primary key, name citext);
create table b (a_id int references a);
alter table a drop constraint a_pkey cascade;
drop extension citext cascade;
alter table a add column name text;
drop table a;
create table p (a int) partition by list (a);
create index p_idx on p (a);
create table c partition of p for values in (1);
drop index p_idx, c_a_idx;`,
    },
  ],
});
