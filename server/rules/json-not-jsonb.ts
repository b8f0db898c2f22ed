import { expressionsUsing } from './helpers/column-expressions.ts';
import { builtinName } from './helpers/column-type.ts';
import { columnReference } from './helpers/object-reference.ts';
import { snakeCase } from './helpers/snake-case.ts';
import { calledFunctions } from './helpers/tree.ts';
import { changeType, columnsWithWrittenType } from './helpers/type-fix.ts';
import { defineRule } from './rule.ts';

/** Names of documents that must be kept to the letter. */
const verbatim = /(^|_)(raw|verbatim|original|signed|signature|exact)(_|$)/;

export default defineRule({
  id: 'json-not-jsonb',
  severity: 'warning',
  summary: 'A column is json instead of jsonb.',
  why: `
\`json\` is text that is parsed again on every access. It has no equality, so DISTINCT, GROUP BY, UNION and UNIQUE
fail on it, and no index serves a search in it. \`jsonb\` has all of that.`,
  source: 'PostgreSQL manual, 8.14 JSON Types',
  example: {
    bad: `
create table events (
  id bigint primary key,
  payload json not null
--        ^^^^
);`,
    good: `
create table events (
  id bigint primary key,
  payload jsonb not null
);`,
  },
  exceptions: `
\`json\` keeps white space, the order of keys and duplicate keys. Where the text itself matters, for instance because
it is signed, it is right; names with \`raw\`, \`original\`, \`signed\` and the like are taken as such.`,

  table(table, context, report) {
    for (const column of columnsWithWrittenType(table)) {
      if (builtinName(column.type) !== 'json' || verbatim.test(snakeCase(column.name))) continue;
      report({
        at: column.typeRange,
        object: columnReference(table, column),
        message: `${table.name}.${column.name} is json, which has no equality and no index and is parsed on every access. Use jsonb, unless the exact text matters.`,
        fixes: () => {
          const expressions = [
            ...expressionsUsing(table, column),
            ...(column.default ? [column.default] : []),
          ];
          // The functions of json do not take jsonb, and a cast to json would now be one from jsonb.
          const usesFunctions = expressions.some(
            ({ node, text }) =>
              calledFunctions(node).some((name) => /json/.test(name)) || /\bas\s+json\b/i.test(text),
          );
          if (usesFunctions) return [];
          return changeType(context, table, column, {
            title: `Change ${column.name} to jsonb`,
            to: ({ column: linked }) =>
              builtinName(linked.type) === 'json' ? `jsonb${linked.type.array ? '[]' : ''}` : null,
          });
        },
      });
    }
  },
});
