import { columnNames, columnOf } from '../catalog/catalog.ts';
import type { ForeignKey, Index, Table } from '../catalog/model.ts';
import { quoteIdentifier } from '../syntax/quote-identifier.ts';
import type { StatementId } from '../syntax/statement.ts';
import { safe, suggestion, unlessApplied } from './helpers/fix.ts';
import { foreignKeysOf } from './helpers/linked-columns.ts';
import { isLookupTable } from './helpers/lookup-table.ts';
import { constraintReference } from './helpers/object-reference.ts';
import { freeRelationName } from './helpers/relation-name.ts';
import { fieldsOf, plainColumn } from './helpers/tree.ts';
import { inWords, writtenColumns, writtenName } from './helpers/written-name.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';

/** Whether the predicate only says that some of these columns are not null, which every lookup by them implies. */
function isImplied(node: unknown, names: readonly string[]): boolean {
  const and = fieldsOf(node, 'BoolExpr');
  if (and)
    return (
      and.boolop === 'AND_EXPR' && Array.isArray(and.args) && and.args.every((arg) => isImplied(arg, names))
    );
  const test = fieldsOf(node, 'NullTest');
  const column = test && plainColumn(test.arg);
  return test?.nulltesttype === 'IS_NOT_NULL' && typeof column === 'string' && names.includes(column);
}

/** Whether PostgreSQL can find the rows of a foreign key by this index: its columns lead it, in any order. */
function serves(table: Table, index: Index, key: ForeignKey): boolean {
  const isHash = index.method === 'hash' && key.columns.length === 1;
  if (index.method !== 'btree' && !isHash) return false;
  if (index.predicate && !isImplied(index.predicate.node, columnNames(table, key.columns))) return false;
  const leading = index.keys.slice(0, key.columns.length).map(({ column }) => column);
  return key.columns.every((column) => leading.includes(column));
}

/** After which statement table and columns have the names that they end with; null where that is not certain. */
function anchor(table: Table, key: ForeignKey, context: RuleContext): StatementId | null {
  const { source } = context;
  const places = [table.nameRange, ...key.columns.map((number) => columnOf(table, number)?.nameRange)];
  let last = key.range.statement;
  for (const place of places) {
    if (place && source.isBefore(last, place.statement)) last = place.statement;
  }
  const created = source.text({ ...table.nameRange, start: 0 });
  const schema = /(?:"((?:[^"]|"")+)"|([\w$]+))\s*\.\s*(?:"[^"]*"|[\w$]+)$/.exec(created);
  const isMoved = schema && (schema[1] ?? schema[2]?.toLowerCase()) !== table.schema;
  return isMoved ? null : last;
}

function createIndex(table: Table, key: ForeignKey, context: RuleContext): readonly Fix[] {
  const after = anchor(table, key, context);
  if (after === null) return [];
  const columns = columnNames(table, key.columns);
  const name = freeRelationName(context.catalog, table.schema, table.name, columns, 'idx');
  const on = `${quoteIdentifier(name)} ON ${writtenName(table, context.source)} (${writtenColumns(columns)});`;
  const title = `Create an index on ${table.name} (${columns.join(', ')})`;
  const plain = [context.source.insertAfter(after, `CREATE INDEX ${on}`)];
  // On a table that already holds rows, a plain CREATE INDEX stops all writes while it runs.
  if (table.kind === 'table' && context.source.isApplied(table.statement) && after !== table.statement) {
    return unlessApplied(context, [
      suggestion(`${title} without stopping writes`, [
        context.source.insertAfter(after, `CREATE INDEX CONCURRENTLY ${on}`),
      ]),
      suggestion(title, plain),
    ]);
  }
  return unlessApplied(context, [safe(title, plain)]);
}

export default defineRule({
  id: 'fk-without-index',
  severity: 'warning',
  summary: 'A foreign key has no index that starts with its columns.',
  why: `
PostgreSQL indexes the referenced key, not the referencing columns. Every DELETE of a parent row, and every UPDATE of
its key, then reads the whole child table, once for each row; so do joins from the parent.`,
  source: 'PostgreSQL manual, 5.5.5 Foreign Keys',
  example: {
    bad: `
create table customers (id bigint primary key);
create table orders (
  id bigint primary key,
  customer_id bigint not null references customers (id)
--^^^^^^^^^^^
);`,
    good: `
create table customers (id bigint primary key);
create table orders (
  id bigint primary key,
  customer_id bigint not null references customers (id)
);
create index on orders (customer_id);`,
  },
  exceptions: `
Where the parent is a short list that never changes, nothing is lost without it; such tables are an information only.`,

  table(table, context, report) {
    for (const key of foreignKeysOf(table)) {
      if (!key.enforced || key.columns.length === 0) continue;
      if (table.indexes.some((index) => serves(table, index, key))) continue;
      const columns = columnNames(table, key.columns);
      const parent = key.target === null ? undefined : context.catalog.table(key.target);
      const isLookup = parent !== undefined && isLookupTable(parent);
      report({
        at: key.columnsRange,
        object: constraintReference(table, key),
        ...(isLookup ? { severity: 'info' as const } : {}),
        message: `No index starts with ${inWords(columns)}, so each DELETE or key UPDATE on ${key.targetName.name} reads all of ${table.name}. Create an index on ${table.name} (${columns.join(', ')}).`,
        fixes: () => createIndex(table, key, context),
      });
    }
  },
});
