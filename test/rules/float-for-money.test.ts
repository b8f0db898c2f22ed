import rule from '../../server/rules/float-for-money.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'float, real and double precision for sums',
      sql: `
create table t (
  price float not null default 0,
--      ^^^^^
  "totalAmount" real,
--              ^^^^
  shipping_cost double precision check (shipping_cost >= 0)
--              ^^^^^^^^^^^^^^^^
);`,
      severity: 'warning',
      fixed: `
create table t (
  price numeric(12,2) not null default 0,
  "totalAmount" numeric(12,2),
  shipping_cost numeric(12,2) check (shipping_cost >= 0)
);`,
    },
    {
      name: 'a column changed by ALTER, as a suggestion',
      sql: `
create table t (price numeric);
alter table t alter price type float8;
--                             ^^^^^^`,
      titles: ['Change price to numeric(12,2)'],
    },
    {
      name: 'an array of prices',
      sql: `
create table t (prices float8[]);
--                     ^^^^^^^^`,
      fixed: `
create table t (prices numeric(12,2)[]);`,
    },
  ],
  accepts: [
    {
      name: 'rates, ratios and scores',
      sql: 'create table t (tax_rate float8, price_ratio real, cost_score float8, discount_percent real);',
    },
    { name: 'an index of prices', sql: 'create table t (price_index float8);' },
    {
      name: 'positions and weights',
      sql: 'create table t (lat float8, lng float8, weight real, total_weight real, total_distance float8);',
    },
    { name: 'exact types', sql: 'create table t (price numeric(10,2), amount bigint, total decimal);' },
  ],
});
