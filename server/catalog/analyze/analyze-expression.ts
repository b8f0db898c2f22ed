import type { Node } from '@pgsql/types';
import { walkTree } from '../../syntax/walk-tree.ts';
import { isTable, isView } from '../catalog.ts';
import type { Relation, Table, TypeUse } from '../model.ts';
import type { Analysis, AnalysisContext, OutputColumn, RowShape } from './analysis.ts';
import type { AnalysisProblem } from './analysis-problem.ts';
import { createAnalysis } from './create-analysis.ts';
import { transformExpression } from './expression.ts';
import type { ExpressionKind } from './expression-kind.ts';
import { coerceOperand, type Operand, placeOf, reportMismatch, requireBoolean } from './operand.ts';
import { reportInvalid } from './report.ts';
import { createItem, createScope, type Scope } from './scope.ts';
import { columnOfUse, formatType, opaque, rowOf, type TypeId, toTypeUse } from './type-facts.ts';
import type { Uses } from './uses.ts';

export interface ExpressionAnalysis {
  readonly problems: readonly AnalysisProblem[];
  readonly type: TypeUse | null;
  /** What of the user's it reads. */
  readonly uses: Uses;
}

/** What an expression may refer to, and what must come out. */
export interface ExpressionSubject {
  /** The relation whose columns it sees. */
  readonly relation?: Relation | undefined;
  /** The column that it gives a value. */
  readonly target?: OutputColumn | undefined;
  /** What VALUE is, in a domain's CHECK. */
  readonly value?: OutputColumn | undefined;
}

const booleanKinds: Partial<Record<ExpressionKind, string>> = {
  check: 'CHECK',
  'domain check': 'CHECK',
  'index predicate': 'WHERE',
  'copy where': 'WHERE',
  policy: 'POLICY',
  'trigger when': 'WHEN',
};

const immutableKinds: Partial<Record<ExpressionKind, string>> = {
  index: 'functions in index expression must be marked IMMUTABLE',
  'index predicate': 'functions in index predicate must be marked IMMUTABLE',
  'partition key': 'functions in partition key expression must be marked IMMUTABLE',
  generated: 'generation expression is not immutable',
};

/** Analyses one expression of a definition with what PostgreSQL asks of its kind. */
export function analyzeExpression(
  context: AnalysisContext,
  subject: ExpressionSubject,
  node: Node,
  kind: ExpressionKind,
): ExpressionAnalysis {
  const a = createAnalysis(context);
  const { type, modifiers } = analyzePart(a, subject, node, kind);
  return { problems: a.problems, type: toTypeUse(type, modifiers), uses: a.uses };
}

/** A scope that sees the columns of a relation. */
export function relationScope(a: Analysis, relation: Relation | undefined, kind: ExpressionKind): Scope {
  const scope = createScope(null, kind);
  if (!relation) return scope;
  scope.items = [relationItem(a, scope, relation, relation.name)];
  return scope;
}

/** The columns of a relation, read once. */
export function rowOfRelation(a: Analysis, relation: Relation): RowShape {
  const known = a.rows.get(relation);
  if (known) return known;
  const row = isTable(relation)
    ? {
        columns: relation.columns.map((one) => columnOfUse(a, one.name, one.type)),
        open: !relation.complete,
      }
    : (rowOf(a, `#${relation.oid}`) ?? { columns: [], open: true });
  a.rows.set(relation, row);
  return row;
}

export function relationItem(a: Analysis, scope: Scope, relation: Relation, alias: string) {
  const table: Table | null = isTable(relation) ? relation : null;
  const row = rowOfRelation(a, relation);
  const schema = 'schema' in relation ? relation.schema : null;
  return createItem(a, scope, {
    alias,
    schema,
    row,
    rowType: `#${relation.oid}`,
    table,
    systemColumns: !isView(relation),
    relation: { oid: relation.oid, columns: row.columns.map((column) => column.name) },
  });
}

export function analyzePart(
  a: Analysis,
  subject: ExpressionSubject,
  node: Node,
  kind: ExpressionKind,
): Operand {
  const scope = { ...relationScope(a, subject.relation, kind), domainValue: subject.value ?? null };
  for (const item of scope.items) scope.known.set(item.id, item);
  const mutableBefore = a.mutable.size;
  const value = transformExpression(a, scope, node);
  const words = booleanKinds[kind];
  if (words !== undefined) requireBoolean(a, value, words);
  if (kind === 'generated' && isTable(subject.relation)) checkGenerated(a, scope, subject.relation, node);
  const immutable = immutableKinds[kind];
  if (immutable !== undefined && a.mutable.size > mutableBefore)
    reportInvalid(a, '42P17', placeOf(a, node), immutable);
  if (subject.target) checkTarget(a, subject.target, value, kind);
  return value;
}

const whatFor: Partial<Record<ExpressionKind, string>> = {
  default: 'default expression',
  'function default': 'default expression',
  generated: 'generation expression',
};

function checkTarget(a: Analysis, target: OutputColumn, value: Operand, kind: ExpressionKind): void {
  const isArgument = kind === 'function default';
  if (coerceOperand(a, value, target.type, 'assignment')) return;
  const [expected, actual] = [formatType(a, target.type), formatType(a, value.type)];
  const message = isArgument
    ? `argument of DEFAULT must be type ${expected}, not type ${actual}`
    : `column "${target.name}" is of type ${expected} but ${whatFor[kind] ?? 'expression'} is of type ${actual}`;
  reportMismatch(a, value, target.type, message);
}

/** A generated column may not be computed from another one, nor from the whole row. */
function checkGenerated(a: Analysis, scope: Scope, table: Table, node: Node): void {
  walkTree(node, (_, fields) => {
    const target = a.references.get(fields);
    if (!target || target.scope !== scope) return;
    const location = fields.location as number | undefined;
    if (target.column < 0)
      return reportInvalid(
        a,
        '42P17',
        a.places.name(location),
        'cannot use whole-row variable in column generation expression',
      );
    const column = table.columns[target.column];
    if (column?.generated)
      reportInvalid(
        a,
        '42P17',
        a.places.name(location),
        `cannot use generated column "${column.name}" in column generation expression`,
      );
  });
}

/** The column as an expression's target. */
export function targetOf(a: Analysis, name: string, use: TypeUse | undefined): OutputColumn {
  const type: TypeId = opaque;
  return use ? columnOfUse(a, name, use) : { name, type, modifiers: [] };
}
