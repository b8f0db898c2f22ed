import rule from '../../server/rules/timestamp-without-tz.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'timestamp in all its spellings, precision kept',
      sql: `
create table t (
  created_at timestamp not null default now(),
--           ^^^^^^^^^
  updated_at timestamp without time zone,
--           ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  seen_at timestamp(3) without time zone
--        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
);`,
      severity: 'warning',
      fixed: `
create table t (
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  seen_at timestamptz(3)
);`,
    },
    {
      name: 'a default in UTC, with the default in the same suggestion',
      sql: `
create table t (created_at timestamp default (now() at time zone 'utc'));
--                         ^^^^^^^^^`,
      titles: ['Change created_at to timestamptz with the default now()'],
    },
    {
      name: 'a column that an immutable index expression needs, without a fix',
      sql: `
create table t (id int primary key, created_at timestamp);
--                                             ^^^^^^^^^
create index on t (date_trunc('day', created_at));`,
      titles: [],
    },
    {
      name: 'a column that a CHECK compares, with the fix',
      sql: `
create table t (starts_at timestamp, ends_at timestamptz, check (ends_at > starts_at));
--                        ^^^^^^^^^`,
      fixed: `
create table t (starts_at timestamptz, ends_at timestamptz, check (ends_at > starts_at));`,
    },
    {
      name: 'ALTER … TYPE as a suggestion',
      sql: `
create table t (a timestamptz);
alter table t alter a type timestamp;
--                         ^^^^^^^^^`,
      titles: ['Change a to timestamptz'],
    },
    {
      name: 'the key of a partitioned table, as a suggestion',
      sql: `
create table t (at timestamp not null) partition by range (at);
--                 ^^^^^^^^^
create table t1 partition of t for values from ('2024-01-01') to ('2025-01-01');`,
      titles: ['Change at to timestamptz'],
    },
  ],
  accepts: [
    {
      name: 'timestamptz and other types of time',
      sql: 'create table t (a timestamptz, b timestamp with time zone, c date, d time);',
    },
    { name: 'a wall clock', sql: 'create table t (opens_at_local timestamp, local_time timestamp);' },
  ],
});
