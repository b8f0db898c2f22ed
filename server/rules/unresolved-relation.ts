import { quoteIdentifier } from '../syntax/quote-identifier.ts';
import type { SourceRange } from '../syntax/statement.ts';
import { suggestion, unlessApplied } from './helpers/fix.ts';
import { onProblem } from './helpers/on-problem.ts';
import { plainName, renameFixes } from './helpers/rename.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';

function createSchema(name: string, at: SourceRange, { source }: RuleContext): Fix {
  const sql = `CREATE SCHEMA ${quoteIdentifier(name)};`;
  return suggestion(`Create the schema ${name}`, [source.insertBefore(at.statement, sql)]);
}

export default defineRule({
  id: 'unresolved-relation',
  severity: 'error',
  summary: 'A table, view, sequence, index or schema is named that does not exist at this point.',
  why: `
PostgreSQL rejects the statement (42P01). A view, foreign key, trigger or comment needs its table to exist before it.`,
  source: 'PostgreSQL manual, 5.5.5 Foreign Keys; error code 42P01',
  example: {
    bad: `
create table customers (id bigint primary key);
create table orders (
  id bigint primary key,
  customer_id bigint references custmers (id) on delete restrict
--                              ^^^^^^^^
);
create index on orders (customer_id);`,
    good: `
create table customers (id bigint primary key);
create table orders (
  id bigint primary key,
  customer_id bigint references customers (id) on delete restrict
);
create index on orders (customer_id);`,
  },
  exceptions: `
Name objects that exist outside of these files, for instance those of an extension or another team, in the setting for
external objects.`,

  problem: onProblem('unresolved-relation', (problem, context) => {
    const kind = problem.what === 'schema' ? 'schema' : 'relation';
    const similar = problem.isSchemaKnown ? context.similarNames(kind, problem.name.name) : [];
    const what =
      problem.what === 'schema'
        ? `The schema ${problem.name.name}`
        : `The ${problem.what} ${plainName(problem.name)}`;
    const advice =
      similar.length > 0
        ? `Did you mean ${similar.join(' or ')}?`
        : 'Create it before this statement, or correct the name.';
    return {
      at: problem.at,
      message: `${what} does not exist at this point, so PostgreSQL rejects the statement. ${advice}`,
      ...(problem.what === 'schema' ? { once: `schema ${problem.name.name}` } : {}),
      fixes: () =>
        unlessApplied(context, [
          ...renameFixes(context.source, problem.at, similar),
          ...(problem.what === 'schema' ? [createSchema(problem.name.name, problem.at, context)] : []),
        ]),
    };
  }),
});
