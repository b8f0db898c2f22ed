import { unlessApplied } from './helpers/fix.ts';
import { missingExtension } from './helpers/missing-extension.ts';
import { onProblem } from './helpers/on-problem.ts';
import { renameFixes } from './helpers/rename.ts';
import { sentence } from './helpers/sentence.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'undefined-function',
  severity: 'error',
  summary: 'A function is called that does not exist for these arguments at this point.',
  why: `
PostgreSQL rejects the statement (42883). Either no function has this name, or none of that name takes these types; a
function of an extension needs its CREATE EXTENSION, and one of your own must be created before the first default, check,
index or view that calls it.`,
  source: 'PostgreSQL manual, 10.3 Functions; error code 42883',
  example: {
    bad: `
create table events (
  id bigint primary key,
  at timestamptz not null default nwo()
--                                ^^^
);`,
    good: `
create table events (
  id bigint primary key,
  at timestamptz not null default now()
);`,
  },

  problem: onProblem('undefined-function', (problem, context) => {
    const { at, name, otherSignatures } = problem;
    const extension = missingExtension(problem, context, name.schema);
    const similar = otherSignatures || extension ? [] : context.similarNames('function', name.name);
    const advice = extension
      ? extension.advice
      : otherSignatures
        ? 'Functions of that name take other arguments: cast them, or correct the call.'
        : similar.length > 0
          ? `Did you mean ${similar.join(' or ')}?`
          : 'Create it before this statement, or correct the name.';
    return {
      at,
      message: `${sentence(problem.message)}, so PostgreSQL rejects the statement. ${advice}`,
      ...(extension ? { once: extension.once } : {}),
      fixes: extension?.fixes ?? (() => unlessApplied(context, renameFixes(context.source, at, similar))),
    };
  }),
});
