import type { Table } from '../catalog/model.ts';
import { quoteIdentifier } from '../syntax/quote-identifier.ts';
import { builtinName } from './helpers/column-type.ts';
import { insertBehind, suggestion, unlessApplied } from './helpers/fix.ts';
import { columnReference } from './helpers/object-reference.ts';
import { changeType, columnsWithWrittenType, hasFamily, type WrittenColumn } from './helpers/type-fix.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';

/** Lengths that come from MySQL's index and row limits, and mean nothing in PostgreSQL. */
const habitualLengths = [191, 255, 256];

/** text with a CHECK in place of the length; heirs and partitions would need the same CHECK. */
function checkLength(
  context: RuleContext,
  table: Table,
  column: WrittenColumn,
  length: number,
): readonly Fix[] {
  const { typeRange, range } = column;
  if (column.type.array || range?.statement !== typeRange.statement || hasFamily(context, table)) return [];
  return unlessApplied(context, [
    suggestion(`Change ${column.name} to text with a CHECK on its length`, [
      { at: typeRange, newText: 'text' },
      insertBehind(range, ` CHECK (char_length(${quoteIdentifier(column.name)}) <= ${length})`),
    ]),
  ]);
}

export default defineRule({
  id: 'varchar-255',
  severity: 'hint',
  summary:
    'A column has one of the lengths 191, 255 and 256, which come from habit rather than from the data.',
  why: `
In PostgreSQL \`varchar(255)\` is neither smaller nor faster than \`text\`. The limit only makes a longer value fail
one day, and a smaller limit later rewrites the table. Where a length matters, a CHECK says so and can be changed
without a rewrite.`,
  source: 'PostgreSQL manual, 8.3 Character Types',
  example: {
    bad: `
create table customers (
  id bigint primary key,
  name varchar(255) not null
--     ^^^^^^^^^^^^
);`,
    good: `
create table customers (
  id bigint primary key,
  name text not null,
  code varchar(12) not null
);`,
  },
  exceptions: 'A limit that another system imposes is a reason to keep it; a CHECK can say which one.',

  table(table, context, report) {
    for (const column of columnsWithWrittenType(table)) {
      const [length] = column.type.modifiers;
      if (builtinName(column.type) !== 'varchar' || length === undefined || !habitualLengths.includes(length))
        continue;
      report({
        at: column.typeRange,
        object: columnReference(table, column),
        message: `varchar(${length}) on ${table.name}.${column.name} limits the text without saving space or time in PostgreSQL. Use text, with a CHECK if the length matters.`,
        fixes: () => [
          ...changeType(context, table, column, {
            title: `Change ${column.name} to text`,
            to: ({ column: linked }) =>
              builtinName(linked.type) === 'varchar' ? `text${linked.type.array ? '[]' : ''}` : null,
          }),
          ...checkLength(context, table, column, length),
        ],
      });
    }
  },
});
