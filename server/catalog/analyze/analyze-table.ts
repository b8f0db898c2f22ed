import type {
  AlterTableCmd,
  AlterTableStmt,
  ColumnDef,
  Constraint,
  CreateStmt,
  Node,
  PartitionSpec,
} from '@pgsql/types';
import { isTable, isView } from '../catalog.ts';
import type { Expression, Relation, Table } from '../model.ts';
import type { Reader } from '../reader.ts';
import { strings } from '../types.ts';
import { analyzeTypeChange, withoutDefaults } from './alter-column-type.ts';
import type { Analysis } from './analysis.ts';
import { analyzePart, targetOf } from './analyze-expression.ts';
import { requireOperatorClass } from './analyze-index.ts';
import { requireCollatable } from './collation.ts';
import { operand } from './operand.ts';
import { applyOperator } from './operator-expression.ts';
import { analyzePartitionBound } from './partition-bound.ts';
import { report } from './report.ts';
import { analyzeRepeated } from './sound-expressions.ts';
import { typeOf } from './type-facts.ts';

/** The expressions of a CREATE TABLE, against the table that it made. `before`: the catalog without it. */
export function analyzeCreateTable(a: Analysis, node: CreateStmt, before: Reader | null): void {
  const [schema, name] = [node.relation?.schemaname ?? null, node.relation?.relname ?? ''];
  // IF NOT EXISTS of a table that is there: nothing of it is looked at.
  if (node.if_not_exists && before?.relation(schema, name)) return;
  const table = a.catalog.relation(schema, name);
  if (!isTable(table)) return;
  for (const element of [...(node.tableElts ?? []), ...(node.constraints ?? [])]) {
    if ('ColumnDef' in element) analyzeColumn(a, table, element.ColumnDef);
    else if ('Constraint' in element) analyzeConstraint(a, table, element.Constraint, null);
  }
  if (node.partspec) analyzePartition(a, table, node.partspec);
  const [parent] = node.inhRelations ?? [];
  if (node.partbound && parent && 'RangeVar' in parent) {
    const found = a.catalog.relation(parent.RangeVar.schemaname ?? null, parent.RangeVar.relname ?? '');
    if (isTable(found)) analyzePartitionBound(a, found, node.partbound);
  }
}

function analyzePartition(a: Analysis, table: Table, spec: PartitionSpec): void {
  const method = spec.strategy === 'PARTITION_STRATEGY_HASH' ? 'hash' : 'btree';
  for (const part of spec.partParams ?? []) {
    if (!('PartitionElem' in part)) continue;
    const { name, expr, opclass, location } = part.PartitionElem;
    if (expr) {
      const value = analyzePart(a, { relation: table }, expr, 'partition key');
      if (!opclass) requireOperatorClass(a, method, value.type, () => a.places.token(location));
    } else if (name !== undefined) {
      const column = table.columns.find((one) => one.name === name);
      if (column && !opclass)
        requireOperatorClass(a, method, typeOf(a, column.type), () => a.places.token(location));
      else if (!column && table.complete && !a.sees.partial)
        report(
          a,
          '42703',
          a.places.token(location),
          `column "${name}" named in partition key does not exist`,
          {
            kind: 'unresolved-column',
            column: name,
            table: table.oid,
            tableName: table.name,
            candidates: table.columns.map((one) => one.name),
          },
        );
    }
  }
}

function analyzeColumn(a: Analysis, table: Table, node: ColumnDef): void {
  const column = node.collClause && table.columns.find((one) => one.name === node.colname);
  if (column) requireCollatable(a, typeOf(a, column.type), () => a.places.name(node.typeName?.location));
  for (const one of node.constraints ?? [])
    if ('Constraint' in one) analyzeConstraint(a, table, one.Constraint, node.colname ?? null);
}

/** A constraint of a table, or of one of its columns. */
function analyzeConstraint(a: Analysis, table: Table, node: Constraint, column: string | null): void {
  const { contype, raw_expr } = node;
  const own = column === null ? undefined : table.columns.find((one) => one.name === column);
  const target = column === null ? undefined : targetOf(a, column, own?.type);
  if (raw_expr && contype === 'CONSTR_CHECK')
    analyzeRepeated(a, { table }, checkOf(table, raw_expr), raw_expr, 'check');
  else if (raw_expr && contype === 'CONSTR_DEFAULT')
    analyzeRepeated(a, { table, target }, own?.default, raw_expr, 'default');
  else if (raw_expr && contype === 'CONSTR_GENERATED')
    analyzePart(a, { relation: table, target }, raw_expr, 'generated');
  else if (contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_PRIMARY') {
    const names = column === null ? strings(node.keys) : [column];
    for (const name of names) {
      const key = table.columns.find((one) => one.name === name);
      if (key && !node.indexname)
        requireOperatorClass(a, 'btree', typeOf(a, key.type), () =>
          column === null ? a.places.find(name, node.location) : a.places.token(node.location),
        );
    }
  } else if (contype === 'CONSTR_EXCLUSION') analyzeExclusion(a, table, node);
}

