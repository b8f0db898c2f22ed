import rule from '../../server/rules/undefined-operator.ts';
import { expectRule } from '../support/expect-rule.ts';

expectRule(rule, {
  flags: [
    {
      name: 'json, which has no equality',
      sql: `
create table a (x json check (x <> '{}'));
--                              ^^`,
      sqlstate: '42883',
    },
    {
      name: 'a number and a text in a query',
      sql: `
create table a (x int, y text);
select * from a where x = y;
--                      ^`,
      sqlstate: '42883',
    },
    {
      name: 'a policy',
      sql: `
create table a (owner int);
create policy p on a using (owner = current_user);
--                                ^`,
      sqlstate: '42883',
    },
  ],
  accepts: [
    {
      name: 'literals, which take the other side’s type, and types that are cast',
      sql: `
create table a (x int check (x > '0'), d date check (d < now()), n numeric check (n > 1), t varchar(3) check (t <> 'a'));
create type mood as enum ('calm');
create table b (m mood check (m = 'calm'), j jsonb check (j ? 'a'), r int[] check (1 = any (r)), i inet check (i <<= '10.0.0.0/8'));
select 1 + 1.5, 'a' || 1, now() - interval '1 day', '{1}'::int[] && array[2];`,
    },
  ],
});
