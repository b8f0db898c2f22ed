import type { Catalog } from '../catalog/catalog.ts';
import { columnNames, isTable } from '../catalog/catalog.ts';
import type { Column, Table } from '../catalog/model.ts';
import { quoteIdentifier } from '../syntax/quote-identifier.ts';
import { walkTree } from '../syntax/walk-tree.ts';
import { builtinName, integerBytes, isText } from './helpers/column-type.ts';
import { suggestion, unlessApplied } from './helpers/fix.ts';
import { columnReference } from './helpers/object-reference.ts';
import { snakeCase } from './helpers/snake-case.ts';
import { removeElement } from './helpers/table-text.ts';
import { columnUses } from './helpers/tree.ts';
import { inWords, writtenName } from './helpers/written-name.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';

/** Pairs whose `_type` says what a thing is, not which table it is in. */
const attributeStems =
  /(^|_)(content|mime|media|file|event|aggregate|message|account|payment|external|provider|device|document)$/;

/** Tables that record what happened, to whatever it happened. */
const recordTables =
  /(^|_)(events?|logs?|audits?|audit_log|history|histories|outbox|inbox|notifications?|activit(y|ies)|jobs?|tasks?|webhooks?|locks?)(_|$)/;

function plurals(name: string): string[] {
  return [name, `${name}s`, `${name}es`, name.replace(/y$/, 'ies')];
}

/** The table of that name in words with `_`, or of its plural, in whatever case. */
function tableNamed(catalog: Catalog, schema: string, name: string): Table | undefined {
  for (const plural of plurals(name)) {
    const pascal = plural.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    for (const candidate of [plural, pascal, pascal.charAt(0).toLowerCase() + pascal.slice(1)]) {
      const relation = catalog.relation(schema, candidate);
      if (isTable(relation)) return relation;
    }
  }
  return undefined;
}

/** The names that the type column may hold, from its enum or its CHECK. */
function typeLabels(table: Table, column: Column, catalog: Catalog): string[] {
  const user = catalog.userType(column.type.type);
  if (user?.kind === 'enum') return [...user.labels];
  const labels: string[] = [];
  for (const check of table.constraints) {
    if (check.kind !== 'check' || check.columns.length !== 1 || check.columns[0] !== column.number) continue;
    walkTree(check.expression.node, (tag, fields) => {
      const value = tag === 'A_Const' ? (fields.sval as { sval?: unknown } | undefined)?.sval : undefined;
      if (typeof value === 'string') labels.push(value);
    });
  }
  return labels;
}

/** A column for each table instead of the pair, and a check that exactly one is set. */
function exclusiveArc(table: Table, id: Column, type: Column, context: RuleContext): Fix[] {
  const { catalog, source } = context;
  const labels = typeLabels(table, type, catalog);
  const targets = labels.map((label) => tableNamed(catalog, table.schema, snakeCase(label)));
  const numbers = [id.number, type.number];
  const isUsed =
    table.constraints.some((one) => !one.inline && one.columns.some((number) => numbers.includes(number))) ||
    table.indexes.some(
      ({ keys, predicate }) =>
        [predicate, ...keys.map(({ expression }) => expression)].some((expression) =>
          columnUses(expression?.node).some(
            ({ names }) => names.at(-1) === id.name || names.at(-1) === type.name,
          ),
        ) || keys.some(({ column }) => column !== null && numbers.includes(column)),
    );
  if (
    labels.length < 2 ||
    isUsed ||
    id.range?.statement !== table.statement ||
    type.range?.statement !== table.statement
  )
    return [];
  const columns: string[] = [];
  const names: string[] = [];
  for (const [place, target] of targets.entries()) {
    const key = target?.constraints.find(({ kind }) => kind === 'primary key');
    const [number, second] = key?.columns ?? [];
    const keyColumn = target?.columns.find((column) => column.number === number);
    if (!target || !keyColumn || second !== undefined) return [];
    if (source.isBefore(table.statement, target.statement)) return [];
    const name = quoteIdentifier(`${snakeCase(labels[place] ?? '')}_id`);
    names.push(name);
    const keyName = quoteIdentifier(columnNames(target, [keyColumn.number])[0] ?? '');
    columns.push(
      `${name} ${catalog.formatType(keyColumn.type)} references ${writtenName(target, source)} (${keyName})`,
    );
  }
  if (names.some((name) => table.columns.some((column) => quoteIdentifier(column.name) === name))) return [];
  return [
    suggestion(`Replace ${type.name} and ${id.name} by one foreign key for each table`, [
      { at: id.range, newText: `${columns.join(', ')}, check (num_nonnulls(${names.join(', ')}) = 1)` },
      ...removeElement(source, type.range),
    ]),
  ];
}

/** Whether the column can hold a key of another table. */
function holdsKey({ type }: Column): boolean {
  return integerBytes(type) !== null || isText(type) || (builtinName(type) === 'uuid' && !type.array);
}

export default defineRule({
  id: 'polymorphic-association',
  severity: 'warning',
  summary: 'A pair of columns such as owner_type and owner_id refers to rows of several tables.',
  why: `
No foreign key can check such a pair: rows refer to parents that do not exist or were deleted, and the planner knows
nothing of the join. One nullable foreign key for each parent, with a CHECK that exactly one is set, can.`,
  source: 'Bill Karwin, SQL Antipatterns: Polymorphic Associations',
  example: {
    bad: `
create table comments (
  id bigint primary key,
  commentable_type text not null,
  commentable_id bigint not null,
--^^^^^^^^^^^^^^
  body text not null
);`,
    good: `
create table posts (id bigint primary key);
create table photos (id bigint primary key);
create table comments (
  id bigint primary key,
  post_id bigint references posts (id) on delete cascade,
  photo_id bigint references photos (id) on delete cascade,
  body text not null,
  check (num_nonnulls(post_id, photo_id) = 1)
);`,
  },
  exceptions: `
Tables that record events, audits and messages refer to whatever they record; they are not reported, nor are pairs
such as \`content_type\`, or where \`<name>_id\` is a key or belongs to a table of that name.`,

  table(table, context, report) {
    if (recordTables.test(snakeCase(table.name)) || table.partitionOf !== null) return;
    for (const id of table.columns) {
      const stem = /^(.+)_id$/.exec(snakeCase(id.name))?.[1];
      const type = stem && table.columns.find(({ name }) => snakeCase(name) === `${stem}_type`);
      if (!stem || !type || id.inherited || attributeStems.test(stem) || !holdsKey(id)) continue;
      if (!isText(type.type) && context.catalog.userType(type.type.type)?.kind !== 'enum') continue;
      const isKey = table.constraints.some(
        ({ kind, columns }) =>
          (kind === 'foreign key' && (columns.includes(id.number) || columns.includes(type.number))) ||
          (kind !== 'check' && columns.length === 1 && columns[0] === id.number),
      );
      if (isKey || tableNamed(context.catalog, table.schema, stem) !== undefined) continue;
      report({
        at: id.nameRange,
        object: columnReference(table, id),
        message: `No foreign key can check ${inWords([type.name, id.name])} of ${table.name}, since they refer to several tables: parents may be missing. Use one nullable foreign key for each parent and a CHECK that exactly one is set.`,
        related: [{ at: type.nameRange, message: `${type.name} chooses the table.` }],
        fixes: () => unlessApplied(context, exclusiveArc(table, id, type, context)),
      });
    }
  },
});
