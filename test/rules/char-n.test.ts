import rule from '../../server/rules/char-n.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'char(n), a safe change to varchar(n)',
      sql: `
create table t (
  token char(12) not null default 'x'
--      ^^^^^^^^
);`,
      severity: 'warning',
      fixed: `
create table t (
  token varchar(12) not null default 'x'
);`,
      fixes: {
        'Change token to text': `
create table t (
  token text not null default 'x'
);`,
      },
    },
    {
      name: 'an ISO code as a hint without a safe fix',
      sql: `
create table t (country_code character(2) not null);
--                           ^^^^^^^^^^^^`,
      severity: 'hint',
      titles: ['Change country_code to varchar(2)', 'Change country_code to text'],
    },
    {
      name: 'char without a length, which is char(1)',
      sql: `
create table t (flag char);
--                   ^^^^`,
      severity: 'hint',
    },
    {
      name: 'both ends of a foreign key',
      sql: `
create table p (code char(8) primary key);
--                   ^^^^^^^
create table c (code char(8) references p on delete cascade);
--                   ^^^^^^^`,
      fixed: `
create table p (code varchar(8) primary key);
create table c (code varchar(8) references p on delete cascade);`,
    },
    {
      name: 'ALTER COLUMN TYPE, which rewrites, as a suggestion',
      sql: `
create table t (token text);
alter table t alter column token type char(10);
--                                    ^^^^^^^^`,
      titles: ['Change token to varchar(10)', 'Change token to text'],
    },
    {
      name: 'a column with an operator class for char, without a fix',
      sql: `
create table t (id int primary key, token char(10));
--                                        ^^^^^^^^
create index on t (token bpchar_pattern_ops);`,
      titles: [],
    },
  ],
  accepts: [
    { name: 'the internal type "char"', sql: 'create table t (kind "char" not null);' },
    { name: 'bpchar without a length', sql: 'create table t (a bpchar, b varchar(5));' },
  ],
});
