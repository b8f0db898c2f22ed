import rule from '../../server/rules/enum-value-used-same-transaction.ts';
import { expectRule } from '../support/expect-rule.ts';

const before = `
create type e as enum ('a');
create table t (x e);`;

expectRule(rule, {
  flags: [
    {
      name: 'in a query, a default, a check, an index and a function',
      sql: `${before}
begin;
alter type e add value 'b' before 'a';
insert into t values ('b');
--                    ^^^
alter table t alter column x set default 'b';
--                                       ^^^
alter table t add check (x = 'b');
--                           ^^^
create index on t (x) where x = 'b';
--                              ^^^
create function f() returns e language sql as $$select 'b'::e$$;
--                                                     ^^^
rollback;`,
      message: /^The value b of e is added in this transaction/,
      related: 1,
      sqlstate: '55P04',
    },
    {
      name: 'with COMMIT and BEGIN before it',
      sql: `${before}
begin;
alter type e add value 'b';
select 'b'::e;
--     ^^^
rollback;`,
      fixed: `${before}
begin;
alter type e add value 'b';
COMMIT;
BEGIN;

select 'b'::e;
rollback;`,
      sqlstate: '55P04',
    },
    {
      name: 'of an enum that the transaction made, before PostgreSQL 17',
      sql: `
begin;
create type e as enum ('a');
alter type e add value 'b';
select 'b'::e;
--     ^^^
rollback;`,
      version: 16,
      withoutServer: 'PGlite is PostgreSQL 18',
    },
    {
      name: 'under the new name of its enum',
      sql: `${before}
begin;
alter type e rename to f;
alter type f add value 'b';
select 'b'::f;
--     ^^^
rollback;`,
      sqlstate: '55P04',
    },
  ],
  accepts: [
    {
      name: 'outside of a transaction, after its COMMIT, or a value of before',
      sql: `${before}
alter type e add value 'b';
insert into t values ('b');
begin;
alter type e add value 'c';
insert into t values ('a');
commit;
insert into t values ('c');`,
    },
    {
      name: 'a value that is there or has another name',
      sql: `${before}
begin;
alter type e add value if not exists 'a';
insert into t values ('a');
alter type e rename value 'a' to 'c';
insert into t values ('c');
rollback;`,
    },
    {
      name: 'of an enum that the transaction made',
      sql: `
begin;
create type e as enum ('a');
alter type e add value 'b';
select 'b'::e;
commit;`,
    },
    {
      name: 'in the body of a function that runs later, and of another type',
      sql: `${before}
create type other as enum ('b');
begin;
alter type e add value 'b';
create function f() returns e language plpgsql as $$begin return 'b'; end$$;
select 'b'::other, 'b'::text;
rollback;`,
    },
  ],
});
