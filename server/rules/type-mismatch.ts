import { missingExtension } from './helpers/missing-extension.ts';
import { onProblem } from './helpers/on-problem.ts';
import { sentence } from './helpers/sentence.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'type-mismatch',
  severity: 'error',
  summary: 'An expression has a type that PostgreSQL does not take there.',
  why: `
PostgreSQL rejects the statement (42804 and its kin): a default of another type than its column, a condition that is no
Boolean, values of one column that have no common type.`,
  source: 'PostgreSQL manual, 10.4 Value Storage, 10.5 UNION, CASE, and Related Constructs; error code 42804',
  example: {
    bad: `
create table users (
  id bigint primary key,
  active boolean not null default 1
--                                ^
);`,
    good: `
create table users (
  id bigint primary key,
  active boolean not null default true
);`,
  },

  problem: onProblem('type-mismatch', (problem, context) => {
    const { at, message } = problem;
    const extension = missingExtension(problem, context);
    return {
      at,
      message: `${sentence(message)}, so PostgreSQL rejects the statement. ${extension?.advice ?? 'Write a value of that type, or cast it.'}`,
      ...(extension ? { once: extension.once, fixes: extension.fixes } : {}),
    };
  }),
});