function checkOf(table: Table, node: Node): Expression | null {
  for (const one of table.constraints)
    if (one.kind === 'check' && one.expression.node === node) return one.expression;
  return null;
}

function analyzeExclusion(a: Analysis, table: Table, node: Constraint): void {
  const method = node.access_method ?? 'btree';
  for (const one of node.exclusions ?? []) {
    const [element, operators] = 'List' in one ? (one.List.items ?? []) : [];
    if (!element || !('IndexElem' in element)) continue;
    const { name, expr, opclass } = element.IndexElem;
    const column = table.columns.find((found) => found.name === name);
    const type = expr
      ? analyzePart(a, { relation: table }, expr, 'index').type
      : column
        ? typeOf(a, column.type)
        : '?';
    if (!opclass)
      requireOperatorClass(a, method, type, () =>
        name === undefined ? a.places.token(node.location) : a.places.find(name, node.location),
      );
    if (operators && 'List' in operators)
      applyOperator(
        a,
        strings(operators.List.items).at(-1) ?? '=',
        operand(type, null),
        operand(type, null),
        node.location,
        null,
      );
  }
  if (node.where_clause) analyzePart(a, { relation: table }, node.where_clause, 'index predicate');
}

/** The expressions of an ALTER TABLE, against the table after it; types that change against the one before. */
export function analyzeAlterTable(a: Analysis, node: AlterTableStmt, before: Reader | null): void {
  const [schema, name] = [node.relation?.schemaname ?? null, node.relation?.relname ?? ''];
  const relation = a.catalog.relation(schema, name);
  if (!relation || (!isTable(relation) && !isView(relation))) return;
  for (const one of node.cmds ?? [])
    if ('AlterTableCmd' in one)
      analyzeCommand(a, relation, one.AlterTableCmd, before?.relation(schema, name), before, node.cmds ?? []);
}

function analyzeCommand(
  a: Analysis,
  relation: Relation,
  command: AlterTableCmd,
  earlier: Relation | undefined,
  before: Reader | null,
  all: readonly Node[],
): void {
  const { subtype, def } = command;
  if (!isTable(relation)) {
    const columns = isView(relation) ? relation.columns : null;
    const type = columns?.find((one) => one.name === command.name)?.type;
    const target = type && targetOf(a, command.name ?? '', type);
    if (subtype === 'AT_ColumnDefault' && def && target) analyzePart(a, { relation, target }, def, 'default');
    return;
  }
  const column = relation.columns.find((one) => one.name === command.name);
  const target = column ? targetOf(a, column.name, column.type) : undefined;
  if (subtype === 'AT_AddColumn' && def && 'ColumnDef' in def) {
    const { colname } = def.ColumnDef;
    const isThere =
      command.missing_ok === true && isTable(earlier) && earlier.columns.some(({ name }) => name === colname);
    // IF NOT EXISTS of a column that exists: nothing of it is looked at.
    if (!isThere) analyzeColumn(a, relation, def.ColumnDef);
  } else if (subtype === 'AT_AttachPartition' && def && 'PartitionCmd' in def) {
    if (def.PartitionCmd.bound) analyzePartitionBound(a, relation, def.PartitionCmd.bound);
  } else if (subtype === 'AT_AddConstraint' && def && 'Constraint' in def)
    analyzeConstraint(a, relation, def.Constraint, null);
  else if (subtype === 'AT_ColumnDefault' && def && target)
    analyzeRepeated(a, { table: relation, target }, column?.default, def, 'default');
  else if (subtype === 'AT_SetExpression' && def && target)
    analyzePart(a, { relation, target }, def, 'generated');
  else if (subtype === 'AT_AlterColumnType' && def && 'ColumnDef' in def && before && isTable(earlier))
    analyzeTypeChange(a, withoutDefaults(earlier, all), relation, def.ColumnDef, command.name ?? '', before);
}
