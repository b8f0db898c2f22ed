import { onProblem } from './helpers/on-problem.ts';
import { sentence } from './helpers/sentence.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'undefined-operator',
  severity: 'error',
  summary: 'An operator is used between types that have no such operator.',
  why: `
PostgreSQL rejects the statement (42883). Mostly one side has another type than expected, such as a number that is kept
as text, or \`json\`, which has no equality.`,
  source: 'PostgreSQL manual, 10.2 Operators; error code 42883',
  example: {
    bad: `
create table products (
  id bigint primary key,
  price text not null check (price > 0)
--                                 ^
);`,
    good: `
create table products (
  id bigint primary key,
  price numeric(12, 2) not null check (price > 0)
);`,
  },

  problem: onProblem('undefined-operator', ({ at, message }) => ({
    at,
    message: `${sentence(message)}, so PostgreSQL rejects the statement. Cast one side, or correct the type of the column.`,
  })),
});
