import { onProblem } from './helpers/on-problem.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'invalid-setting',
  severity: 'error',
  summary: 'SET gives a parameter a value that it does not take.',
  why: `
PostgreSQL rejects the statement (22023). In a script that stops at the first error, nothing after it runs.`,
  source: 'PostgreSQL manual, 19.1 Setting Parameters; error code 22023',
  example: {
    bad: `
set row_security = 'of course';
--                 ^^^^^^^^^^^`,
    good: `
set row_security = on;`,
  },

  problem: onProblem('invalid-setting', ({ at, name, value, expected }) => ({
    at,
    message: `The parameter ${name} takes ${expected}, not “${value}”, so PostgreSQL rejects the statement.`,
  })),
});
