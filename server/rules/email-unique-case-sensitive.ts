import { columnNames, columnOf } from '../catalog/catalog.ts';
import type { Column, Index, KeyConstraint, Table } from '../catalog/model.ts';
import { quoteIdentifier } from '../syntax/quote-identifier.ts';
import { isText } from './helpers/column-type.ts';
import { suggestion, unlessApplied } from './helpers/fix.ts';
import { constraintReference, indexReference } from './helpers/object-reference.ts';
import { freeRelationName } from './helpers/relation-name.ts';
import { snakeCase } from './helpers/snake-case.ts';
import { removeElement, removeWords } from './helpers/table-text.ts';
import { calledFunctions, columnUses } from './helpers/tree.ts';
import { triggerText } from './helpers/trigger-body.ts';
import { writtenName } from './helpers/written-name.ts';
import { defineRule, type Edit, type Fix, type RuleContext } from './rule.ts';

const identityName = /^(.*_)?(e_?mail|e_?mail_address|user_?name|login|login_name|screen_name)$/;

/** Collations that PostgreSQL ships are deterministic; one of the user's own may ignore case. */
const deterministic = /^(default|C|POSIX|ucs_basic|unicode|pg_c_utf8|[a-z]{2}[_-][A-Z]{2}.*)$/;

function isCaseSensitive(column: Column): boolean {
  return isText(column.type) && (column.collation === null || deterministic.test(column.collation));
}

function mentionsColumn(node: unknown, name: string): boolean {
  return columnUses(node).some(({ names }) => names.at(-1) === name);
}

/** Whether something else keeps the values in one case or unique without regard to it. */
function isNormalized(table: Table, column: Column, context: RuleContext): boolean {
  const folds = (node: unknown) => calledFunctions(node).some((name) => name === 'lower' || name === 'upper');
  const checked = table.constraints.some(
    (check) =>
      check.kind === 'check' &&
      mentionsColumn(check.expression.node, column.name) &&
      (folds(check.expression.node) || /!~\s*'\[[^']*A-Z/.test(check.expression.text)),
  );
  const indexed = table.indexes.some(
    ({ unique, keys }) =>
      unique &&
      keys.some(
        ({ expression }) =>
          expression && folds(expression.node) && mentionsColumn(expression.node, column.name),
      ),
  );
  const generated = column.generation !== null && folds(column.generation.node);
  const triggered = table.triggers.some((trigger) =>
    /lower\s*\(\s*(trim\s*\()?\s*new\./i.test(triggerText(context.catalog, context.source, trigger) ?? ''),
  );
  return checked || indexed || generated || triggered;
}

function indexInstead(
  table: Table,
  index: Index,
  key: KeyConstraint | null,
  context: RuleContext,
  folded: string,
): Fix[] {
  const { source, catalog } = context;
  const title = `Make it unique without regard to case`;
  if (!key) {
    if (!index.keysRange) return [];
    return [suggestion(title, [{ at: index.keysRange, newText: folded }])];
  }
  const isReferenced = [table, ...catalog.referencing(table.oid)].some((other) =>
    other.constraints.some(
      (foreign) =>
        foreign.kind === 'foreign key' &&
        foreign.target === table.oid &&
        foreign.targetColumns.length === key.columns.length &&
        foreign.targetColumns.every((column) => key.columns.includes(column)),
    ),
  );
  const name = quoteIdentifier(
    freeRelationName(catalog, table.schema, table.name, [...columnNames(table, key.columns), 'lower'], 'key'),
  );
  const sql = `CREATE UNIQUE INDEX ${name} ON ${writtenName(table, source)} (${folded});`;
  const insert = source.insertAfter(key.range.statement, sql);
  if (isReferenced || key.range.statement !== table.statement) {
    return [suggestion('Add a unique index without regard to case', [insert])];
  }
  const removal: Edit[] = key.inline ? [removeWords(source, key.range)] : removeElement(source, key.range);
  return [suggestion(title, [...removal, insert])];
}

export default defineRule({
  id: 'email-unique-case-sensitive',
  severity: 'warning',
  summary: 'A unique e-mail address or user name counts upper and lower case as different.',
  why: `
\`Ann@example.com\` and \`ann@example.com\` reach the same mailbox, but a UNIQUE on text lets both register: a second
account, and logins that fail by chance. A unique index on \`lower(email)\` makes them one.`,
  source: 'PostgreSQL manual, 11.7 Indexes on Expressions',
  example: {
    bad: `
create table users (
  id bigint primary key,
  email text not null unique
--                    ^^^^^^
);`,
    good: `
create table users (
  id bigint primary key,
  email text not null
);
create unique index users_email_lower_key on users (lower(email));`,
  },
  exceptions: `
Columns of type citext or with a collation of your own, a CHECK such as \`email = lower(email)\`, and a trigger that
folds the value are recognised.`,

  table(table, context, report) {
    for (const index of table.indexes) {
      if (!index.unique || index.primary || index.parent !== null || index.exclusion) continue;
      const columns = index.keys.map(({ column }) => (column === null ? undefined : columnOf(table, column)));
      const at = columns.findIndex(
        (column) => column && identityName.test(snakeCase(column.name)) && isCaseSensitive(column),
      );
      const column = columns[at];
      if (!column || isNormalized(table, column, context)) continue;
      const key = table.constraints.find(
        (constraint): constraint is KeyConstraint =>
          constraint.kind === 'unique' && constraint.name === index.name,
      );
      const folded = index.keys.map(({ column: number, expression }, place) => {
        const name =
          number === null ? expression?.text : quoteIdentifier(columnOf(table, number)?.name ?? '');
        return place === at ? `lower(${name})` : (name ?? '');
      });
      report({
        at: key?.range ?? index.keysRange ?? index.range,
        object: key ? constraintReference(table, key) : indexReference(table, index),
        message: `UNIQUE on ${table.name}.${column.name} lets values coexist that differ only in upper and lower case, such as Ann@… and ann@…. Make lower(${column.name}) unique instead.`,
        fixes: () =>
          unlessApplied(context, indexInstead(table, index, key ?? null, context, folded.join(', '))),
      });
    }
  },
});
