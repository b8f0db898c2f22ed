import rule from '../../server/rules/undefined-type.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'an enum that was never created, with the labels that the table shows',
      sql: `
-- Addresses of customers.
create table addresses (
  id bigint primary key,
  kind address_kind not null default 'shipping'
--     ^^^^^^^^^^^^
);`,
      severity: 'error',
      sqlstate: '42704',
      object: { kind: 'type', name: 'address_kind' },
      fixed: `
CREATE TYPE address_kind AS ENUM ('shipping');

-- Addresses of customers.
create table addresses (
  id bigint primary key,
  kind address_kind not null default 'shipping'
);`,
    },
    {
      name: 'labels in a comment behind the column',
      sql: `
create table t (
  status my_status, -- pending, paid or shipped
--       ^^^^^^^^^
  a int
);`,
      sqlstate: '42704',
      fixed: `
CREATE TYPE my_status AS ENUM ('pending', 'paid', 'shipped');

create table t (
  status my_status, -- pending, paid or shipped
  a int
);`,
    },
    {
      name: 'serial where no column is created',
      sql: `
create table t (a int primary key);
alter table t alter column a type bigserial;
--                                ^^^^^^^^^`,
      message: /short for a new bigint column/,
      sqlstate: '42704',
      fixed: `
create table t (a int primary key);
alter table t alter column a type bigint;`,
    },
    {
      name: 'types of other systems, with the lengths that ours do not take',
      sql: `
create table t (
  id int primary key,
  at datetime(3) not null,
--   ^^^^^^^^
  flag tinyint(1),
--     ^^^^^^^
  name nvarchar(20)
--     ^^^^^^^^
);
comment on table t is $$x$$;
create table jobs (id bigserial primary key, at timestamptz);`,
      sqlstate: '42704',
      titles: ['Change to timestamptz'],
      message: /type of another system; PostgreSQL has timestamptz for it/,
    },
    {
      name: 'a length that PostgreSQL’s type does not take',
      sql: `
create table t (id uuid primary key, data varbinary(20));
--                                        ^^^^^^^^^`,
      sqlstate: '42704',
      fixed: `
create table t (id uuid primary key, data bytea);`,
    },
    {
      name: 'a misspelt type',
      sql: `
create table t (a vachar(20));
--                ^^^^^^`,
      sqlstate: '42704',
      fixed: `
create table t (a varchar(20));`,
    },
    {
      name: 'an array of a quoted type in a schema',
      sql: `
create schema app;
create table t (a app."Kind"[]);
--                ^^^^^^^^^^`,
      sqlstate: '42704',
      fixed: `
create schema app;
CREATE TYPE app."Kind" AS ENUM ('value');

create table t (a app."Kind"[]);`,
    },
    {
      name: 'a type of an extension',
      sql: `
create table t (email citext);
--                    ^^^^^^`,
      sqlstate: '42704',
      fixed: `
CREATE EXTENSION IF NOT EXISTS citext;

create table t (email citext);`,
    },
    {
      name: 'a type of an extension in several places, once, in the schema that is written',
      sql: `
create table public.t (id int primary key, email public.citext);
--                                               ^^^^^^^^^^^^^
create table public.u (id int primary key, email citext, other citext);`,
      sqlstate: '42704',
      titles: ['Create the extension citext'],
      fixed: `
CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;

create table public.t (id int primary key, email public.citext);
create table public.u (id int primary key, email citext, other citext);`,
    },
    {
      name: 'a type of an extension in a schema that nothing creates',
      sql: `
create table t (id int primary key, email extensions.citext);
--                                        ^^^^^^^^^^^^^^^^^`,
      sqlstate: '3F000',
      fixed: `
CREATE SCHEMA IF NOT EXISTS extensions;
CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA extensions;

create table t (id int primary key, email extensions.citext);`,
    },
    {
      name: 'a quoted name in another case',
      sql: `
create type status as enum ('a');
create table t (s "Status");
--                ^^^^^^^^`,
      sqlstate: '42704',
    },
    {
      name: 'a built-in type that the target version does not have yet',
      sql: `
create table t (id int primary key, spans int4multirange);
--                                        ^^^^^^^^^^^^^^`,
      version: 13,
      withoutServer: 'multiranges are there since PostgreSQL 14',
    },
  ],
  accepts: [
    {
      name: 'a type of the name of one that came later',
      sql: 'create type int4multirange as (a int); create table t (a int4multirange);',
      version: 13,
    },
    { name: 'a table’s row type', sql: 'create table a (x int); create table b (y a, z a[]);' },
    {
      name: 'domains, enums, composite and range types in a schema',
      sql: `
create schema app;
create type app.e as enum ('x');
create domain app.d as int;
create type app.c as (a int);
create type app.r as range (subtype = int);
create table t (a app.e, b app.d[], c app.c, d app.r, e app.e default 'x');`,
    },
    { name: 'an extension that is created', sql: 'create extension citext; create table t (email citext);' },
    {
      name: 'built-in types in all spellings',
      sql: 'create table t (a int4, b "int4", c pg_catalog.int8, d double precision, e _text, f timestamptz(3)[]);',
    },
  ],
});
