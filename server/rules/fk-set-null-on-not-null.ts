import { columnNames, columnOf } from '../catalog/catalog.ts';
import type { Column, ForeignKey, Table } from '../catalog/model.ts';
import { refusesNull } from './helpers/column-type.ts';
import { suggestion, unlessApplied } from './helpers/fix.ts';
import { foreignKeysOf } from './helpers/linked-columns.ts';
import { constraintReference } from './helpers/object-reference.ts';
import { removeWords } from './helpers/table-text.ts';
import { inWords, writtenColumns } from './helpers/written-name.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';

function isInPrimaryKey(table: Table, column: Column): boolean {
  return table.constraints.some(
    ({ kind, columns }) => kind === 'primary key' && columns.includes(column.number),
  );
}

function proposals(table: Table, key: ForeignKey, refusing: readonly Column[], context: RuleContext): Fix[] {
  const at = key.onDeleteRange;
  if (!at) return [];
  const fixes: Fix[] = [
    suggestion('Change the action to ON DELETE RESTRICT', [{ at, newText: 'ON DELETE RESTRICT' }]),
  ];
  const names = inWords(refusing.map(({ name }) => name));
  const removable = refusing.flatMap((column) =>
    column.notNullRange && !column.identity && !isInPrimaryKey(table, column) ? [column.notNullRange] : [],
  );
  if (removable.length === refusing.length) {
    fixes.push(
      suggestion(
        `Allow NULL in ${names}`,
        removable.map((range) => removeWords(context.source, range)),
      ),
    );
  }
  const nullable = columnNames(
    table,
    (key.setColumns ?? key.columns).filter((number) => !refusing.some((column) => column.number === number)),
  );
  if (context.version >= 15 && nullable.length > 0) {
    fixes.push(
      suggestion(`Set only ${inWords(nullable)} to NULL`, [
        { at, newText: `ON DELETE SET NULL (${writtenColumns(nullable)})` },
      ]),
    );
  }
  return fixes;
}

export default defineRule({
  id: 'fk-set-null-on-not-null',
  severity: 'warning',
  summary: 'ON DELETE SET NULL on a column that refuses NULL.',
  why: `
PostgreSQL accepts the definition, but every DELETE of a parent row with children then fails with a NOT NULL violation
(23502): the action can never succeed.`,
  source: 'Measured on PostgreSQL 15 and 18; PostgreSQL manual, 5.5.5 Foreign Keys',
  example: {
    bad: `
create table customers (id bigint primary key);
create table orders (
  id bigint primary key,
  customer_id bigint not null references customers (id) on delete set null
--                                                      ^^^^^^^^^^^^^^^^^^
);`,
    good: `
create table customers (id bigint primary key);
create table orders (
  id bigint primary key,
  customer_id bigint references customers (id) on delete set null
);`,
  },

  table(table, context, report) {
    for (const key of foreignKeysOf(table)) {
      if (key.onDelete !== 'set null' || !key.enforced) continue;
      const refusing = (key.setColumns ?? key.columns).flatMap((number) => {
        const column = columnOf(table, number);
        return column && refusesNull(context.catalog, column) ? [column] : [];
      });
      if (refusing.length === 0) continue;
      const names = inWords(refusing.map(({ name }) => name));
      report({
        at: key.onDeleteRange ?? key.columnsRange,
        object: constraintReference(table, key),
        message: `ON DELETE SET NULL cannot work: ${names} of ${table.name} must not be NULL, so deleting a row of ${key.targetName.name} that is in use fails. Allow NULL or choose another action.`,
        related: refusing.flatMap(({ notNullRange, name }) =>
          notNullRange ? [{ at: notNullRange, message: `${name} refuses NULL here.` }] : [],
        ),
        fixes: () => unlessApplied(context, proposals(table, key, refusing, context)),
      });
    }
  },
});
