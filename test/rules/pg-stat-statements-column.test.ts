import rule from '../../server/rules/pg-stat-statements-column.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'each old name once, ORDER BY in the same fix',
      sql: `
create extension pg_stat_statements;
select query, calls, total_time, mean_time, rows
--                   ^^^^^^^^^^  ^^^^^^^^^
from pg_stat_statements
order by total_time desc
limit 20;`,
      severity: 'error',
      sqlstate: '42703',
      related: 1,
      fixed: `
create extension pg_stat_statements;
select query, calls, total_exec_time AS total_time, mean_exec_time AS mean_time, rows
from pg_stat_statements
order by total_exec_time desc
limit 20;`,
    },
    {
      name: 'an expression, an alias and a name of PostgreSQL 17',
      sql: `
create extension pg_stat_statements;
select round(s.max_time) as ms, s.blk_read_time as io from public.pg_stat_statements s;
--             ^^^^^^^^           ^^^^^^^^^^^^^`,
      sqlstate: '42703',
      fixed: `
create extension pg_stat_statements;
select round(s.max_exec_time) as ms, s.shared_blk_read_time as io from public.pg_stat_statements s;`,
    },
    {
      name: 'the names of 13 only, for PostgreSQL 16',
      version: 16,
      sql: `
create extension pg_stat_statements;
select min_time, blk_write_time from pg_stat_statements;
--     ^^^^^^^^`,
      sqlstate: '42703',
      fixed: `
create extension pg_stat_statements;
select min_exec_time AS min_time, blk_write_time from pg_stat_statements;`,
      withoutServer: 'it is PostgreSQL 18',
    },
  ],
  accepts: [
    {
      name: 'the new names',
      sql: 'create extension pg_stat_statements; select total_exec_time as total_time from pg_stat_statements order by total_time;',
    },
    {
      name: 'an old version of the extension that is asked for',
      sql: `create extension pg_stat_statements version '1.7'; select total_time from pg_stat_statements;`,
      withoutServer: 'only the newest version is there',
    },
    {
      name: 'a table of the user’s own',
      sql: 'create table pg_stat_statements (total_time int); select total_time from public.pg_stat_statements;',
    },
    {
      name: 'a column of another table',
      sql: 'create extension pg_stat_statements; create table t (total_time int); select t.total_time, s.calls from t, pg_stat_statements s;',
    },
  ],
});
