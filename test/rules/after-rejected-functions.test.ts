import rule from '../../server/rules/invalid-query.ts';
import { expectRule } from '../support/expect-rule.ts';

// What a rejected CREATE FUNCTION would have made keeps no later one from being meant.
expectRule(rule, {
  flags: [
    {
      name: 'only the definition, not the calls of those after it',
      sql: `
create function f(a int = 1, b int) returns int language sql as 'select $1 + $2';
--                           ^
create function f(a int = 1, b int = 2) returns int language sql as 'select $1 + $2';
select f();`,
      sqlstate: '42P13',
    },
    {
      name: 'a default of what only comes out',
      sql: `
create function f(out n int = 20) returns int language sql as 'select 1';
--                    ^
create function f(anyelement = 'a'::text) returns text language sql as 'select $1::text';
select f();`,
      sqlstate: '42P13',
    },
  ],
  accepts: [],
});
