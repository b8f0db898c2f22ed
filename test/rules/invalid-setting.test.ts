import rule from '../../server/rules/invalid-setting.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'a word that is no number',
      sql: `
set statement_timeout = 'never';
--                      ^^^^^^^`,
      sqlstate: '22023',
    },
    {
      name: 'a unit that there is not',
      sql: `
set work_mem = '64mb';
--             ^^^^^^`,
      sqlstate: '22023',
    },
    {
      name: 'a word that the parameter does not know',
      sql: `
set client_min_messages to fatal;
--                         ^^^^^`,
      sqlstate: '22023',
    },
    {
      name: 'a word that is no truth value',
      sql: `
set check_function_bodies to maybe;
--                           ^^^^^`,
      sqlstate: '22023',
    },
  ],
  accepts: [
    {
      name: 'all spellings of truth values, numbers among them',
      sql: `
set row_security = off;
set row_security to 'TRUE';
set row_security = 1;
set row_security = 0;
set local check_function_bodies = 'no';
set standard_conforming_strings = default;
reset row_security;`,
    },
    {
      name: 'parameters of other types',
      sql: `
set statement_timeout = 0;
set client_encoding = 'UTF8';
set search_path = public, pg_catalog;
set lock_timeout to '5s';
set lock_timeout = 10.7;
set statement_timeout = ' 1.5 min ';
set work_mem = '0x40MB';
set client_min_messages = 'INFO';
set synchronous_commit = 'yes';
set session_replication_role = replica;
set xmloption = content;
set time zone 'Europe/Berlin';
set my.own = 'whatever';`,
    },
  ],
});
