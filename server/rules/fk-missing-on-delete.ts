import { columnNames, columnOf } from '../catalog/catalog.ts';
import type { ForeignKey, Table } from '../catalog/model.ts';
import { refusesNull } from './helpers/column-type.ts';
import { suggestion, unlessApplied } from './helpers/fix.ts';
import { foreignKeysOf } from './helpers/linked-columns.ts';
import { relationReference } from './helpers/object-reference.ts';
import { insertAction } from './helpers/referential-action.ts';
import { inWords } from './helpers/written-name.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';

function isNullable(table: Table, key: ForeignKey, context: RuleContext): boolean {
  return key.columns.every((number) => {
    const column = columnOf(table, number);
    return column !== undefined && !refusesNull(context.catalog, column) && !column.generated;
  });
}

function proposals(table: Table, key: ForeignKey, context: RuleContext): Fix[] {
  const columns = columnNames(table, key.columns).join(', ');
  const actions = ['RESTRICT', 'CASCADE', ...(isNullable(table, key, context) ? ['SET NULL'] : [])];
  return actions.map((action) =>
    suggestion(`Add ON DELETE ${action} to the foreign key on ${columns}`, [
      insertAction(context.source, key, `ON DELETE ${action}`),
    ]),
  );
}

export default defineRule({
  id: 'fk-missing-on-delete',
  severity: 'info',
  summary: 'A table’s foreign keys do not say what happens when the parent row is deleted.',
  why: `
Without ON DELETE, PostgreSQL takes NO ACTION: the delete of the parent fails. That may be right, but it reads like an
oversight. RESTRICT, CASCADE and SET NULL are decisions about the data that belong into the schema.`,
  source: 'PostgreSQL manual, 5.5.5 Foreign Keys',
  example: {
    bad: `
create table customers (id bigint primary key);
create table orders (
  id bigint primary key,
  customer_id bigint not null references customers (id)
--                            ^^^^^^^^^^^^^^^^^^^^^^^^^
);`,
    good: `
create table customers (id bigint primary key);
create table orders (
  id bigint primary key,
  customer_id bigint not null references customers (id) on delete restrict
);`,
  },
  exceptions: `
A deferrable key needs NO ACTION, since RESTRICT cannot wait for the end of the transaction; it is not reported.
There is one finding per table.`,

  table(table, context, report) {
    const keys = foreignKeysOf(table).filter((key) => !key.onDeleteWritten && !key.deferrable);
    const [first, ...others] = keys;
    if (!first) return;
    const parents = inWords([...new Set(keys.map(({ targetName }) => targetName.name))], 'or');
    report({
      at: first.range,
      object: relationReference(table),
      message: `${table.name} does not say what happens to its rows when a row of ${parents} is deleted; without ON DELETE the delete fails. Write ON DELETE RESTRICT, CASCADE or SET NULL.`,
      related: others.map((key) => ({
        at: key.range,
        message: `Nor does the foreign key on ${columnNames(table, key.columns).join(', ')}.`,
      })),
      fixes: () =>
        unlessApplied(
          context,
          keys.flatMap((key) => proposals(table, key, context)),
        ),
    });
  },
});
