import { suggestion, unlessApplied } from './helpers/fix.ts';
import { onProblem } from './helpers/on-problem.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';

/** CREATE and DROP INDEX and REINDEX do the same without the word, but keep others from writing meanwhile. */
function withoutWord(command: string, at: Fix['edits'][number]['at'], context: RuleContext): readonly Fix[] {
  if (!/^(?:CREATE|DROP) INDEX CONCURRENTLY$|^REINDEX CONCURRENTLY$/.test(command)) return [];
  const text = context.source.statement(at.statement)?.text ?? '';
  if (!/^concurrently$/i.test(text.slice(at.start, at.end))) return [];
  const spaces = /^\s*/.exec(text.slice(at.end))?.[0].length ?? 0;
  return unlessApplied(context, [
    suggestion('Remove CONCURRENTLY, which blocks writes meanwhile', [
      { at: { ...at, end: at.end + spaces }, newText: '' },
    ]),
  ]);
}

export default defineRule({
  id: 'concurrently-in-transaction',
  severity: 'error',
  summary: 'A command that needs a transaction of its own stands between BEGIN and COMMIT.',
  why: `
PostgreSQL rejects it (25001). CONCURRENTLY works in several transactions, so that it does not keep others from writing;
VACUUM, CREATE DATABASE, ALTER SYSTEM and their like cannot be rolled back. Move the command out of the transaction, or
into a migration that the tool runs without one.`,
  source: 'PostgreSQL manual, CREATE INDEX (Building Indexes Concurrently); error code 25001',
  example: {
    bad: `
create table orders (id bigint primary key, customer_id bigint not null);
begin;
create index concurrently orders_customer_idx on orders (customer_id);
--           ^^^^^^^^^^^^
commit;`,
    good: `
create table orders (id bigint primary key, customer_id bigint not null);
create index concurrently orders_customer_idx on orders (customer_id);`,
  },
  exceptions: `
Only a BEGIN in the same file counts. Whether a migration tool opens a transaction is not known here.`,

  problem: onProblem('concurrently-in-transaction', (problem, context) => {
    const { at, command, begin } = problem;
    // What another file leaves open ends with its session.
    if (!context.source.isInSameFile(at.statement, begin)) return null;
    const opening = context.source.statement(begin);
    return {
      at,
      message: `${command} cannot run inside a transaction block, so PostgreSQL rejects the statement. Move it before BEGIN or after COMMIT.`,
      related: opening
        ? [
            {
              at: { statement: begin, start: 0, end: opening.text.replace(/;\s*$/, '').length },
              message: 'The transaction begins here.',
            },
          ]
        : [],
      fixes: () => withoutWord(command, at, context),
    };
  }),
});
