import rule from '../../server/rules/polymorphic-association.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'names in camel case, with the tables of the labels',
      sql: `
create table "BlogPost" (id bigint primary key);
create table photos (id bigint primary key);
create table "Comment" (
  id bigint primary key,
  "commentableType" text not null check ("commentableType" in ('BlogPost', 'Photo')),
  "commentableId" bigint not null
--^^^^^^^^^^^^^^^
);`,
    },
    {
      name: 'a pair of text and id',
      sql: `
create table comments (
  id int primary key,
  commentable_type text not null,
  commentable_id bigint not null
--^^^^^^^^^^^^^^
);`,
      severity: 'warning',
      related: 1,
      titles: [],
    },
    {
      name: 'a pair whose tables are known from its CHECK',
      sql: `
create table posts (id bigint primary key);
create table photos (id uuid primary key);
create table comments (
  id int primary key,
  owner_type text not null check (owner_type in ('post', 'photo')),
  owner_id bigint not null,
--^^^^^^^^
  body text
);`,
      fixed: `
create table posts (id bigint primary key);
create table photos (id uuid primary key);
create table comments (
  id int primary key,
  post_id bigint references posts (id), photo_id uuid references photos (id), check (num_nonnulls(post_id, photo_id) = 1),
  body text
);`,
    },
    {
      name: 'an enum as the type',
      sql: `
create type target as enum ('a', 'b');
create table likes (id int primary key, target_type target, target_id uuid);
--                                                          ^^^^^^^^^`,
    },
  ],
  accepts: [
    {
      name: 'names in camel case that belong to a table, and of records',
      sql: `
create table "Thing" (id bigint primary key);
create table uses (id bigint primary key, "thingType" text, "thingId" bigint, "contentType" text, "contentId" int);
create table "auditLogs" (id bigint primary key, "ownerType" text, "ownerId" bigint);`,
    },
    {
      name: 'audit, outbox and event tables',
      sql: 'create table audit_log (id int, target_type text, target_id int); create table outbox (aggregate_type text, aggregate_id uuid); create table order_events (x_type text, x_id int);',
    },
    {
      name: 'types of content',
      sql: 'create table files (content_type text, content_id int, mime_type text, mime_id int);',
    },
    {
      name: 'a type that is a foreign key to a lookup table',
      sql: 'create table target_kinds (k text primary key); create table t (target_type text references target_kinds, target_id int);',
    },
    {
      name: 'an id that is a foreign key',
      sql: 'create table a (id int primary key); create table t (owner_type text, owner_id int references a);',
    },
    { name: 'the table’s own key', sql: 'create table shops (shop_id int primary key, shop_type text);' },
    {
      name: 'a table of that name',
      sql: 'create table categories (id int primary key); create table t (category_type text, category_id int);',
    },
  ],
});
