import type { SourceRange } from '../syntax/statement.ts';
import { suggestion, unlessApplied } from './helpers/fix.ts';
import { onProblem } from './helpers/on-problem.ts';
import { defineRule, type Fix, type SourceReader } from './rule.ts';

/** How many are named in the message. */
const mostNamed = 3;

/** CASCADE at the end of the action that drops, which is the end of the statement or the next comma of an ALTER TABLE. */
function cascade(source: SourceReader, at: SourceRange): Fix[] {
  const statement = source.statement(at.statement);
  if (!statement) return [];
  const tokens = source.tokens(at.statement).filter(({ kind }) => !kind.endsWith('comment'));
  const isAlter = /^alter\b/i.test(statement.text);
  const after = tokens.filter(({ start }) => start >= at.end);
  const end = after.findIndex(({ start }) => {
    const character = statement.text[start];
    return character === ';' || (isAlter && character === ',');
  });
  const action = end < 0 ? after : after.slice(0, end);
  const last = action.at(-1);
  const place = last?.end ?? at.end;
  const isRestricted = last && /^restrict$/i.test(statement.text.slice(last.start, last.end));
  return [
    suggestion('Drop what depends on it as well, with CASCADE', [
      isRestricted
        ? { at: { ...at, start: last.start, end: last.end }, newText: 'CASCADE' }
        : { at: { ...at, start: place, end: place }, newText: ' CASCADE' },
    ]),
  ];
}

export default defineRule({
  id: 'dependent-objects',
  severity: 'error',
  summary:
    'Something is dropped without CASCADE, or a column’s type changed, while something else still needs it.',
  why: `
PostgreSQL rejects the statement (2BP01). Drop or change first what needs it: a view, a foreign key of another table, a
column of that type. CASCADE drops foreign keys, views and columns that depend on it, of other tables too, without asking.`,
  source: 'PostgreSQL manual, 5.15 Dependency Tracking; error code 2BP01',
  example: {
    bad: `
create table customers (id bigint primary key);
create table orders (
  id bigint primary key,
  customer_id bigint references customers on delete restrict
);
create index on orders (customer_id);
drop table customers;
--         ^^^^^^^^^`,
    good: `
create table customers (id bigint primary key);
create table orders (
  id bigint primary key,
  customer_id bigint references customers on delete restrict
);
create index on orders (customer_id);
drop table orders;
drop table customers;`,
  },

  problem: onProblem('dependent-objects', (problem, context) => {
    const { dropped, dependents, at } = problem;
    const named = dependents.slice(0, mostNamed).map(({ name }) => name);
    const more = dependents.length - named.length;
    const list = more > 0 ? `${named.join(', ')} and ${more} more` : named.join(' and ');
    return {
      at,
      message: `The ${problem.action === 'drop' ? dropped : `type of ${dropped}`} cannot be ${problem.action === 'drop' ? 'dropped' : 'changed'}: ${list} ${dependents.length === 1 ? 'depends' : 'depend'} on it, so PostgreSQL rejects the statement. Drop ${dependents.length === 1 ? 'that' : 'those'} first.`,
      related: dependents
        .slice(0, 10)
        .flatMap((one) =>
          one.at ? [{ at: one.at, message: `The ${one.name} depends on the ${dropped}.` }] : [],
        ),
      fixes: () => unlessApplied(context, problem.isCascadable ? cascade(context.source, at) : []),
    };
  }),
});
