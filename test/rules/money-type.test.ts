import rule from '../../server/rules/money-type.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'money with a plain default',
      sql: `
create table t (
  price money not null default 0
--      ^^^^^
);`,
      fixed: `
create table t (
  price numeric(12,2) not null default 0
);`,
    },
    {
      name: 'a default that only money can read, without a fix',
      sql: `
create table t (price money default '$1.00');
--                    ^^^^^`,
      titles: [],
    },
    {
      name: 'a check against a sum of money, without a fix',
      sql: `
create table t (price money check (price > 0::money));
--                    ^^^^^`,
      titles: [],
    },
  ],
  accepts: [
    { name: 'numeric', sql: 'create table t (price numeric(12,2), money text);' },
    {
      name: 'a domain of the user that is called money in another schema',
      sql: 'create schema app; create domain app.money as numeric(12,2); create table t (price app.money);',
    },
  ],
});
