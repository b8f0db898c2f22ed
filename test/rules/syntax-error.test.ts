import rule from '../../server/rules/syntax-error.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a trailing comma, at the comma',
      sql: `
create table t (
  id bigint primary key,
  name text,
--         ^
);`,
      severity: 'error',
      sqlstate: '42601',
      message: /Remove the comma/,
      fixed: `
create table t (
  id bigint primary key,
  name text
);`,
    },
    {
      name: 'a comma that is missing at a line’s end',
      sql: `
create table t (
  id bigint primary key
  name text
--^^^^
);`,
      sqlstate: '42601',
      fixed: `
create table t (
  id bigint primary key,
  name text
);`,
    },
    {
      name: 'a statement that another one cuts off',
      sql: `
create table t (id int primary key)
--                                ^
create table u (id int primary key);`,
      sqlstate: '42601',
      fixed: `
create table t (id int primary key);
create table u (id int primary key);`,
    },
    {
      name: 'a word that does not belong there, after an emoji',
      sql: `
comment on schema public is 'ä 😀'; selec 1;
--                                  ^^^^^`,
      sqlstate: '42601',
      message: /^Syntax error at or near "selec": PostgreSQL rejects the whole statement\./,
    },
  ],
  accepts: [
    {
      name: 'dollar quotes, E-strings, nested comments and operators',
      sql: `
do $body$ begin perform 'it''s; not the end'; end $body$;
select E'\\'', '\\', 1 /* a /* nested */ comment */ -- ; and this
  , 'a' || 'b';`,
    },
    {
      name: 'psql’s commands and variables, which the server never sees',
      sql: `
\\set name 'x'
select :'name';
\\gset`,
      withoutServer: 'psql replaces the words first',
    },
    { name: 'an empty statement and a last one without a semicolon', sql: 'select 1;; select 2' },
    {
      name: 'a CREATE TABLE that a rule of its own explains',
      sql: 'create table t (a int, b bool, unique (a) where b);',
      sqlstate: '42601',
    },
    {
      name: 'EXCLUDE with a predicate',
      sql: 'create table t (a int, b bool, exclude using btree (a with =) where (b));',
    },
  ],
});
