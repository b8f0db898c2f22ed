import rule from '../../server/rules/invalid-literal.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a word that is no day',
      sql: `
create table a (at timestamptz default 'abc');
--                                     ^^^^^`,
      sqlstate: '22007',
    },
    {
      name: 'what are no bits',
      sql: `
create table a (x bit(4) default '{}');
--                               ^^^^`,
      sqlstate: '22P02',
    },
    {
      name: 'a number with letters',
      sql: `
create table a (x int default 'abc');
--                            ^^^^^`,
      sqlstate: '22P02',
    },
    {
      name: 'a label that an enum gets only later',
      sql: `
create type mood as enum ('calm');
create table a (m mood default 'wild');
--                             ^^^^^^
alter type mood add value 'wild';`,
      sqlstate: '22P02',
    },
  ],
  accepts: [
    {
      name: 'what can be read',
      sql: `
create type mood as enum ('calm', 'it''s');
create table a (m mood default 'it''s', x int default ' 12 ', b boolean default 'yes', u uuid default 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', n numeric default '1e3', d date default 'tomorrow', d2 timestamptz default ' Now ', d3 timestamp default '-infinity', d4 date default '20 January 2020', b1 bit(3) default '010', b2 varbit default 'xFf');`,
    },
  ],
});
