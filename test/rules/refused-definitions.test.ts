import duplicateObject from '../../server/rules/duplicate-object.ts';
import invalidQuery from '../../server/rules/invalid-query.ts';
import undefinedFunction from '../../server/rules/undefined-function.ts';
import undefinedObject from '../../server/rules/undefined-object.ts';
import { expectRule } from '../support/expect-rule.ts';

const view = `
create table t (id int primary key, a int);
create view v as select id, a from t;
create sequence counter;`;

expectRule(invalidQuery, {
  flags: [
    {
      name: 'a function without a result',
      sql: `
create function head(given text) language sql as 'select left(given, 1)';
--              ^^^^`,
      sqlstate: '42P13',
      message: /^Function result type must be specified/,
    },
    {
      name: 'a policy of a view',
      sql: `${view}
create policy own on v using (id > 0);
--                   ^`,
      sqlstate: '42809',
    },
    {
      name: 'USING for a policy of INSERT, given later',
      sql: `${view}
create policy own on t for insert with check (id > 0);
alter policy own on t using (id > 1);
--                    ^^^^^`,
      sqlstate: '42601',
    },
    {
      name: 'a column added to a view',
      sql: `${view}
alter table v add column b int;
--          ^`,
      sqlstate: '42809',
      message: /ALTER action ADD COLUMN cannot be performed on relation "v"/,
    },
    {
      name: 'NOT NULL of a view, in the words of PostgreSQL 14',
      version: 14,
      withoutServer: 'PGlite is a later version',
      sql: `${view}
alter table v alter a set not null;
--          ^`,
      message: /"v" is not a table/,
    },
    {
      name: 'a constraint of a sequence',
      sql: `${view}
alter table counter add unique (id);
--          ^^^^^^^`,
      sqlstate: '42809',
    },
    {
      name: 'a function renamed as an aggregate',
      sql: `
create function f(int) returns int language sql as 'select 1';
alter aggregate f(int) rename to g;
--              ^`,
      sqlstate: '42809',
    },
    {
      name: 'an aggregate dropped as a function',
      sql: `
create aggregate total(int) (sfunc = int4pl, stype = int);
drop function total(int);
--            ^^^^^`,
      sqlstate: '42809',
    },
    {
      name: 'a procedure renamed as a function',
      sql: `
create procedure run(int) language sql as 'select 1';
alter function run(int) rename to walk;
--             ^^^`,
      sqlstate: '42809',
    },
    {
      name: 'a sequence owned by a sequence',
      sql: `${view}
create sequence other owned by counter.id;
--                             ^^^^^^^`,
      sqlstate: '42809',
    },
  ],
  accepts: [
    {
      name: 'results of OUT parameters and of tables, and procedures',
      sql: `
create function a(out x int) language sql as 'select 1';
create function b(inout x int) language sql as 'select x';
create function c() returns table (x int) language sql as 'select 1';
create procedure d() language sql as 'select 1';`,
    },
    {
      name: 'what views and sequences can have changed by ALTER TABLE',
      sql: `${view}
alter table v alter a set default 1;
alter table v set (security_barrier = true);
alter table v rename to w;
alter table counter rename to numbers;`,
    },
    {
      name: 'WITH CHECK for a policy of INSERT',
      sql: `${view}
create policy own on t for insert with check (id > 0);
alter policy own on t with check (id > 1);`,
    },
  ],
});

expectRule(undefinedFunction, {
  flags: [
    {
      name: 'the step of an aggregate',
      sql: `
create function step(int, text) returns int language sql as 'select $1';
create aggregate number_of(int) (sfunc = step, stype = int);
--                                       ^^^^`,
      sqlstate: '42883',
      message: /step\(integer, integer\)/,
    },
    {
      name: 'the last function of an aggregate',
      sql: `
create aggregate number_of(int) (sfunc = int4pl, stype = int, finalfunc = finish);
--                                                                        ^^^^^^`,
      sqlstate: '42883',
    },
    {
      name: 'an aggregate called with something else, by the type that it returns',
      sql: `
create aggregate total(int) (sfunc = int4pl, stype = int);
create view v as select lower(total(a)) from (values (1)) t (a);
--                      ^^^^^`,
      sqlstate: '42883',
    },
  ],
  accepts: [
    {
      name: 'aggregates of several kinds',
      sql: `
create function step(int, text) returns int language sql as 'select $1';
create function finish(int) returns text language sql as 'select $1::text';
create aggregate number_of(text) (sfunc = step, stype = int, initcond = '0', finalfunc = finish);
create aggregate pairs(text, int) (sfunc = jsonb_object_agg_transfn, stype = internal, finalfunc = jsonb_object_agg_finalfn);
create or replace aggregate number_of(text) (sfunc = step, stype = int, initcond = '1', finalfunc = finish);
select lower(number_of(a)) from (values ('1')) t (a);`,
      withoutServer: 'the states of internal type are not ours to use',
    },
  ],
});

expectRule(duplicateObject, {
  flags: [
    {
      name: 'an aggregate renamed to one of the same arguments',
      sql: `
create aggregate one(int) (sfunc = int4pl, stype = int);
create aggregate two(int) (sfunc = int4pl, stype = int);
alter aggregate one(int) rename to two;
--                                 ^^^`,
      sqlstate: '42723',
    },
    {
      name: 'an aggregate of the same arguments',
      sql: `
create aggregate total(int) (sfunc = int4pl, stype = int);
create aggregate total(int) (sfunc = int4pl, stype = int);
--               ^^^^^`,
      sqlstate: '42723',
    },
  ],
  accepts: [
    {
      name: 'the name that an aggregate had, and what it is called now',
      sql: `
create schema s;
create aggregate one(int) (sfunc = int4pl, stype = int);
alter aggregate one(int) rename to two;
create aggregate one(int) (sfunc = int4pl, stype = int);
alter aggregate one(int) set schema s;
alter function two(int) rename to three;
drop aggregate s.one(int);
drop aggregate three(int);`,
    },
  ],
});

expectRule(undefinedObject, {
  flags: [
    {
      name: 'a procedure of other arguments',
      sql: `
create procedure run(int) language sql as 'select 1';
drop procedure run(text);
--             ^^^`,
      sqlstate: '42883',
    },
    {
      name: 'an aggregate of other arguments',
      sql: `
create aggregate total(int) (sfunc = int4pl, stype = int);
drop aggregate total(text);
--             ^^^^^`,
      sqlstate: '42883',
    },
    {
      name: 'a constraint of a domain whose NOT NULL has another name',
      sql: `
create domain label as text constraint filled not null;
alter domain label drop constraint label_not_null;
--                                 ^^^^^^^^^^^^^^`,
      sqlstate: '42704',
    },
  ],
  accepts: [
    {
      name: 'the NOT NULL of a domain by its names',
      sql: `
create domain label as text not null;
alter domain label rename constraint label_not_null to filled;
alter domain label drop constraint filled;
alter domain label set not null;
alter domain label drop constraint label_not_null;`,
    },
    {
      name: 'procedures with OUT parameters, written or not',
      sql: `
create procedure run(int, out text) language sql as 'select ''x''::text';
drop procedure run(int, text);
create procedure run(int, out text) language sql as 'select ''x''::text';
drop procedure run(int);`,
    },
  ],
});
