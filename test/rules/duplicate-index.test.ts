import rule from '../../server/rules/duplicate-index.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'an index on the columns of a constraint, whichever comes first',
      sql: `
create table users (id int primary key, email text unique);
create index users_email on users (email);
--           ^^^^^^^^^^^
create index users_id on users using btree (id);
--           ^^^^^^^^`,
      severity: 'warning',
      related: 1,
      object: { kind: 'index', schema: 'public', table: 'users', name: 'users_email', columns: ['email'] },
      fixed: `
create table users (id int primary key, email text unique);

`,
    },
    {
      name: 'the same partial expression index twice',
      sql: `
create table t (a text, b bool);
create index one on t (lower(a) desc) include (b) where b;
create index two on t (LOWER( a ) desc) include (b) where (b);
--           ^^^`,
      fixed: `
create table t (a text, b bool);
create index one on t (lower(a) desc) include (b) where b;
`,
    },
    {
      name: 'a unique index twice, as a suggestion',
      sql: `
create table t (a int);
create unique index one on t (a);
create unique index two on t (a);
--                  ^^^`,
      titles: ['Delete the index two'],
    },
    {
      name: 'the plain one beside a unique one',
      sql: `
create table t (a int);
create index one on t (a);
--           ^^^
create unique index two on t (a);`,
      fixed: `
create table t (a int);

create unique index two on t (a);`,
    },
    {
      name: 'an index that a comment names, without a fix',
      sql: `
create table t (a int unique);
create index one on t (a);
--           ^^^
comment on index one is 'x';`,
      titles: [],
    },
  ],
  accepts: [
    {
      name: 'other methods, operator classes, collations, orders, columns and predicates',
      sql: `
create table t (a text, b int);
create index i1 on t (a);
create index i2 on t using hash (a);
create index i3 on t (a text_pattern_ops);
create index i4 on t (a collate "C");
create index i5 on t (a desc);
create index i6 on t (a nulls first);
create index i7 on t (a) include (b);
create index i8 on t (a) where b > 0;
create index i9 on t (lower(a));`,
    },
    {
      name: 'an index that is dropped',
      sql: 'create table t (a int unique); create index one on t (a); drop index one;',
    },
    {
      name: 'the same columns on two tables',
      sql: 'create table t (a int); create table u (a int); create index on t (a); create index on u (a);',
    },
    {
      name: 'the indexes of partitions',
      sql: 'create table t (a int) partition by list (a); create index on t (a); create table t1 partition of t for values in (1);',
    },
  ],
});
