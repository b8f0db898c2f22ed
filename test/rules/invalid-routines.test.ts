import duplicateObject from '../../server/rules/duplicate-object.ts';
import invalidQuery from '../../server/rules/invalid-query.ts';
import { expectRule } from '../support/expect-rule.ts';

const triggerFunction = `
create function f() returns trigger language plpgsql as 'begin return null; end';`;

expectRule(invalidQuery, {
  flags: [
    {
      name: 'parameters that no function can have',
      sql: `
create function f(a int, a int) returns int language sql as 'select 1';
--                       ^
create function g(a int = 1, b int) returns int language sql as 'select 1';
--                           ^
create function h(variadic a int[], b int) returns int language sql as 'select 1';
--                         ^
create function i(variadic int) returns int language sql as 'select 1';
--                         ^^^`,
      message: /^Parameter name "a" used more than once/,
      sqlstate: '42P13',
    },
    {
      name: 'results of a type that no argument tells',
      sql: `
create function a(x int) returns anyelement language sql as 'select null';
--                               ^^^^^^^^^^
create function b(x anyelement) returns anyrange language sql as 'select null';
--                                      ^^^^^^^^
create function c(x anyelement, out y anycompatiblearray) language sql as 'select null';
--                                    ^^^^^^^^^^^^^^^^^^
create function d(x int) returns table (y anyarray) language sql as 'select null';
--                                        ^^^^^^^^`,
      message: /^Cannot determine result data type of anyelement/,
      sqlstate: '42P13',
    },
    {
      name: 'parameters of a trigger’s function',
      sql: `
create function f(a int) returns trigger language plpgsql as 'begin return new; end';
--                               ^^^^^^^`,
      sqlstate: '42P13',
    },
    {
      name: 'RETURNS that OUT parameters contradict',
      sql: `
create function f(a int, out b text) returns int language sql as 'select 1';
--                                           ^^^
create function g(out a int, out b text) returns int language plpgsql as 'begin end';
--                                               ^^^`,
      message: /^Function result type must be text because of OUT parameters/,
      sqlstate: '42P13',
    },
    {
      name: 'transition tables where there are none',
      sql: `${triggerFunction}
create table t (i int);
create view v as select i from t;
create trigger a after update on v referencing old table as o for each statement execute function f();
--                                 ^^^^^^^^^^^
create trigger b before update on t referencing old table as o for each statement execute function f();
--                                  ^^^^^^^^^^^
create trigger c after insert on t referencing old table as o for each statement execute function f();
--                                 ^^^^^^^^^^^
create trigger d after update of i on t referencing old table as o for each statement execute function f();
--                                      ^^^^^^^^^^^
create trigger e after insert or update on t referencing new table as n execute function f();
--                                           ^^^^^^^^^^^
create trigger g after update on t referencing old table as o new table as o execute function f();
--                                 ^^^^^^^^^^^
create trigger h after update on t referencing old row as o for each row execute function f();
--                                 ^^^^^^^^^^^`,
      sqlstate: '42809',
    },
    {
      name: 'transition tables of rows of partitions and children',
      sql: `${triggerFunction}
create table p (i int) partition by list (i);
create table c partition of p for values in (1);
create table parent (i int);
create table child () inherits (parent);
create trigger a after insert on c referencing new table as n for each row execute function f();
--                                 ^^^^^^^^^^^
create trigger b after insert on p referencing new table as n for each row execute function f();
--                                 ^^^^^^^^^^^
create trigger d after insert on child referencing new table as n for each row execute function f();
--                                     ^^^^^^^^^^^`,
      sqlstate: '0A000',
    },
    {
      name: 'what DROP INDEX CONCURRENTLY cannot do',
      sql: `
create table t (a int, b int);
create index i on t (a);
create index j on t (b);
drop index concurrently i, j;
--         ^^^^^^^^^^^^
drop index concurrently i cascade;
--         ^^^^^^^^^^^^
create table p (a int) partition by list (a);
create index pi on p (a);
drop index concurrently pi;
--                      ^^`,
      sqlstate: '0A000',
    },
    {
      name: 'a table that may be gone before the one that refers to it',
      sql: `
create table kept (id int primary key);
create unlogged table lost (id int primary key);
create temp table gone (id int primary key);
create table a (id int references lost);
--                                ^^^^
create unlogged table b (id int references gone, k int references kept);
--                                         ^^^^
create temp table c (id int references kept);
--                                     ^^^^`,
      sqlstate: '42P16',
    },
    {
      name: 'columns of SET NULL that are none of the foreign key',
      sql: `
create table pk (a int, b int, primary key (a, b));
create table fk (a int, b int, c int, foreign key (a, b) references pk on delete set null (c));
--                                                                                         ^`,
      sqlstate: '42P10',
    },
  ],
  accepts: [
    {
      name: 'parameters of one name that come in and go out, and results that fit',
      sql: `
create function f(a int, out a int) language sql as 'select 1';
create function g(a int = 1, b int default 2, out c int) returns int language sql as 'select 1';
create function h(a int, variadic b text[]) returns int language sql as 'select 1';
create function i(inout a int, out b text) returns record language sql as $$select 1, 'x'$$;
create function j(out a int, out b text) returns setof record language sql as $$select 1, 'x'$$;
create function k(a int) returns table (b int, c varchar) language sql as $$select 1, 'x'$$;
create function l(variadic anyarray, out n int) language sql as 'select 1';
create function m(out a varchar) returns varchar(20) language sql as $$select 'x'$$;
create function n(variadic "any") returns int language internal as 'pg_num_nonnulls';
create procedure o(inout a int, inout b text) language sql as $$select 1, 'x'$$;
create function p(x anyrange) returns anyelement language sql as 'select lower($1)';
create function q(x anymultirange) returns anyrange language sql as 'select range_merge($1)';
create function r(variadic anycompatiblearray, out y anycompatible) language sql as 'select $1[1]';
create function s(x anyelement) returns table (y anyarray, z int) language sql as 'select array[$1], 1';`,
    },
    {
      name: 'transition tables of statements, and of rows of a table by itself',
      sql: `${triggerFunction}
create table p (i int) partition by list (i);
create table c partition of p for values in (1);
create table t (i int);
create trigger a after insert on p referencing new table as n for each statement execute function f();
create trigger b after insert on c referencing new table as n for each statement execute function f();
create trigger d after update on t referencing old table as o new table as n for each row execute function f();
create trigger e after delete on t referencing old table o execute function f();`,
    },
    {
      name: 'an R-tree, the row of the table as partition key, and columns of SET NULL',
      sql: `
create table boxes (b box);
create index on boxes using rtree (b);
create table parted (a int, b int) partition by list ((parted));
create table pk (a int, b int, primary key (a, b));
create table fk (a int, b int, foreign key (a, b) references pk on delete set null (b));`,
    },
  ],
});

expectRule(duplicateObject, {
  flags: [
    {
      name: 'columns that LIKE brings a second time',
      sql: `
create table x (a int);
create table y (a int, like x);
--                          ^
create table z (like x, like x);
--                           ^`,
      sqlstate: '42701',
    },
  ],
  accepts: [
    {
      name: 'the right statement after one that PostgreSQL rejects',
      sql: `
create table t (i int);
create materialized view m (a, b) as select i from t;
create materialized view m (a) as select i from t;
drop materialized view m;`,
      sqlstate: '42601',
    },
    {
      name: 'a table, a sequence and a view that take the place of rejected ones',
      sql: `
create table r (id int primary key);
create table t (a int, b nothing);
create table t (a int primary key, c text);
select c from t;
create view v as select d from t;
create view v as select c from t;
select c from v;
create sequence s increment 0;
create sequence s;
create table u (a uuid references r (id));
create table u (a int references r (id));
drop table u, r;`,
      sqlstate: '42704',
    },
    {
      name: 'LIKE of a parent',
      sql: `
create table x (a int);
create table y (like x) inherits (x);`,
    },
  ],
});
