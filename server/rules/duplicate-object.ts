import { unlessApplied } from './helpers/fix.ts';
import { onProblem } from './helpers/on-problem.ts';
import { renameFixes } from './helpers/rename.ts';
import { defineRule } from './rule.ts';

/** What shares one namespace, where that is not obvious. */
const namespaceNote =
  'Tables, views, sequences and indexes (those of PRIMARY KEY and UNIQUE too) share one namespace per schema.';

export default defineRule({
  id: 'duplicate-object',
  severity: 'error',
  summary: 'A name is already taken at this point.',
  why: `
PostgreSQL rejects the statement (42P07, 42701, 42710). Tables, views, sequences, indexes and composite types share one
namespace per schema, and a UNIQUE or PRIMARY KEY constraint’s name is its index’s name; the names of CHECK and foreign
key constraints need to be unique only within their table.`,
  source: 'PostgreSQL manual, 5.10 Schemas; error codes 42P07, 42701, 42710',
  example: {
    bad: `
create table users (id bigint primary key);
create table accounts (id bigint constraint users_pkey primary key);
--                                          ^^^^^^^^^^`,
    good: `
create table users (id bigint primary key);
create table accounts (id bigint constraint accounts_pkey primary key);`,
  },

  problem: onProblem('duplicate-object', (problem, context) => {
    const { name, what, first, firstKind, suggestion } = problem;
    const table = problem.table === null ? undefined : context.catalog.table(problem.table);
    const where = table && (what === 'column' || what === 'constraint') ? ` in ${table.name}` : '';
    const note = what === 'relation' && firstKind !== 'table' ? ` ${namespaceNote}` : '';
    const advice =
      suggestion === null ? 'Remove or rename one of them.' : `Choose another name, such as ${suggestion}.`;
    return {
      at: problem.at,
      message: `The name ${name} is already taken${where} by ${/^[aeiou]/.test(firstKind) ? 'an' : 'a'} ${firstKind}, so PostgreSQL rejects the statement.${note} ${advice}`,
      related: first ? [{ at: first, message: `${name} is first defined here.` }] : [],
      fixes: () =>
        unlessApplied(
          context,
          renameFixes(context.source, problem.at, suggestion === null ? [] : [suggestion]),
        ),
    };
  }),
});
