import rule from '../../server/rules/json-not-jsonb.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'json with a default',
      sql: `
create table t (
  meta json not null default '{}'
--     ^^^^
);`,
      severity: 'warning',
      fixed: `
create table t (
  meta jsonb not null default '{}'
);`,
    },
    {
      name: 'a column used with operators that jsonb has too',
      sql: `
create table t (meta json check (meta ->> 'kind' is not null));
--                   ^^^^`,
      fixed: `
create table t (meta jsonb check (meta ->> 'kind' is not null));`,
    },
    {
      name: 'a column used with a function of json, without a fix',
      sql: `
create table t (meta json check (json_typeof(meta) = 'object'));
--                   ^^^^`,
      titles: [],
    },
    {
      name: 'ALTER … TYPE, which rewrites, as a suggestion',
      sql: `
create table t (a text);
alter table t alter a type json using a::json;
--                         ^^^^`,
      titles: ['Change a to jsonb'],
    },
  ],
  accepts: [
    { name: 'jsonb', sql: 'create table t (meta jsonb);' },
    { name: 'a document kept to the letter', sql: 'create table t (raw_payload json, signed_token json);' },
  ],
});
