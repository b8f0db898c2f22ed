import { columnOf } from '../catalog/catalog.ts';
import type { Column, Table } from '../catalog/model.ts';
import { significantTokens } from '../syntax/tokenize.ts';
import { integerBytes } from './helpers/column-type.ts';
import { linkedColumns } from './helpers/linked-columns.ts';
import { isLookupTable } from './helpers/lookup-table.ts';
import { columnReference } from './helpers/object-reference.ts';
import { calledFunctions } from './helpers/tree.ts';
import { changeType, columnsWithWrittenType } from './helpers/type-fix.ts';
import { defineRule, type Edit, type RuleContext } from './rule.ts';

const capacity = { 2: '32,767', 4: '2,147,483,647' };

/** Whether each row gets the next number, so that the type will be used up one day. */
function isNumbered(column: Column): boolean {
  return (
    column.serial ||
    column.identity !== null ||
    (column.default !== null && calledFunctions(column.default.node).includes('nextval'))
  );
}

/** `CREATE SEQUENCE … AS integer` of the column, as pg_dump writes it, which would keep the old limit. */
function widenSequence(column: Column, context: RuleContext): Edit[] {
  const sequence = column.ownedSequence === null ? undefined : context.catalog.sequence(column.ownedSequence);
  const statement = sequence && context.source.statement(sequence.statement);
  if (!statement || !/^create\s+(temp\w*\s+|unlogged\s+)?sequence\b/i.test(statement.text)) return [];
  const tokens = significantTokens(statement.text);
  const as = tokens.findIndex(({ start, end }) => /^as$/i.test(statement.text.slice(start, end)));
  const type = tokens[as + 1];
  if (as < 0 || !type) return [];
  return [{ at: { statement: statement.id, start: type.start, end: type.end }, newText: 'bigint' }];
}

/** The column of a primary key of one column that is not itself a foreign key. */
function keyColumn(table: Table): Column | undefined {
  const key = table.constraints.find(({ kind }) => kind === 'primary key');
  const [number, second] = key?.columns ?? [];
  if (number === undefined || second !== undefined) return undefined;
  const isForeign = table.constraints.some(
    ({ kind, columns }) => kind === 'foreign key' && columns.includes(number),
  );
  return isForeign ? undefined : columnOf(table, number);
}

export default defineRule({
  id: 'pk-int-overflow',
  severity: 'warning',
  summary: 'A numbered primary key has 16 or 32 bits.',
  why: `
When the sequence passes 32,767 or 2,147,483,647, every INSERT fails. Deleted and rolled-back rows count too. Changing
the type then rewrites the table and all that refer to it under an exclusive lock; \`bigint\` costs four bytes a row
now.`,
  source: 'PostgreSQL manual, 8.1 Numeric Types',
  example: {
    bad: `
create table orders (
  id integer generated always as identity primary key
--   ^^^^^^^
);`,
    good: `
create table orders (
  id bigint generated always as identity primary key
);`,
  },
  exceptions: `
Short lists of values (names such as \`status\`, \`countries\`, \`roles\`) and keys that no sequence counts are not
reported.`,

  table(table, context, report) {
    const key = keyColumn(table);
    const column = columnsWithWrittenType(table).find(({ number }) => number === key?.number);
    const bytes = column && integerBytes(column.type);
    if (!column || !bytes || bytes === 8 || !isNumbered(column) || isLookupTable(table)) return;
    const linked = linkedColumns(context.catalog, table, column).length - 1;
    const also =
      linked === 0
        ? ''
        : ` and the ${linked === 1 ? 'column' : `${linked} columns`} that ${linked === 1 ? 'refers' : 'refer'} to it`;
    report({
      at: column.typeRange,
      object: columnReference(table, column),
      message: `${table.name}.${column.name} can number only ${capacity[bytes]} rows, deleted ones included; after that every INSERT fails. Use bigint${also ? ` for it${also}` : ''}.`,
      fixes: () =>
        changeType(context, table, column, {
          title: `Change ${column.name}${also} to ${column.serial ? 'bigserial' : 'bigint'}`,
          to: ({ column: other }) =>
            (integerBytes(other.type) ?? 8) < 8 ? (other.serial ? 'bigserial' : 'bigint') : null,
          also: widenSequence(column, context),
        }),
    });
  },
});
