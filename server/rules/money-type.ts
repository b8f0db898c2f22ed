import { expressionsUsing } from './helpers/column-expressions.ts';
import { builtinName } from './helpers/column-type.ts';
import { columnReference } from './helpers/object-reference.ts';
import { changeType, columnsWithWrittenType } from './helpers/type-fix.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'money-type',
  severity: 'warning',
  summary: 'A column has the type money.',
  why: `
\`money\` reads, prints and rounds by the setting \`lc_monetary\` of the session: the same dump loaded under another
setting changes its values, the currency is not stored, and fractions of a cent are lost.`,
  source: 'PostgreSQL manual, 8.2 Monetary Types; PostgreSQL wiki, Don’t Do This',
  example: {
    bad: `
create table products (
  id bigint primary key,
  price money not null
--      ^^^^^
);`,
    good: `
create table products (
  id bigint primary key,
  price numeric(12,2) not null
);`,
  },

  table(table, context, report) {
    for (const column of columnsWithWrittenType(table)) {
      if (builtinName(column.type) !== 'money') continue;
      report({
        at: column.typeRange,
        object: columnReference(table, column),
        message: `The values of ${table.name}.${column.name} depend on each session’s lc_monetary, because it is of type money. Use numeric(12,2), and a column for the currency if there is more than one.`,
        fixes: () => {
          // A default of '$0.00' and a comparison with a money value have no meaning for numeric.
          const isPlainDefault = !column.default || /^\(?-?\d+(\.\d+)?\)?$/.test(column.default.text.trim());
          const usesNumbersOnly = expressionsUsing(table, column).every(
            ({ text }) => !/money|\$/i.test(text),
          );
          if (!isPlainDefault || !usesNumbersOnly) return [];
          return changeType(context, table, column, {
            title: `Change ${column.name} to numeric(12,2)`,
            to: ({ column: linked }) =>
              builtinName(linked.type) === 'money' ? `numeric(12,2)${linked.type.array ? '[]' : ''}` : null,
            // A comparison with a plain number is what PostgreSQL refuses for money, and takes for numeric.
            certain: !column.type.array,
          });
        },
      });
    }
  },
});
