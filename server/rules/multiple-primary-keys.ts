import { isTable } from '../catalog/catalog.ts';
import { onProblem } from './helpers/on-problem.ts';
import { plainName } from './helpers/rename.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'multiple-primary-keys',
  severity: 'error',
  summary: 'A table gets a second primary key.',
  why: `
PostgreSQL rejects the statement (42P16): a table has one primary key. A key of several columns is one constraint,
\`PRIMARY KEY (a, b)\`; a further candidate key is UNIQUE and NOT NULL.`,
  source: 'PostgreSQL manual, 5.5.4 Primary Keys',
  example: {
    bad: `
create table memberships (
  user_id bigint primary key,
  group_id bigint primary key
--                ^^^^^^^^^^^
);`,
    good: `
create table memberships (
  user_id bigint,
  group_id bigint,
  primary key (user_id, group_id)
);`,
  },

  problem: onProblem('multiple-primary-keys', (problem, context) => {
    const { table, first } = problem;
    const relation = context.catalog.relation(table.schema, table.name);
    return {
      at: problem.at,
      object: {
        kind: 'table',
        schema: isTable(relation) ? relation.schema : (table.schema ?? 'public'),
        name: table.name,
      },
      message: `${plainName(table)} already has a primary key, and PostgreSQL rejects a second one. Write one PRIMARY KEY over all its columns, or make this one UNIQUE.`,
      related: first ? [{ at: first, message: 'The first primary key.' }] : [],
    };
  }),
});
