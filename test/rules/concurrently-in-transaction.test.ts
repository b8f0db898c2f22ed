import rule from '../../server/rules/concurrently-in-transaction.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'indexes that are made, dropped and built anew',
      sql: `
create table t (a int);
create index i on t (a);
begin;
drop index concurrently i;
--         ^^^^^^^^^^^^
create unique index concurrently on t (a);
--                  ^^^^^^^^^^^^
reindex table concurrently t;
--            ^^^^^^^^^^^^
rollback;`,
      sqlstate: '25001',
      message: /^DROP INDEX CONCURRENTLY cannot run inside a transaction block/,
      related: 1,
      titles: ['Remove CONCURRENTLY, which blocks writes meanwhile'],
      fixed: `
create table t (a int);
create index i on t (a);
begin;
drop index i;
create unique index concurrently on t (a);
reindex table concurrently t;
rollback;`,
    },
    {
      name: 'what has a transaction of its own',
      sql: `
create table t (a int);
start transaction;
vacuum t;
--^^^^
alter system set work_mem = '4MB';
--^^^
create database d;
--^^^^
discard all;
--^^^^^
cluster;
--^^^^^`,
      withoutServer: 'VACUUM needs a server with several processes',
    },
    {
      name: 'a partition that is detached',
      sql: `
create table p (a int) partition by list (a);
create table c partition of p for values in (1);
begin;
alter table p detach partition c concurrently;
--                               ^^^^^^^^^^^^
commit;`,
      sqlstate: '25001',
    },
  ],
  accepts: [
    {
      name: 'outside of it, before, after and between',
      sql: `
create table t (a int);
create index concurrently i on t (a);
begin;
create index j on t (a);
commit;
create index k on t (a);
drop index concurrently k;
begin;
reindex table t;
reindex (concurrently false) table t;
reindex (verbose, concurrently off) index j;
analyze t;
rollback;
drop index concurrently i;`,
    },
    {
      name: 'the transaction of a function',
      sql: `
create function f() returns void language plpgsql as $$ begin perform 1; end $$;
create table t (a int);
create index concurrently on t (a);`,
    },
  ],
});
