import invalidQuery from '../../server/rules/invalid-query.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(invalidQuery, {
  flags: [
    {
      name: 'indexes that cannot tell rows apart',
      sql: `
create table t (id int not null, a int, b int not null unique deferrable, c int not null);
create index plain on t (id);
create unique index nullable on t (a);
create unique index partial on t (id) where id > 0;
create unique index computed on t ((id + 1));
alter table t replica identity using index plain;
--                                         ^^^^^
alter table t replica identity using index nullable;
--                                         ^^^^^^^^
alter table t replica identity using index partial;
--                                         ^^^^^^^
alter table t replica identity using index computed;
--                                         ^^^^^^^^
alter table t replica identity using index t_b_key;
--                                         ^^^^^^^`,
      message: /^Cannot use non-unique index "plain" as replica identity/,
      sqlstate: '42809',
    },
    {
      name: 'indexes without an order for a table',
      sql: `
create table t (id int, tags int[]);
create index hashed on t using hash (id);
create index inverted on t using gin (tags);
create index partial on t (id) where id > 0;
cluster t using hashed;
--              ^^^^^^
alter table t cluster on inverted;
--                       ^^^^^^^^
cluster t using partial;
--              ^^^^^^^`,
      sqlstate: '0A000',
    },
    {
      name: 'statistics that there cannot be',
      sql: `
create table t (a int, b int);
create statistics s on a from t;
--                  ^^^^
create statistics s (mvc) on a, b from t;
--                   ^^^
create statistics s on a, a from t;
--                     ^
create statistics s (mcv) on (a + b) from t;
--                        ^^^^`,
      sqlstate: '42P17',
    },
    {
      name: 'members of a publication',
      sql: `
create table t (id int primary key);
create table u (id int primary key);
create publication p for table t;
alter publication p add table t;
--                            ^
alter publication p drop table u;
--                             ^
create publication everything for all tables;
alter publication everything add table t;
--                                     ^`,
      sqlstate: '42710',
    },
    {
      name: 'syntax of later versions',
      sql: `
create table t (a int primary key, b int);
create statistics on a, b from t;
--                ^^
create publication p for table t (a);
--                               ^
create publication q for table t where (a > 1);
--                               ^^^^^
create publication s for tables in schema public;
--                       ^^^^^^`,
      version: 14,
      withoutServer: 'PGlite is PostgreSQL 18',
    },
    {
      name: 'a second constraint of a domain',
      sql: `
create domain d as int constraint positive check (value > 0);
alter domain d add constraint positive check (value > 1);
--                            ^^^^^^^^`,
      sqlstate: '42710',
    },
  ],
  accepts: [
    {
      name: 'members that come, go and come back',
      sql: `
create table t (id int primary key);
create table u (id int primary key);
create publication p for table t, u;
alter publication p drop table u;
alter publication p add table u;
alter publication p set table t;
alter publication p add table u;
drop table u;
create table u (id int primary key);
alter publication p add table u;`,
    },
    {
      name: 'statistics on one expression',
      sql: `
create table t (a int, b int);
create statistics on (a + b) from t;
create statistics on a, b from t;
create statistics on a, b from t;
comment on statistics t_a_b_stat is 'the first';
comment on statistics t_a_b_stat1 is 'the second';
comment on statistics t_expr_stat is 'of the expression';`,
    },
  ],
});
