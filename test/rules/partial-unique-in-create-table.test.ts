import rule from '../../server/rules/partial-unique-in-create-table.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'the last element, with its comment and the column that the predicate fixes',
      sql: `
create table addresses (
    id uuid primary key,
    user_id uuid not null,
    type text not null,
    is_default boolean,

    -- Only one default address per type.
    UNIQUE(user_id, type, is_default) WHERE is_default = true
--                                    ^^^^^^^^^^^^^^^^^^^^^^^
);`,
      severity: 'error',
      sqlstate: '42601',
      object: {
        kind: 'unique',
        schema: 'public',
        table: 'addresses',
        name: 'addresses_user_id_type_is_default_key',
        columns: ['user_id', 'type', 'is_default'],
      },
      fixed: `
create table addresses (
    id uuid primary key,
    user_id uuid not null,
    type text not null,
    is_default boolean
);

-- Only one default address per type.
CREATE UNIQUE INDEX addresses_user_id_type_key ON addresses (user_id, type) WHERE is_default = true;`,
    },
    {
      name: 'a named one in the middle, in a schema, with a range in the predicate',
      sql: `
create schema app;
create table app."Order" (
  id int primary key,
  constraint one_open unique (id, state) where state < 5,
--                                       ^^^^^^^^^^^^^^^
  state int
);`,
      sqlstate: '42601',
      fixed: `
create schema app;
create table app."Order" (
  id int primary key,
  state int
);

CREATE UNIQUE INDEX one_open ON app."Order" (id, state) WHERE state < 5;`,
    },
    {
      name: 'a predicate that may not be immutable, as a suggestion',
      sql: `
create table t (
  a int, until timestamptz,
  unique (a) where until::date > '2024-01-01'
--           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
);`,
      sqlstate: '42601',
      titles: ['Create the unique index t_a_key instead'],
      withoutServer: 'the cast depends on the time zone, which PostgreSQL rejects in an index',
    },
    {
      name: 'NULLS NOT DISTINCT, INCLUDE and IS NULL',
      sql: `
create table t (
  a int, b int, deleted_at timestamptz,
  unique nulls not distinct (a) include (b) where deleted_at is null
--                                          ^^^^^^^^^^^^^^^^^^^^^^^^
);`,
      sqlstate: '42601',
      fixed: `
create table t (
  a int, b int, deleted_at timestamptz
);

CREATE UNIQUE INDEX t_a_key ON t (a) include (b) nulls not distinct WHERE deleted_at is null;`,
    },
  ],
  accepts: [
    {
      name: 'EXCLUDE with a predicate',
      sql: 'create table t (a int, b bool, exclude using btree (a with =) where (b));',
    },
    {
      name: 'a unique index with a predicate',
      sql: 'create table t (a int, b bool); create unique index on t (a) where b;',
    },
  ],
});
