import { onProblem } from './helpers/on-problem.ts';
import { sentence } from './helpers/sentence.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'invalid-literal',
  severity: 'error',
  summary: 'A literal cannot be read as a value of its type.',
  why: `
PostgreSQL rejects the statement (22P02) as soon as it reads it: a default that is no label of its enum, a number with
letters in it.`,
  source: 'PostgreSQL manual, 4.1.2.7 Constants of Other Types, 8.7 Enumerated Types; error code 22P02',
  example: {
    bad: `
create type order_status as enum ('pending', 'paid');
create table orders (
  id bigint primary key,
  status order_status not null default 'pendign'
--                                     ^^^^^^^^^
);`,
    good: `
create type order_status as enum ('pending', 'paid');
create table orders (
  id bigint primary key,
  status order_status not null default 'pending'
);`,
  },

  problem: onProblem('invalid-literal', ({ at, message }) => ({
    at,
    message: `${sentence(message)}, so PostgreSQL rejects the statement. Correct the value, or the type.`,
  })),
});
