import { unlessApplied } from './helpers/fix.ts';
import { missingExtension } from './helpers/missing-extension.ts';
import { onProblem } from './helpers/on-problem.ts';
import { renameFixes } from './helpers/rename.ts';
import { sentence } from './helpers/sentence.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'invalid-query',
  severity: 'error',
  summary: 'A query or an expression breaks a rule of SQL that only its meaning shows.',
  why: `
PostgreSQL rejects the statement: a column that is neither grouped nor aggregated (42803), a name that could mean two
columns (42702), an aggregate or a subquery where none may stand, a table that is missing in FROM (42P01). The message is
PostgreSQL’s own.`,
  source: 'PostgreSQL manual, chapter 7 Queries; 5.5 Constraints',
  example: {
    bad: `
create table orders (id bigint primary key, country text, total numeric(12, 2));
create view totals as
select country, id, sum(total) as total from orders group by country;
--              ^^`,
    good: `
create table orders (id bigint primary key, country text, total numeric(12, 2));
create view totals as
select country, sum(total) as total from orders group by country;`,
  },

  problem: onProblem('invalid-query', (problem, context) => {
    const { at, message, similar } = problem;
    const extension = missingExtension(problem, context);
    const advice = extension
      ? ` ${extension.advice}`
      : similar.length > 0
        ? ` Did you mean ${similar.join(' or ')}?`
        : '';
    return {
      at,
      message: `${sentence(message)}: PostgreSQL rejects the statement.${advice}`,
      ...(extension ? { once: extension.once } : {}),
      fixes: extension?.fixes ?? (() => unlessApplied(context, renameFixes(context.source, at, similar))),
    };
  }),
});
