import type { Table } from '../catalog/model.ts';
import type { Problem } from '../catalog/problem.ts';
import { quoteIdentifier } from '../syntax/quote-identifier.ts';
import { suggestion, unlessApplied } from './helpers/fix.ts';
import { onProblem } from './helpers/on-problem.ts';
import { freeRelationName } from './helpers/relation-name.ts';
import { plainName } from './helpers/rename.ts';
import { appendElement } from './helpers/table-text.ts';
import { inWords, writtenColumns, writtenName } from './helpers/written-name.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';

type NotUnique = Extract<Problem, { kind: 'fk-target-not-unique' }>;

function explain({ reason, targetColumns, columns }: NotUnique, target: string): string {
  const names = inWords(targetColumns);
  switch (reason) {
    case 'no key':
      return `Nothing makes ${names} of ${target} unique, so PostgreSQL rejects a foreign key to ${targetColumns.length > 1 ? 'them' : 'it'}. Add a UNIQUE constraint there; a partial index or one with more columns does not count.`;
    case 'no primary key':
      return `${target} has no primary key that a foreign key without a column list could refer to, so PostgreSQL rejects it. Name unique columns of ${target}, or give it a primary key.`;
    case 'deferrable':
      return `The key on ${names} of ${target} is DEFERRABLE, and PostgreSQL rejects a foreign key to such a key. Make it immediate.`;
    case 'column count':
      return `The foreign key has ${columns.length} and its target in ${target} ${targetColumns.length} columns, so PostgreSQL rejects it. Name as many columns on both sides.`;
  }
}

function addUnique(problem: NotUnique, target: Table, context: RuleContext): readonly Fix[] {
  const { targetColumns, at } = problem;
  // A partitioned table's key must also hold its partition key.
  if (problem.reason !== 'no key' || target.kind !== 'table') return [];
  const columns = writtenColumns(targetColumns);
  const title = `Make ${inWords(targetColumns)} of ${target.name} unique`;
  if (at.statement === target.statement) {
    const edit = appendElement(context.source, at.statement, `UNIQUE (${columns})`);
    return edit ? [suggestion(title, [edit])] : [];
  }
  const name = freeRelationName(context.catalog, target.schema, target.name, targetColumns, 'key');
  const sql = `ALTER TABLE ${writtenName(target, context.source)} ADD CONSTRAINT ${quoteIdentifier(name)} UNIQUE (${columns});`;
  return [suggestion(title, [context.source.insertBefore(at.statement, sql)])];
}

export default defineRule({
  id: 'fk-target-not-unique',
  severity: 'error',
  summary: 'A foreign key refers to columns that no key makes unique.',
  why: `
PostgreSQL rejects it (42830). The referenced columns need a primary key, a UNIQUE constraint or a unique index on
exactly them, in any order. A partial or expression index and a key with further columns do not count, and a deferrable
key is rejected too (55000).`,
  source: 'Measured on PostgreSQL 15 and 18; PostgreSQL manual, 5.5.5 Foreign Keys',
  example: {
    bad: `
create table users (id bigint primary key, email text not null);
create table logins (
  id bigint primary key,
  email text references users (email) on delete cascade
--                             ^^^^^
);
create index on logins (email);`,
    good: `
create table users (id bigint primary key, email text not null);
create unique index on users (email);
create table logins (
  id bigint primary key,
  email text references users (email) on delete cascade
);
create index on logins (email);`,
  },

  problem: onProblem('fk-target-not-unique', (problem, context) => {
    const target = context.catalog.table(problem.target);
    const table = context.catalog.relation(problem.table.schema, problem.table.name);
    const schema = table?.schema ?? problem.table.schema ?? 'public';
    return {
      at: problem.at,
      object: {
        kind: 'foreign key',
        schema,
        table: problem.table.name,
        name: `${problem.table.name}_${problem.columns.join('_')}_fkey`,
        columns: problem.columns,
      },
      message: explain(problem, target?.name ?? plainName(problem.table)),
      related: target ? [{ at: target.nameRange, message: `${target.name} is defined here.` }] : [],
      fixes: () => (target ? unlessApplied(context, addUnique(problem, target, context)) : []),
    };
  }),
});
