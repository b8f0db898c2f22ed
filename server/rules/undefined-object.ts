import { unlessApplied } from './helpers/fix.ts';
import { missingExtension } from './helpers/missing-extension.ts';
import { onProblem } from './helpers/on-problem.ts';
import { plainName, renameFixes } from './helpers/rename.ts';
import { defineRule } from './rule.ts';

/** Whether it is something that scripts create. */
function isCreated(what: string): boolean {
  return what !== 'setting' && what !== 'storage parameter' && what !== 'access method';
}

export default defineRule({
  id: 'undefined-object',
  severity: 'error',
  summary:
    'A constraint, trigger, policy, function, schema, extension, setting or storage parameter is named that does not exist at this point.',
  why: `
PostgreSQL rejects the statement (42704, 42883, 3F000). In a migration mostly an earlier one has renamed or dropped it, or
PostgreSQL chose another name for it than expected.`,
  source: 'PostgreSQL manual, Appendix A; error codes 42704, 42883, 3F000',
  example: {
    bad: `
create table orders (
  id bigint primary key,
  total numeric(12, 2) check (total >= 0)
);
alter table orders drop constraint order_total_check;
--                                 ^^^^^^^^^^^^^^^^^`,
    good: `
create table orders (
  id bigint primary key,
  total numeric(12, 2) check (total >= 0)
);
alter table orders drop constraint orders_total_check;`,
  },
  exceptions: `
Where it may be missing on purpose, write IF EXISTS.`,

  problem: onProblem('undefined-object', (problem, context) => {
    const { what, name, table, similar } = problem;
    const extension = missingExtension(problem, context);
    const where = table ? ` of ${plainName(table)}` : '';
    const advice = extension
      ? extension.advice
      : similar.length > 0
        ? `Did you mean ${similar.join(' or ')}?`
        : isCreated(what)
          ? 'Correct the name, or create it before this statement.'
          : 'Correct the name.';
    return {
      at: problem.at,
      message: `The ${what} ${name}${where} does not exist at this point, so PostgreSQL rejects the statement. ${advice}`,
      ...(extension ? { once: extension.once } : what === 'schema' ? { once: `schema ${name}` } : {}),
      fixes:
        extension?.fixes ?? (() => unlessApplied(context, renameFixes(context.source, problem.at, similar))),
    };
  }),
});
