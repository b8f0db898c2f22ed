import { unlessApplied } from './helpers/fix.ts';
import { onProblem } from './helpers/on-problem.ts';
import { renameFixes } from './helpers/rename.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'unresolved-column',
  severity: 'error',
  summary: 'A constraint, index, policy, trigger or comment names a column that its table does not have.',
  why: 'PostgreSQL rejects the statement (42703).',
  source: 'PostgreSQL manual, error code 42703',
  example: {
    bad: `
create table orders (id bigint primary key, customer_id bigint);
create index on orders (custmer_id);
--                      ^^^^^^^^^^`,
    good: `
create table orders (id bigint primary key, customer_id bigint);
create index on orders (customer_id);`,
  },

  problem: onProblem('unresolved-column', (problem, context) => {
    const { similar, column, tableName } = problem;
    const table = problem.table === null ? undefined : context.catalog.table(problem.table);
    const advice =
      similar.length > 0
        ? `Did you mean ${similar.join(' or ')}?`
        : 'Add the column first, or correct the name.';
    return {
      at: problem.at,
      ...(table
        ? { object: { kind: 'column' as const, schema: table.schema, table: table.name, name: column } }
        : {}),
      message: `${tableName === '' ? `There is no column ${column}` : `${tableName} has no column ${column}`} at this point, so PostgreSQL rejects the statement. ${advice}`,
      related: table ? [{ at: table.nameRange, message: `${table.name} is defined here.` }] : [],
      fixes: () => unlessApplied(context, renameFixes(context.source, problem.at, similar)),
    };
  }),
});
