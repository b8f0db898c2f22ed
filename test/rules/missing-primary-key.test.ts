import rule from '../../server/rules/missing-primary-key.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a table without any key',
      sql: `
create table t (
--           ^
    name text
);`,
      severity: 'warning',
      object: { kind: 'table', schema: 'public', name: 't' },
      fixed: `
create table t (
    id bigint generated always as identity primary key,
    name text
);`,
    },
    {
      name: 'a table that has an id',
      sql: `
create table t (id uuid not null default gen_random_uuid(), name text);
--           ^`,
      fixed: `
create table t (id uuid not null default gen_random_uuid() primary key, name text);`,
    },
    {
      name: 'a table between two others, with its pair offered first',
      sql: `
create table a (id bigint primary key);
create table b (id bigint primary key);
create table a_b (a_id bigint references a on delete cascade, b_id bigint references b on delete cascade);
--           ^^^`,
      titles: ['Make a_id and b_id the primary key', 'Add an identity column id as the primary key'],
      fixed: `
create table a (id bigint primary key);
create table b (id bigint primary key);
create table a_b (a_id bigint references a on delete cascade, b_id bigint references b on delete cascade, primary key (a_id, b_id));`,
    },
    {
      name: 'an heir, which does not inherit the key',
      sql: `
create table p (id bigint primary key);
create table c (more text) inherits (p);
--           ^`,
      fixed: `
create table p (id bigint primary key);
create table c (more text, primary key (id)) inherits (p);`,
    },
    {
      name: 'LIKE without the indexes',
      sql: `
create table p (id bigint primary key);
create table c (like p including defaults);
--           ^`,
      titles: [],
    },
    {
      name: 'a partitioned table, without a fix',
      sql: `
create table t (at date not null) partition by range (at);
--           ^`,
      titles: [],
    },
  ],
  accepts: [
    {
      name: 'a key added later',
      sql: 'create table t (id bigint not null); alter table t add primary key (id);',
    },
    {
      name: 'LIKE … INCLUDING ALL',
      sql: 'create table p (id bigint primary key); create table c (like p including all);',
    },
    {
      name: 'LIKE … INCLUDING INDEXES',
      sql: 'create table p (id bigint primary key); create table c (like p including indexes);',
    },
    {
      name: 'partitions',
      sql: `
create table t (id bigint, at date not null, primary key (id, at)) partition by range (at);
create table t1 partition of t for values from ('2024-01-01') to ('2025-01-01');`,
    },
    {
      name: 'temporary and unlogged tables',
      sql: 'create temp table t (a text); create unlogged table u (a text);',
    },
    { name: 'CREATE TABLE AS', sql: 'create table t as select 1 as a;' },
    {
      name: 'a foreign table',
      sql: 'create foreign table t (a text) server s;',
      withoutServer: 'there is no foreign data wrapper',
    },
    {
      name: 'a hypertable of TimescaleDB',
      sql: `
create extension timescaledb;
create table metrics (at timestamptz not null, value float8);
select create_hypertable('metrics', 'at');`,
      withoutServer: 'there is no TimescaleDB',
    },
  ],
});
