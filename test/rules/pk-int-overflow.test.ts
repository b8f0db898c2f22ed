import rule from '../../server/rules/pk-int-overflow.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'serial, with the referencing columns in the same fix',
      sql: `
create table users (id serial primary key);
--                     ^^^^^^
create table posts (
  id bigserial primary key,
  user_id integer references users (id) on delete cascade
);`,
      severity: 'warning',
      object: { kind: 'column', schema: 'public', table: 'users', name: 'id' },
      fixed: `
create table users (id bigserial primary key);
create table posts (
  id bigserial primary key,
  user_id bigint references users (id) on delete cascade
);`,
    },
    {
      name: 'a smallint identity column and a chain of keys',
      sql: `
create table a (id smallint generated always as identity, primary key (id));
--                 ^^^^^^^^
create table b (a_id int primary key references a on delete cascade);
create table c (id uuid primary key, b_id int2 references b on delete cascade);`,
      message: /32,767/,
      fixed: `
create table a (id bigint generated always as identity, primary key (id));
create table b (a_id bigint primary key references a on delete cascade);
create table c (id uuid primary key, b_id bigint references b on delete cascade);`,
    },
    {
      name: 'the form that pg_dump writes, with its sequence',
      sql: `
create table public.users (id integer not null);
--                            ^^^^^^^
create sequence public.users_id_seq as integer start with 1;
alter sequence public.users_id_seq owned by public.users.id;
alter table only public.users alter column id set default nextval('public.users_id_seq'::regclass);
alter table only public.users add constraint users_pkey primary key (id);`,
      fixed: `
create table public.users (id bigint not null);
create sequence public.users_id_seq as bigint start with 1;
alter sequence public.users_id_seq owned by public.users.id;
alter table only public.users alter column id set default nextval('public.users_id_seq'::regclass);
alter table only public.users add constraint users_pkey primary key (id);`,
    },
    {
      name: 'a referencing column in ALTER TABLE, as a suggestion',
      sql: `
create table users (id serial primary key);
--                     ^^^^^^
create table posts (id bigint primary key);
alter table posts add column user_id int references users;`,
      titles: ['Change id and the column that refers to it to bigserial'],
    },
    {
      name: 'a table of an applied migration without a fix',
      applied: 'applied',
      sql: `
create table users (id serial primary key);
--                     ^^^^^^`,
      titles: [],
    },
  ],
  accepts: [
    {
      name: 'bigint and uuid',
      sql: 'create table a (id bigserial primary key); create table b (id uuid primary key);',
    },
    {
      name: 'a lookup table',
      sql: 'create table countries (id smallserial primary key, name text not null);',
    },
    { name: 'a key that no sequence counts', sql: 'create table t (year int primary key);' },
    { name: 'a key of several columns', sql: 'create table t (a serial, b int, primary key (a, b));' },
    {
      name: 'a key that is a foreign key, whose parent is bigint-free of its own',
      sql: 'create table p (id bigint primary key); create table c (id int generated always as identity primary key references p);',
    },
    { name: 'a serial column that is no key', sql: 'create table t (id uuid primary key, n serial);' },
  ],
});
