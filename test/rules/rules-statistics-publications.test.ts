import duplicateObject from '../../server/rules/duplicate-object.ts';
import undefinedObject from '../../server/rules/undefined-object.ts';
import unresolvedColumn from '../../server/rules/unresolved-column.ts';
import unresolvedRelation from '../../server/rules/unresolved-relation.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(duplicateObject, {
  flags: [
    {
      name: 'a rewrite rule, a statistics object and a publication',
      sql: `
create table t (a int, b int);
create rule r as on insert to t do also nothing;
create rule r as on update to t do also nothing;
--          ^
create statistics s on a, b from t;
create statistics s (mcv) on a, b from t;
--                ^
create publication p for table t;
create publication p;
--                 ^`,
      message: /^The name r is already taken by a rule, so PostgreSQL rejects the statement/,
      sqlstate: '42710',
    },
    {
      name: 'the new name of a rule',
      sql: `
create table t (a int);
create rule r as on insert to t do also nothing;
create rule s as on update to t do also nothing;
alter rule r on t rename to s;
--                          ^`,
      sqlstate: '42710',
    },
  ],
  accepts: [
    {
      name: 'what is made anew, elsewhere, or where there is none yet',
      sql: `
create schema app;
create table t (a int, b int);
create view v as select a from t;
create rule r as on insert to t do also nothing;
create or replace rule r as on insert to t do also nothing;
create rule r as on insert to v do instead nothing;
create statistics s on a, b from t;
create statistics app.s on a, b from t;
create statistics if not exists s on a, b from t;
drop table t cascade;
create table t (a int, b int);
create rule r as on insert to t do also nothing;
create statistics s on a, b from t;
create publication p;
alter publication p rename to q;
create publication p;`,
    },
    {
      name: 'a temporary table of ON COMMIT DROP',
      sql: `
create temp table t (a int) on commit drop;
create temp table t (a int) on commit drop;
begin;
create temp table u on commit drop as select 1 as a;
insert into u values (2);
commit;
create temp table u (b int);
insert into u (b) values (1);`,
    },
  ],
});

expectRule(undefinedObject, {
  flags: [
    {
      name: 'a rule in DROP, RENAME, COMMENT and ALTER TABLE',
      sql: `
create table t (a int);
create rule r as on insert to t do also nothing;
drop rule s on t;
--        ^
alter rule s on t rename to u;
--         ^
comment on rule s on t is 'none';
--              ^
alter table t disable rule s;
--                         ^`,
      message: /^The rule s of public.t does not exist at this point/,
      sqlstate: '42704',
    },
    {
      name: 'statistics in DROP, ALTER and COMMENT, those that went with a column among them',
      sql: `
create table t (a int, b int, c int);
create statistics s on a, b from t;
create statistics e on (a + b), c from t;
alter table t drop column b;
drop statistics s;
--              ^
drop statistics e;
--              ^
alter statistics s set statistics 10;
--               ^
comment on statistics s is 'none';
--                    ^`,
      message: /^The statistics object s does not exist at this point/,
      sqlstate: '42704',
    },
    {
      name: 'an index in CLUSTER and REPLICA IDENTITY',
      sql: `
create table t (id int primary key);
cluster t using t_key;
--              ^^^^^
alter table t cluster on t_key;
--                       ^^^^^
alter table t replica identity using index t_key;
--                                         ^^^^^`,
      message: /^The index t_key of public.t does not exist at this point/,
      sqlstate: '42704',
    },
    {
      name: 'a constraint of a domain',
      sql: `
create domain d as int constraint positive check (value > 0);
alter domain d drop constraint d_check;
--                             ^^^^^^^
alter domain d rename constraint d_check to positive_check;
--                               ^^^^^^^
alter domain d validate constraint d_check;
--                                 ^^^^^^^`,
      sqlstate: '42704',
    },
  ],
  accepts: [
    {
      name: 'what is there, under its new name',
      sql: `
create schema app;
create table t (id int primary key, b int);
create rule r as on insert to t do also nothing;
alter rule r on t rename to q;
alter table t rename to u;
alter table u disable rule q;
comment on rule q on u is 'it';
drop rule q on u;
drop rule if exists q on u;
create statistics s on id, b from u;
alter statistics s rename to z;
alter statistics z set schema app;
alter statistics app.z set statistics 10;
comment on statistics app.z is 'it';
drop statistics app.z;
drop statistics if exists app.z;
alter index t_pkey rename to u_pkey;
cluster u using u_pkey;
alter table u cluster on u_pkey, replica identity using index u_pkey;
create domain d as int check (value > 0) constraint c check (value < 9);
alter domain d rename constraint c to e;
alter domain d validate constraint e;
alter domain d drop constraint d_check;
alter domain d drop constraint e;
alter domain d drop constraint if exists e;`,
    },
    {
      name: 'what SQL that is put together may have made',
      sql: `
create table t (a int, b int);
do $$ begin execute format('create index %I on t (a)', 'i'); end $$;
do $$ begin execute format('create rule %I as on insert to t do also nothing', 'r'); end $$;
do $$ begin execute 'create statistics s on a, b from t'; end $$;
cluster t using i;
drop rule r on t;
drop statistics s;`,
    },
    {
      name: 'the query of a view, and publications, which a host may have made',
      sql: `
create table t (id int primary key);
create view v as select id from t;
comment on rule "_RETURN" on v is 'its query';
alter publication supabase_realtime add table t;`,
      sqlstate: '42704',
    },
  ],
});

expectRule(unresolvedRelation, {
  flags: [
    {
      name: 'what rules, statistics and publications are of',
      sql: `
create table t (a int);
create rule r as on insert to u do also nothing;
--                            ^
create statistics s on a, b from u;
--                               ^
create publication p for table t, u;
--                                ^
alter publication p add table only u;
--                                 ^
drop rule r on u;
--             ^
cluster u using u_pkey;
--      ^`,
      sqlstate: '42P01',
    },
    {
      name: 'a temporary table after its COMMIT',
      sql: `
begin;
create temp table t (a int) on commit drop;
insert into t values (1);
commit;
create table u (a int);
select * from t;
--            ^`,
      sqlstate: '42P01',
    },
  ],
  accepts: [
    {
      name: 'a temporary table where a tool may have opened the transaction',
      sql: `
create table u (a int);
create temp table t (a int) on commit drop;
insert into t select a from u;
create temp table kept (a int) on commit delete rows;
begin;
insert into kept values (1);
commit;
select * from kept;`,
      sqlstate: '42P01',
    },
  ],
});

expectRule(unresolvedColumn, {
  flags: [
    {
      name: 'the columns of GRANT, statistics and a publication',
      sql: `
create table t (id int primary key, b int);
grant select (id, c), update (d) on t to public;
--                ^
--                            ^
revoke insert (c) on t from public;
--             ^
create statistics s on id, c from t;
--                         ^
create publication p for table t (id, c);
--                                    ^`,
      sqlstate: '42703',
    },
  ],
  accepts: [
    {
      name: 'columns of the table and of the system',
      sql: `
create table t ("Id" int primary key, b int);
grant select ("Id", ctid), update (b) on t to public;
grant all (b) on t to public;
create statistics s on "Id", b from t;`,
    },
  ],
});
