import rule from '../../server/rules/email-unique-case-sensitive.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a name in camel case',
      sql: `
create table "User" (
  id bigint primary key,
  "userEmail" text not null unique
--                          ^^^^^^
);`,
    },
    {
      name: 'UNIQUE in the column',
      sql: `
create table users (
  id bigint primary key,
  email varchar(255) UNIQUE NOT NULL
--                   ^^^^^^
);`,
      severity: 'warning',
      object: {
        kind: 'unique',
        schema: 'public',
        table: 'users',
        name: 'users_email_key',
        columns: ['email'],
      },
      fixed: `
create table users (
  id bigint primary key,
  email varchar(255) NOT NULL
);

CREATE UNIQUE INDEX users_email_lower_key ON users (lower(email));`,
    },
    {
      name: 'a constraint of the table with a tenant',
      sql: `
create table users (
  tenant_id int,
  user_name text,
  constraint one_name unique (tenant_id, user_name)
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
);`,
      fixed: `
create table users (
  tenant_id int,
  user_name text
);

CREATE UNIQUE INDEX users_tenant_id_user_name_lower_key ON users (tenant_id, lower(user_name));`,
    },
    {
      name: 'a unique index',
      sql: `
create table users (id int primary key, contact_email text);
create unique index on users (contact_email);
--                            ^^^^^^^^^^^^^`,
      fixed: `
create table users (id int primary key, contact_email text);
create unique index on users (lower(contact_email));`,
    },
    {
      name: 'a key that a foreign key needs, which stays',
      sql: `
create table users (id int primary key, email text unique);
--                                                 ^^^^^^
create table logins (email text references users (email));`,
      fixed: `
create table users (id int primary key, email text unique);

CREATE UNIQUE INDEX users_email_lower_key ON users (lower(email));
create table logins (email text references users (email));`,
    },
  ],
  accepts: [
    { name: 'citext', sql: 'create extension citext; create table users (email citext unique);' },
    {
      name: 'a collation of the user’s own',
      sql: `
create collation nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
create table users (email text collate nocase unique);`,
      withoutServer: 'there is no ICU',
    },
    {
      name: 'a CHECK for lower case',
      sql: 'create table users (email text unique check (email = lower(email)));',
    },
    {
      name: 'a unique index on lower() beside it',
      sql: 'create table users (email text unique); create unique index on users (lower(email));',
    },
    {
      name: 'other unique columns',
      sql: 'create table users (email text, code text unique, email_count int unique);',
    },
  ],
});
