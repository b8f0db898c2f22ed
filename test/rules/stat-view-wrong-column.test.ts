import rule from '../../server/rules/stat-view-wrong-column.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'the names of pg_indexes, once each',
      sql: `
SELECT
    schemaname,
    tablename,
--  ^^^^^^^^^
    indexname,
--  ^^^^^^^^^
    idx_scan
FROM pg_stat_user_indexes
WHERE tablename <> 'x'
ORDER BY tablename, indexname;`,
      severity: 'error',
      sqlstate: '42703',
      related: 2,
      object: { kind: 'column', schema: 'pg_catalog', table: 'pg_stat_user_indexes', name: 'tablename' },
      fixed: `
SELECT
    schemaname,
    relname AS tablename,
    indexrelname AS indexname,
    idx_scan
FROM pg_stat_user_indexes
WHERE relname <> 'x'
ORDER BY relname, indexrelname;`,
    },
    {
      name: 'aliases in a join, a view and a subquery',
      sql: `
create view v as
select i.indexname as name, lower(t.tablename), u.n
--       ^^^^^^^^^                  ^^^^^^^^^
from pg_catalog.pg_stat_user_indexes i
join pg_stat_user_tables t on t.relid = i.relid
join lateral (select count(*) as n from pg_indexes p where p.tablename = t.relname) u on true;`,
      sqlstate: '42703',
      fixed: `
create view v as
select i.indexrelname as name, lower(t.relname), u.n
from pg_catalog.pg_stat_user_indexes i
join pg_stat_user_tables t on t.relid = i.relid
join lateral (select count(*) as n from pg_indexes p where p.tablename = t.relname) u on true;`,
    },
    {
      name: 'after an emoji',
      sql: `
select '😀ä' as x, tablename from pg_stat_all_tables;
--                 ^^^^^^^^^`,
      sqlstate: '42703',
      fixed: `
select '😀ä' as x, relname AS tablename from pg_stat_all_tables;`,
    },
  ],
  accepts: [
    {
      name: 'views that have the columns',
      sql: 'select tablename, indexname from pg_indexes; select tablename from pg_tables; select tablename from pg_stats;',
    },
    {
      name: 'an output name',
      sql: 'select relname as tablename from pg_stat_user_tables order by tablename;',
    },
    {
      name: 'a join in which the other side has it',
      sql: 'select tablename from pg_stat_user_indexes s join pg_indexes i on i.indexname = s.indexrelname;',
    },
    {
      name: 'a common table expression of that name',
      sql: 'with pg_stat_user_tables as (select 1 as tablename) select tablename from pg_stat_user_tables;',
    },
    {
      name: 'a column of a subquery',
      sql: 'select x.tablename from (select relname as tablename from pg_stat_user_tables) x;',
    },
    { name: 'other columns', sql: 'select relname, indexrelname from pg_stat_user_indexes;' },
  ],
});
