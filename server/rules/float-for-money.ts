import { builtinName } from './helpers/column-type.ts';
import { isMoneyName } from './helpers/money-name.ts';
import { columnReference } from './helpers/object-reference.ts';
import { changeType, columnsWithWrittenType } from './helpers/type-fix.ts';
import { defineRule } from './rule.ts';

const floats = ['float4', 'float8'];

export default defineRule({
  id: 'float-for-money',
  severity: 'warning',
  summary: 'A sum of money is kept in a binary floating-point type.',
  why: `
\`real\` and \`double precision\` cannot hold most decimal fractions: 0.1 + 0.2 is not 0.3. Sums drift by cents, and
equality in checks and joins fails by chance. \`numeric\` is exact.`,
  source: 'PostgreSQL manual, 8.1.3 Floating-Point Types',
  example: {
    bad: `
create table products (
  id bigint primary key,
  price double precision not null
--      ^^^^^^^^^^^^^^^^
);`,
    good: `
create table products (
  id bigint primary key,
  price numeric(12,2) not null,
  tax_rate double precision not null
);`,
  },
  exceptions: 'Estimates and statistics about money need no exact cents.',

  table(table, context, report) {
    for (const column of columnsWithWrittenType(table)) {
      const type = builtinName(column.type);
      if (!type || !floats.includes(type) || !isMoneyName(column.name)) continue;
      const written = context.source.text(column.typeRange);
      report({
        at: column.typeRange,
        object: columnReference(table, column),
        message: `${written} rounds ${table.name}.${column.name} to binary fractions, so sums of money drift by cents. Use numeric with a fixed scale.`,
        fixes: () =>
          changeType(context, table, column, {
            title: `Change ${column.name} to numeric(12,2)`,
            to: ({ column: linked }) =>
              floats.includes(builtinName(linked.type) ?? '')
                ? `numeric(12,2)${linked.type.array ? '[]' : ''}`
                : null,
          }),
      });
    }
  },
});
