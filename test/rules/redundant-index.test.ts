import rule from '../../server/rules/redundant-index.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a prefix of another index',
      sql: `
create table t (a int, b int);
create index short on t (a);
--           ^^^^^
create index long on t (a, b);`,
      severity: 'info',
      related: 1,
      fixed: `
create table t (a int, b int);

create index long on t (a, b);`,
    },
    {
      name: 'a prefix of the primary key',
      sql: `
create table t (a int, b int, primary key (a, b));
create index short on t (a);
--           ^^^^^`,
    },
    {
      name: 'a prefix with the same predicate',
      sql: `
create table t (a int, b int, c bool);
create index short on t (a) where c;
--           ^^^^^
create index long on t (a, b) where c;`,
    },
  ],
  accepts: [
    {
      name: 'a unique index',
      sql: 'create table t (a int, b int); create unique index on t (a); create index on t (a, b);',
    },
    {
      name: 'another predicate',
      sql: 'create table t (a int, b int, c bool); create index on t (a) where c; create index on t (a, b);',
    },
    {
      name: 'another operator class or order',
      sql: 'create table t (a text, b int); create index on t (a text_pattern_ops); create index on t (a desc); create index on t (a, b);',
    },
    {
      name: 'a suffix',
      sql: 'create table t (a int, b int); create index on t (b); create index on t (a, b);',
    },
    {
      name: 'a column that the other only includes',
      sql: 'create table t (a int, b int); create index on t (a, b); create index on t (b) include (a);',
    },
    {
      name: 'a duplicate, which has its own rule',
      sql: 'create table t (a int); create index on t (a); create index on t (a);',
    },
    {
      name: 'hash and GIN',
      sql: 'create table t (a int, b int[]); create index on t using hash (a); create index on t using gin (b); create index on t (a, b);',
    },
  ],
});
