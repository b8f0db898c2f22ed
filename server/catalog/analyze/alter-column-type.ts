import type { ColumnDef, Node } from '@pgsql/types';
import type { Column, Table } from '../model.ts';
import type { Reader } from '../reader.ts';
import type { Analysis } from './analysis.ts';
import { analyzePart } from './analyze-expression.ts';
import { requireOperatorClass } from './analyze-index.ts';
import { requireCollatable } from './collation.ts';
import { createAnalysis } from './create-analysis.ts';
import type { ExpressionKind } from './expression-kind.ts';
import { coerceOperand, operand, reportMismatch } from './operand.ts';
import { report } from './report.ts';
import { formatType, type TypeId, typeOf } from './type-facts.ts';
import { resolveTypeName } from './type-name.ts';

/** The defaults that a statement drops are gone before it changes types, wherever it says so. */
export function withoutDefaults(table: Table, commands: readonly Node[]): Table {
  const dropped = commands.flatMap((one) =>
    'AlterTableCmd' in one && one.AlterTableCmd.subtype === 'AT_ColumnDefault' && !one.AlterTableCmd.def
      ? [one.AlterTableCmd.name]
      : [],
  );
  if (dropped.length === 0) return table;
  const columns = table.columns.map((one) => (dropped.includes(one.name) ? { ...one, default: null } : one));
  return { ...table, columns };
}

/**
 * ALTER COLUMN … TYPE: the old values, or what USING makes of them, must become of the new type by assignment, and what
 * is said of the column must hold of it. `table` as it was before the statement, `changed` as it is after it.
 */
export function analyzeTypeChange(
  a: Analysis,
  table: Table,
  changed: Table,
  definition: ColumnDef,
  name: string,
  before: Reader,
): void {
  const column = table.columns.find((one) => one.name === name);
  if (!column || !table.complete) return;
  const wanted = resolveTypeName(a, definition.typeName);
  if (definition.collClause)
    requireCollatable(a, wanted.type, () => a.places.name(definition.typeName?.location));
  const using = definition.raw_default;
  const earlier = createAnalysis(a, { catalog: before });
  const value: Parameters<typeof coerceOperand>[1] = using
    ? analyzePart(earlier, { relation: table }, using, 'alter type')
    : operand(typeOf(a, column.type), null);
  a.problems.push(...earlier.problems);
  if (!coerceOperand(a, value, wanted.type, 'assignment')) {
    const to = formatType(a, wanted.type);
    const message = using
      ? `result of USING clause for column "${name}" cannot be cast automatically to type ${to}`
      : `column "${name}" cannot be cast automatically to type ${to}`;
    const at = using ? null : definition.typeName?.location;
    if (at === null) reportMismatch(a, value, wanted.type, message);
    else
      report(a, '42804', a.places.name(at), message, {
        kind: 'type-mismatch',
        expected: to,
        actual: formatType(a, value.type),
      });
    return;
  }
  const count = a.problems.length;
  if (column.default && !column.generated) checkOldDefault(earlier, a, column, wanted.type, definition);
  if (a.problems.length === count) checkExpressions(earlier, a, table, changed, definition);
}

/** The checks and the indexes of a table that were sound must be so with the new type. */
function checkExpressions(
  earlier: Analysis,
  a: Analysis,
  table: Table,
  changed: Table,
  definition: ColumnDef,
): void {
  const at = a.places.name(definition.typeName?.location);
  for (const { method, keys } of changed.indexes)
    for (const { column: number, operatorClass } of keys) {
      const column = changed.columns.find((one) => one.number === number);
      const isChanged = column && table.columns.find((one) => one.number === number)?.type !== column.type;
      if (isChanged && operatorClass === null)
        requireOperatorClass(a, method, typeOf(a, column.type), () => at);
    }
  for (const { node, kind } of expressionsOf(changed)) {
    // They stand in other statements, so that nothing in them is reported.
    const probe = createAnalysis(a);
    analyzePart(probe, { relation: changed }, node, kind);
    const [problem] = probe.problems;
    if (!problem) continue;
    const old = createAnalysis(earlier);
    analyzePart(old, { relation: table }, node, kind);
    if (old.problems.length > 0) continue;
    a.problems.push({ ...problem, at });
    return;
  }
}

function expressionsOf({
  constraints,
  indexes,
}: Table): { readonly node: Node; readonly kind: ExpressionKind }[] {
  return [
    ...constraints.flatMap((one) =>
      one.kind === 'check' ? [{ node: one.expression.node, kind: 'check' as const }] : [],
    ),
    ...indexes.flatMap(({ keys, predicate }) => [
      ...keys.flatMap(({ expression }) =>
        expression ? [{ node: expression.node, kind: 'index' as const }] : [],
      ),
      ...(predicate ? [{ node: predicate.node, kind: 'index predicate' as const }] : []),
    ]),
  ];
}

/** A default that is kept must become of the new type too; a literal in it is of the old type already. */
function checkOldDefault(
  earlier: Analysis,
  a: Analysis,
  column: Column,
  type: TypeId,
  definition: ColumnDef,
): void {
  const node = column.default?.node;
  if (!node) return;
  // The default may stand in another statement, so that nothing in it is reported.
  const probe = createAnalysis(earlier);
  const value = analyzePart(probe, {}, node, 'default');
  if (value.literal === null) return;
  const given = value.type === 'unknown' ? typeOf(earlier, column.type) : value.type;
  if (coerceOperand(probe, operand(given, node), type, 'assignment')) return;
  const [expected, actual] = [formatType(a, type), formatType(a, given)];
  const message = `default for column "${column.name}" cannot be cast automatically to type ${expected}`;
  report(a, '42804', a.places.name(definition.typeName?.location), message, {
    kind: 'type-mismatch',
    expected,
    actual,
  });
}
