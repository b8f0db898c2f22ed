import rule from '../../server/rules/multiple-primary-keys.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'two in one table',
      sql: `
create table t (a int primary key, b int, primary key (a, b));
--                                        ^^^^^^^^^^^`,
      severity: 'error',
      sqlstate: '42P16',
      related: 1,
      object: { kind: 'table', schema: 'public', name: 't' },
      titles: [],
    },
    {
      name: 'one added to a table that has one',
      sql: `
create table t (a int primary key, b int);
alter table t add primary key (b);
--                ^^^^^^^^^^^`,
      sqlstate: '42P16',
    },
  ],
  accepts: [
    { name: 'one of several columns', sql: 'create table t (a int, b int, primary key (a, b), unique (b));' },
    {
      name: 'another one after the first is dropped',
      sql: 'create table t (a int primary key, b int); alter table t drop constraint t_pkey; alter table t add primary key (b);',
    },
  ],
});
