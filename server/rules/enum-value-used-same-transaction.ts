import { suggestion, unlessApplied } from './helpers/fix.ts';
import { onProblem } from './helpers/on-problem.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'enum-value-used-same-transaction',
  severity: 'error',
  summary: 'A value is used in the transaction that adds it to its enum.',
  why: `
PostgreSQL rejects the statement (55P04): a value that ALTER TYPE … ADD VALUE adds may be used only after the COMMIT. Add
it in a transaction, or a migration, of its own. Since PostgreSQL 17 the values of an enum that the same transaction
creates may be used at once.`,
  source: 'PostgreSQL manual, ALTER TYPE (Notes); error code 55P04; measured on PostgreSQL 15 and 18',
  example: {
    bad: `
create type status as enum ('open');
create table orders (id bigint primary key, status status not null);
begin;
alter type status add value 'closed';
update orders set status = 'closed';
--                         ^^^^^^^^
commit;`,
    good: `
create type status as enum ('open');
create table orders (id bigint primary key, status status not null);
alter type status add value 'closed';
update orders set status = 'closed';`,
  },
  exceptions: `
Only a BEGIN in the same file counts. Whether a migration tool opens a transaction is not known here.`,

  problem: onProblem('enum-value-used-same-transaction', (problem, context) => {
    const { at, label, type, added, begin } = problem;
    // What another file leaves open ends with its session.
    if (!context.source.isInSameFile(at.statement, begin)) return null;
    return {
      at,
      message: `The value ${label} of ${type} is added in this transaction and may be used only after its COMMIT, so PostgreSQL rejects the statement. Commit before this statement.`,
      related: [{ at: added, message: `${label} is added here.` }],
      fixes: () =>
        unlessApplied(context, [
          suggestion('Commit before this statement, and begin anew', [
            context.source.insertBefore(at.statement, 'COMMIT;\nBEGIN;'),
          ]),
        ]),
    };
  }),
});
