import { expressionsUsing } from './helpers/column-expressions.ts';
import { builtinName } from './helpers/column-type.ts';
import { suggestion, unlessApplied } from './helpers/fix.ts';
import { columnReference } from './helpers/object-reference.ts';
import { snakeCase } from './helpers/snake-case.ts';
import { changeType, columnsWithWrittenType } from './helpers/type-fix.ts';
import { defineRule } from './rule.ts';

/** Names of times on a wall clock, which mean the same hour in every zone. */
const wallClock = /(^|_)(local|wall|wallclock|naive)(_|$)/;

const nowInUtc = /^\(*\s*(now\(\)|current_timestamp)\s+at\s+time\s+zone\s+'utc'(::text)?\s*\)*$/i;

export default defineRule({
  id: 'timestamp-without-tz',
  severity: 'warning',
  summary: 'A column is timestamp without time zone.',
  why: `
\`timestamp\` stores what the clock showed, not when it was: \`now()\` is cut to the session’s zone, and the same value
read under another zone is another moment. \`timestamptz\` takes the same eight bytes and stores the moment.`,
  source: 'PostgreSQL manual, 8.5.1.3 Time Stamps; PostgreSQL wiki, Don’t Do This',
  example: {
    bad: `
create table events (
  id bigint primary key,
  created_at timestamp not null default now()
--           ^^^^^^^^^
);`,
    good: `
create table events (
  id bigint primary key,
  created_at timestamptz not null default now()
);`,
  },
  exceptions: `
A time on a wall clock, such as a shop’s opening hour, is right without a zone. Names with \`local\`, \`wall\` or
\`naive\` are taken as such.`,

  table(table, context, report) {
    for (const column of columnsWithWrittenType(table)) {
      if (builtinName(column.type) !== 'timestamp' || wallClock.test(snakeCase(column.name))) continue;
      const to = (precision: number | undefined, array: boolean) =>
        `timestamptz${precision === undefined ? '' : `(${precision})`}${array ? '[]' : ''}`;
      const newType = to(column.type.modifiers[0], column.type.array);
      const title = `Change ${column.name} to ${newType}`;
      report({
        at: column.typeRange,
        object: columnReference(table, column),
        message: `${table.name}.${column.name} stores a clock reading without its time zone, so the moment it means depends on the session. Use timestamptz, which takes the same space.`,
        fixes: () => {
          const value = column.default;
          if (value && /at\s+time\s+zone/i.test(value.text)) {
            const inUtc = nowInUtc.test(value.text.trim());
            return unlessApplied(context, [
              suggestion(inUtc ? `${title} with the default now()` : title, [
                { at: column.typeRange, newText: newType },
                ...(inUtc ? [{ at: value.range, newText: 'now()' }] : []),
              ]),
            ]);
          }
          // With a zone, date_trunc() and a cast to date depend on the session: no longer immutable for an index.
          if (expressionsUsing(table, column).some(({ node }) => !isComparison(node))) return [];
          return changeType(context, table, column, {
            title,
            to: ({ column: linked }) =>
              builtinName(linked.type) === 'timestamp'
                ? to(linked.type.modifiers[0], linked.type.array)
                : null,
          });
        },
      });
    }
  },
});

/** Whether the expression only compares columns or tests them for NULL, which any type of time allows. */
function isComparison(node: unknown): boolean {
  const text = JSON.stringify(node);
  return !/"(FuncCall|TypeCast|SQLValueFunction)"/.test(text) && !/"sval":"[-+*/|]+"/.test(text);
}
