import { columnNames, columnOf } from '../catalog/catalog.ts';
import type { CheckConstraint, Column, Table } from '../catalog/model.ts';
import { parseStatement } from '../syntax/parse-statement.ts';
import { quoteIdentifier } from '../syntax/quote-identifier.ts';
import { walkTree } from '../syntax/walk-tree.ts';
import { builtinName, refusesNull } from './helpers/column-type.ts';
import { insertBehind, suggestion, unlessApplied } from './helpers/fix.ts';
import { constraintReference } from './helpers/object-reference.ts';
import { calledFunctions, columnUses, fieldsOf, operatorCall, plainColumn } from './helpers/tree.ts';
import { inWords } from './helpers/written-name.ts';
import { defineRule, type Edit, type Fix, type RuleContext } from './rule.ts';

/** Whether the author thought of NULL: the check tests for it or replaces it. */
function mindsNull(node: unknown): boolean {
  let minds = calledFunctions(node).some((name) => name === 'num_nonnulls' || name === 'num_nulls');
  walkTree(node, (tag, fields) => {
    if (tag === 'NullTest' || tag === 'CoalesceExpr' || tag === 'BooleanTest') minds = true;
    if (tag === 'A_Expr' && /DISTINCT/.test(String(fields.kind))) minds = true;
  });
  return minds;
}

/** `id <> parent_id` or a comparison of two plain columns in order: an open end or a missing parent is meant to pass. */
function isGuardOrRange(node: unknown): boolean {
  const and = fieldsOf(node, 'BoolExpr');
  if (and && Array.isArray(and.args)) return and.args.every(isGuardOrRange);
  const call = operatorCall(node);
  if (!call || !['<>', '<', '<=', '>', '>='].includes(call.name)) return false;
  return (plainColumn(call.left) !== null && plainColumn(call.right) !== null) || call.name === '<>';
}

const numbers = ['int2', 'int4', 'int8', 'numeric', 'float4', 'float8'];

/** Wraps each use of the nullable columns in COALESCE(…, 0); empty where one of them is not a number. */
function coalesced(check: CheckConstraint, nullable: readonly Column[], context: RuleContext): Edit[] {
  if (!nullable.every(({ type }) => !type.array && numbers.includes(builtinName(type) ?? ''))) return [];
  const statement = context.source.statement(check.range.statement);
  if (!statement) return [];
  const { offsets } = parseStatement(statement);
  return columnUses(check.expression.node).flatMap(({ names, location }) => {
    const column = nullable.find(({ name }) => names.length === 1 && name === names[0]);
    if (!column) return [];
    const start = offsets.fromBytes(location);
    const token = context.source.tokens(statement.id).find((one) => one.start === start);
    if (!token) return [];
    return [
      {
        at: { statement: statement.id, start, end: token.end },
        newText: `coalesce(${quoteIdentifier(column.name)}, 0)`,
      },
    ];
  });
}

function proposals(
  table: Table,
  check: CheckConstraint,
  nullable: readonly Column[],
  context: RuleContext,
): Fix[] {
  const fixes: Fix[] = [];
  const setNull = new Set(
    table.constraints.flatMap((key) =>
      key.kind === 'foreign key' && key.onDelete === 'set null' ? key.columns : [],
    ),
  );
  const ranges = nullable.flatMap(({ typeRange, range, number }) =>
    typeRange && range && range.statement === typeRange.statement && !setNull.has(number) ? [typeRange] : [],
  );
  if (ranges.length === nullable.length) {
    fixes.push(
      suggestion(
        `Add NOT NULL to ${inWords(nullable.map(({ name }) => name))}`,
        ranges.map((range) => insertBehind(range, ' NOT NULL')),
      ),
    );
  }
  const edits = check.columns.length > 1 ? coalesced(check, nullable, context) : [];
  if (edits.length > 0) fixes.push(suggestion('Count NULL as 0 in the check', edits));
  return fixes;
}

export default defineRule({
  id: 'check-nullable-trap',
  severity: 'hint',
  summary: 'A CHECK passes silently where a nullable column that it uses is NULL.',
  why: `
A CHECK rejects a row only when its condition is false. With a NULL in it the condition is unknown, and unknown passes:
\`total = subtotal + tax\` holds nothing together in the rows where \`tax\` is NULL.`,
  source: 'PostgreSQL manual, 5.5.1 Check Constraints',
  example: {
    bad: `
create table invoices (
  id bigint primary key,
  total numeric(12,2) not null,
  net numeric(12,2) not null,
  tax numeric(12,2),
  check (total = net + tax)
--^^^^^^^^^^^^^^^^^^^^^^^^^
);`,
    good: `
create table invoices (
  id bigint primary key,
  total numeric(12,2) not null,
  net numeric(12,2) not null,
  tax numeric(12,2) not null default 0,
  check (total = net + tax)
);`,
  },
  exceptions: `
On one column it is a hint, since an optional value that must be right when it is there is common. Checks that test
for NULL, order two columns (\`ends_at > starts_at\`) or compare a row with its parent are not reported.`,

  table(table, context, report) {
    for (const check of table.constraints) {
      if (check.kind !== 'check' || check.inherited || !check.enforced) continue;
      if (
        mindsNull(check.expression.node) ||
        (check.columns.length > 1 && isGuardOrRange(check.expression.node))
      )
        continue;
      const nullable = check.columns.flatMap((number) => {
        const column = columnOf(table, number);
        return column && !column.inherited && !refusesNull(context.catalog, column) ? [column] : [];
      });
      if (nullable.length === 0) continue;
      const isMany = check.columns.length > 1;
      const names = inWords(
        columnNames(
          table,
          nullable.map(({ number }) => number),
        ),
      );
      report({
        at: check.range,
        object: constraintReference(table, check),
        severity: isMany ? 'warning' : 'hint',
        message: `This CHECK passes whenever ${names} ${nullable.length === 1 ? 'is' : 'or one of them is'} NULL, because an unknown condition is not false. Add NOT NULL, or say in the check what NULL means.`,
        fixes: () => unlessApplied(context, proposals(table, check, nullable, context)),
      });
    }
  },
});
