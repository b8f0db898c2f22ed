import { onProblem } from './helpers/on-problem.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'inheritance-conflict',
  severity: 'error',
  summary:
    'A table does not fit its parent or partitioned table, or is changed where only the parent can be.',
  why: `
PostgreSQL rejects the statement (42804, 42P16). A table to be attached needs all columns of the parent with the same types,
and its checks under the same names; a partition may have no column more. What is inherited can only be changed on the parent.`,
  source: 'PostgreSQL manual, 5.11 Inheritance, 5.12 Table Partitioning; error codes 42804, 42P16',
  example: {
    bad: `
create table events (id bigint, day date) partition by range (day);
create table events_2026 (id integer, day date);
alter table events attach partition events_2026 for values from ('2026-01-01') to ('2027-01-01');
--                                  ^^^^^^^^^^^`,
    good: `
create table events (id bigint, day date) partition by range (day);
create table events_2026 (id bigint, day date);
alter table events attach partition events_2026 for values from ('2026-01-01') to ('2027-01-01');`,
  },

  problem: onProblem('inheritance-conflict', ({ at, message, parent }) => ({
    at,
    message: `${message}, so PostgreSQL rejects the statement. Make the two tables alike, or change the parent.`,
    related: parent ? [{ at: parent, message: 'This is the parent.' }] : [],
  })),
});
