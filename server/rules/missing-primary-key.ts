import { columnNames } from '../catalog/catalog.ts';
import type { Table } from '../catalog/model.ts';
import { builtinName } from './helpers/column-type.ts';
import { insertBehind, suggestion, unlessApplied } from './helpers/fix.ts';
import { foreignKeysOf } from './helpers/linked-columns.ts';
import { relationReference } from './helpers/object-reference.ts';
import { appendElement, prependElement } from './helpers/table-text.ts';
import { inWords, writtenColumns } from './helpers/written-name.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';

/** A table that TimescaleDB cuts into chunks by time cannot have a key without that time. */
function isHypertable(table: Table, context: RuleContext): boolean {
  if (/timescaledb\./i.test(context.source.statement(table.statement)?.text ?? '')) return true;
  if (!context.catalog.extension('timescaledb')) return false;
  return table.columns.some(
    ({ type, notNull }) => notNull && ['timestamptz', 'timestamp', 'date'].includes(builtinName(type) ?? ''),
  );
}

/** Whether the table needs no key of its own. */
function isExempt(table: Table, context: RuleContext): boolean {
  return (
    table.kind === 'foreign table' ||
    table.persistence !== 'permanent' ||
    table.partitionOf !== null ||
    table.origin !== 'create' ||
    !table.complete ||
    isHypertable(table, context)
  );
}

function proposals(table: Table, context: RuleContext): Fix[] {
  const { source } = context;
  // A partitioned table's key must hold its partition key; which one is for the owner to say.
  if (table.kind === 'partitioned table') return [];
  const id = table.columns.find(({ name }) => name === 'id');
  if (id && !id.inherited) {
    if (id.range?.statement !== table.statement) return [];
    return [suggestion('Make id the primary key', [insertBehind(id.range, ' primary key')])];
  }
  const fixes: Fix[] = [];
  const junction = foreignKeysOf(table);
  const pair = junction.flatMap(({ columns }) => columnNames(table, columns));
  if (junction.length === 2 && new Set(pair).size === pair.length) {
    const edit = appendElement(source, table.statement, `primary key (${writtenColumns(pair)})`);
    if (edit) fixes.push(suggestion(`Make ${inWords(pair)} the primary key`, [edit]));
  }
  const key = id
    ? appendElement(source, table.statement, 'primary key (id)')
    : prependElement(source, table.statement, 'id bigint generated always as identity primary key');
  const title = id ? 'Make the inherited id the primary key' : 'Add an identity column id as the primary key';
  if (key) fixes.push(suggestion(title, [key]));
  return fixes;
}

export default defineRule({
  id: 'missing-primary-key',
  severity: 'warning',
  summary: 'A table has no primary key.',
  why: `
Without a key, equal rows cannot be told apart, nothing can refer to a row, and logical replication refuses every
UPDATE and DELETE on the table.`,
  source: 'PostgreSQL manual, 5.5.4 Primary Keys and 29.1.1 Replica Identity',
  example: {
    bad: `
create table measurements (
--           ^^^^^^^^^^^^
  sensor text not null,
  value numeric not null
);`,
    good: `
create table measurements (
  id bigint generated always as identity primary key,
  sensor text not null,
  value numeric not null
);`,
  },
  exceptions: `
Temporary, unlogged and foreign tables, partitions, TimescaleDB’s hypertables and CREATE TABLE AS are not
reported.`,

  table(table, context, report) {
    if (isExempt(table, context) || table.constraints.some(({ kind }) => kind === 'primary key')) return;
    report({
      at: table.nameRange,
      object: relationReference(table),
      message: `${table.name} has no primary key, so its rows cannot be told apart, referred to or replicated logically on UPDATE and DELETE. Give it one.`,
      fixes: () => unlessApplied(context, proposals(table, context)),
    });
  },
});
