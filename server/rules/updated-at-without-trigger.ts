import type { Column, SqlFunction, Table } from '../catalog/model.ts';
import { quoteIdentifier } from '../syntax/quote-identifier.ts';
import { builtinName } from './helpers/column-type.ts';
import { suggestion, unlessApplied } from './helpers/fix.ts';
import { columnReference } from './helpers/object-reference.ts';
import { snakeCase } from './helpers/snake-case.ts';
import { triggerText } from './helpers/trigger-body.ts';
import { schemaPrefix, writtenName } from './helpers/written-name.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';

const updatedName =
  /^(updated(_at|_on|_time)?|last_updated?(_at|_on)?|(last_)?modified(_at|_on)?|update_time|date_(updated|modified)|changed_at)$/;
const currentTime =
  /^\(*\s*(now\(\)|current_timestamp|localtimestamp|(statement|transaction|clock)_timestamp\(\))/i;

/** Tables whose rows are written once. */
const appendOnly = /(^|_)(events?|logs?|audits?|history|histories|outbox|snapshots?|archives?)$/;

function hasCurrentTime(column: Column): boolean {
  const type = builtinName(column.type);
  return (
    (type === 'timestamptz' || type === 'timestamp') &&
    column.default !== null &&
    currentTime.test(column.default.text.trim())
  );
}

/** Whether a trigger sets the column, or may do so in a function that is not in these files. */
function isMaintained(table: Table, column: Column, context: RuleContext): boolean {
  return table.triggers.some((trigger) => {
    if (trigger.timing !== 'before' || trigger.forEach !== 'row' || !trigger.events.includes('update'))
      return false;
    const text = triggerText(context.catalog, context.source, trigger);
    return text === null || text.includes(column.name) || /#=|jsonb_populate_record|moddatetime/.test(text);
  });
}

/** A trigger function in the table's schema that sets this column to the current time. */
function existingFunction(table: Table, column: Column, context: RuleContext): SqlFunction | undefined {
  return context.catalog
    .functions(table.schema, functionName(column))
    .find(({ body, schema }) => schema === table.schema && body !== null && body.includes(column.name));
}

function functionName(column: Column): string {
  return `set_${column.name}`;
}

function maintain(table: Table, column: Column, context: RuleContext): Fix {
  const { catalog, source } = context;
  const existing = existingFunction(table, column, context);
  const isTaken = !existing && catalog.functions(table.schema, functionName(column)).length > 0;
  const name = isTaken ? `${table.name}_${functionName(column)}` : functionName(column);
  const routine = `${schemaPrefix(table, source)}${quoteIdentifier(name)}`;
  const create = `CREATE OR REPLACE FUNCTION ${routine}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.${quoteIdentifier(column.name)} := now();
  RETURN NEW;
END
$$;

`;
  const trigger = `CREATE TRIGGER ${quoteIdentifier(`${table.name}_${functionName(column)}`)} BEFORE UPDATE ON ${writtenName(table, source)}
  FOR EACH ROW EXECUTE FUNCTION ${routine}();`;
  const places = [
    table.nameRange.statement,
    column.nameRange.statement,
    ...(existing ? [existing.statement] : []),
  ];
  const last = places.reduce((latest, place) => (source.isBefore(latest, place) ? place : latest));
  return suggestion(`Create a trigger that sets ${table.name}.${column.name} on every UPDATE`, [
    source.insertAfter(last, existing ? trigger : create + trigger),
  ]);
}

export default defineRule({
  id: 'updated-at-without-trigger',
  severity: 'info',
  summary: 'A column such as updated_at has the default now(), but nothing sets it on UPDATE.',
  why: `
A default applies to INSERT only. Unless every UPDATE of every program sets the column, it keeps the time of creation,
and caches and synchronisation that rely on it miss changes.`,
  source: 'PostgreSQL manual, 5.2 Default Values and 37.1 Overview of Trigger Behavior',
  example: {
    bad: `
create table products (
  id bigint primary key,
  updated_at timestamptz not null default now()
--^^^^^^^^^^
);`,
    good: `
create table products (
  id bigint primary key,
  updated_at timestamptz not null default now()
);
create function set_updated_at() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end
$$;
create trigger set_updated_at before update on products
  for each row execute function set_updated_at();`,
  },
  exceptions: `
Where an object-relational mapper maintains the column, turn the rule off. Tables for events, logs and history, which
are only appended to, are not reported.`,

  table(table, context, report) {
    if (
      table.partitionOf !== null ||
      table.kind === 'foreign table' ||
      appendOnly.test(snakeCase(table.name))
    )
      return;
    for (const column of table.columns) {
      if (
        column.inherited ||
        column.generated ||
        !updatedName.test(snakeCase(column.name)) ||
        !hasCurrentTime(column)
      )
        continue;
      if (isMaintained(table, column, context)) continue;
      report({
        at: column.nameRange,
        object: columnReference(table, column),
        message: `The default sets ${table.name}.${column.name} on INSERT only; after an UPDATE it still shows the old time. Set it in a BEFORE UPDATE trigger.`,
        fixes: () => unlessApplied(context, [maintain(table, column, context)]),
      });
    }
  },
});
