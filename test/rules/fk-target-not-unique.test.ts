import rule from '../../server/rules/fk-target-not-unique.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a column without a key',
      sql: `
create table users (id bigint primary key, email text);
create table logins (email text references users (email));
--                                                ^^^^^`,
      severity: 'error',
      sqlstate: '42830',
      fixed: `
create table users (id bigint primary key, email text);
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);

create table logins (email text references users (email));`,
    },
    {
      name: 'a column of the same table',
      sql: `
create table t (
  id bigint primary key,
  code text,
  parent text references t (code)
--                          ^^^^
);`,
      sqlstate: '42830',
      fixed: `
create table t (
  id bigint primary key,
  code text,
  parent text references t (code),
  UNIQUE (code)
);`,
    },
    {
      name: 'a partial unique index and a key with more columns',
      sql: `
create table p (a int, b int, unique (a, b));
create unique index on p (a) where b > 0;
create table c (a int references p (a));
--                                  ^`,
      sqlstate: '42830',
    },
    {
      name: 'a unique index on an expression',
      sql: `
create table p (a text);
create unique index on p (lower(a));
create table c (a text references p (a));
--                                   ^`,
      sqlstate: '42830',
    },
    {
      name: 'a deferrable key',
      sql: `
create table p (a int unique deferrable);
create table c (a int references p (a));
--                                  ^`,
      sqlstate: '55000',
      titles: [],
    },
    {
      name: 'a table without a primary key',
      sql: `
create table p (a int);
create table c (a int references p);
--                               ^`,
      sqlstate: '42704',
      titles: [],
    },
    {
      name: 'another number of columns',
      sql: `
create table p (a int, b int, primary key (a, b));
create table c (a int references p);
--                               ^`,
      sqlstate: '42830',
      titles: [],
    },
  ],
  accepts: [
    {
      name: 'a unique index without a constraint',
      sql: 'create table p (a int); create unique index on p (a); create table c (a int references p (a));',
    },
    {
      name: 'the columns in another order',
      sql: 'create table p (a int, b int, unique (b, a)); create table c (a int, b int, foreign key (a, b) references p (a, b));',
    },
    {
      name: 'NULLS NOT DISTINCT',
      sql: 'create table p (a int unique nulls not distinct); create table c (a int references p (a));',
    },
  ],
});
