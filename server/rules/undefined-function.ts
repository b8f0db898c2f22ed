import type { Problem } from '../catalog/problem.ts';
import { unlessApplied } from './helpers/fix.ts';
import { missingExtension } from './helpers/missing-extension.ts';
import { onProblem } from './helpers/on-problem.ts';
import { renameFixes } from './helpers/rename.ts';
import { sentence } from './helpers/sentence.ts';
import { defineRule, type RuleContext } from './rule.ts';

/** Names of one word that only an extension's functions are known by; others of theirs, such as slice, anybody gives. */
const distinctive = new Set(
  'armor crosstab crypt dblink dearmor decrypt difference digest dmetaphone encrypt hmac levenshtein metaphone similarity soundex unaccent'.split(
    ' ',
  ),
);

/** What would bring the function, unless the files have one of that name or it is written in a schema of theirs. */
function extensionFor(problem: Extract<Problem, { kind: 'undefined-function' }>, context: RuleContext) {
  const { schema, name } = problem.name;
  const isOwn = schema !== null && schema !== 'public' && context.catalog.schema(schema)?.nameRange;
  if (isOwn || context.isDefined('function', name)) return null;
  return missingExtension(problem, context, schema, /_|\d/.test(name) || distinctive.has(name));
}

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
    const extension = extensionFor(problem, context);
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
      ...(extension?.once ? { once: extension.once } : {}),
      fixes: extension?.fixes ?? (() => unlessApplied(context, renameFixes(context.source, at, similar))),
    };
  }),
});
