import rule from '../../server/rules/varchar-255.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'the habitual lengths, with the columns that foreign keys tie to them',
      sql: `
create table t (
  code varchar(255) primary key,
--     ^^^^^^^^^^^^
  parent_code character varying(255) references t (code)
--            ^^^^^^^^^^^^^^^^^^^^^^
);`,
      severity: 'hint',
      object: { kind: 'column', schema: 'public', table: 't', name: 'code' },
      fixed: `
create table t (
  code text primary key,
  parent_code text references t (code)
);`,
    },
    {
      name: 'an array, and a name after an emoji',
      sql: `
create table t (
  "naïve 😀" varchar(191)[] not null
--           ^^^^^^^^^^^^^^
);`,
      fixed: `
create table t (
  "naïve 😀" text[] not null
);`,
    },
    {
      name: 'a column added later, as a suggestion',
      sql: `
create table t (id bigint primary key);
alter table t add column name varchar(255);
--                            ^^^^^^^^^^^^`,
      titles: ['Change name to text', 'Change name to text with a CHECK on its length'],
    },
    {
      name: 'a column whose length becomes a CHECK',
      sql: `
create table t (
  "user" varchar(255) not null default 'x'
--       ^^^^^^^^^^^^
);`,
      fixed: `
create table t (
  "user" text not null default 'x'
);`,
      fixes: {
        'Change user to text with a CHECK on its length': `
create table t (
  "user" text not null default 'x' CHECK (char_length("user") <= 255)
);`,
      },
    },
    {
      name: 'an applied migration without a fix',
      applied: 'applied',
      sql: `
create table t (name varchar(255));
--                   ^^^^^^^^^^^^`,
      titles: [],
    },
    {
      name: 'a column that child tables share, as a suggestion for all of them',
      sql: `
create table p (name varchar(255));
--                   ^^^^^^^^^^^^
create table c (more int) inherits (p);
create table d (name varchar(255)) inherits (p);
--                   ^^^^^^^^^^^^
create table q (name varchar(255) not null) partition by list (name);
--                   ^^^^^^^^^^^^
create table q1 (name varchar(255) not null);
alter table q attach partition q1 for values in ('a');`,
      fixes: {
        'Change name to text': `
create table p (name text);
create table c (more int) inherits (p);
create table d (name text) inherits (p);
create table q (name varchar(255) not null) partition by list (name);
create table q1 (name varchar(255) not null);
alter table q attach partition q1 for values in ('a');`,
      },
    },
    {
      name: 'the column of a partitioned table with that of an attached partition',
      sql: `
create table q (name varchar(255) not null) partition by list (name);
--                   ^^^^^^^^^^^^
create table q1 (name varchar(255) not null);
alter table q attach partition q1 for values in ('a');`,
      titles: ['Change name to text'],
    },
  ],
  accepts: [
    {
      name: 'deliberate lengths',
      sql: 'create table t (a varchar(100), b varchar(254), c varchar, d text);',
    },
    { name: 'char(255) and varbit(255)', sql: 'create table t (a char(255), b bit varying(255));' },
    {
      name: 'a partition, whose parent dictates the type',
      sql: `
create table p (id bigint, name text) partition by list (id);
create table p1 partition of p for values in (1);`,
    },
    {
      name: 'a column dropped again',
      sql: 'create table t (id int, a varchar(255)); alter table t drop column a;',
    },
  ],
});
