import type {
  AlterPolicyStmt,
  CopyStmt,
  CreatePolicyStmt,
  CreateTrigStmt,
  DefineStmt,
  FuncCall,
  Node,
  PrepareStmt,
  RuleStmt,
} from '@pgsql/types';
import { isTable, isView } from '../catalog.ts';
import { defOption } from '../def-option.ts';
import type { Reader } from '../reader.ts';
import { strings } from '../types.ts';
import type { Analysis, AnalysisContext, RowShape } from './analysis.ts';
import { analyzeAlterDomain, analyzeDomain } from './analyze-domain.ts';
import { analyzePart, relationItem, relationScope } from './analyze-expression.ts';
import { analyzeFunction } from './analyze-function.ts';
import { analyzeIndex } from './analyze-index.ts';
import { analyzePlPgSql } from './analyze-plpgsql.ts';
import { analyzeInto, type QueryAnalysis, toColumns } from './analyze-query.ts';
import { analyzeAlterTable, analyzeCreateTable } from './analyze-table.ts';
import { analyzeCast, analyzeRange } from './analyze-types.ts';
import { analyzeCreateAs, analyzeView } from './analyze-view.ts';
import { transformCall } from './call.ts';
import { createAnalysis } from './create-analysis.ts';
import { transformExpression } from './expression.ts';
import { requireBoolean } from './operand.ts';
import { findRelation, reportMissingRelation } from './relation.ts';
import { mayExistUnseen, report, reportInvalid } from './report.ts';
import { visibleRoutines } from './routine.ts';
import { createScope, openRow, type Scope } from './scope.ts';
import { resolveTypeName } from './type-name.ts';
import { emptyUses } from './uses.ts';

const analyzed = new Set(
  `SelectStmt InsertStmt UpdateStmt DeleteStmt MergeStmt CreateStmt AlterTableStmt IndexStmt ViewStmt CreateTableAsStmt
  CreateFunctionStmt CreateTrigStmt CreatePolicyStmt AlterPolicyStmt CreateDomainStmt AlterDomainStmt RuleStmt CopyStmt ExplainStmt
  DeclareCursorStmt PrepareStmt DoStmt CreateRangeStmt CreateCastStmt DefineStmt CallStmt CreateStatsStmt`.split(
    /\s+/,
  ),
);

const nothing: QueryAnalysis = { problems: [], columns: null, uses: emptyUses() };

/**
 * What PostgreSQL's parse analysis says to one statement. The context's catalog holds what the statement defines,
 * but for views and CREATE TABLE AS, whose columns the analysis gives; `before` is the catalog without it.
 */
export function analyzeStatement(context: AnalysisContext, tree: Node, before: Reader | null): QueryAnalysis {
  if (!analyzed.has(Object.keys(tree)[0] ?? '')) return nothing;
  const a = createAnalysis(context);
  const row = analyzeTree(a, tree, before);
  return { problems: a.problems, columns: toColumns(row ?? openRow), uses: a.uses };
}

function analyzeTree(a: Analysis, tree: Node, before: Reader | null): RowShape | null {
  if ('CreateStmt' in tree) analyzeCreateTable(a, tree.CreateStmt, before);
  else if ('AlterTableStmt' in tree) analyzeAlterTable(a, tree.AlterTableStmt, before);
  else if ('IndexStmt' in tree) analyzeIndex(a, tree.IndexStmt);
  else if ('ViewStmt' in tree) return analyzeView(a, tree.ViewStmt);
  else if ('CreateTableAsStmt' in tree) return analyzeCreateAs(a, tree.CreateTableAsStmt);
  else if ('CreateFunctionStmt' in tree) analyzeFunction(a, tree.CreateFunctionStmt);
  else if ('CreateTrigStmt' in tree) analyzeTrigger(a, tree.CreateTrigStmt);
  else if ('CreatePolicyStmt' in tree) analyzePolicy(a, tree.CreatePolicyStmt);
  else if ('AlterPolicyStmt' in tree) analyzeAlterPolicy(a, tree.AlterPolicyStmt);
  else if ('CreateDomainStmt' in tree) analyzeDomain(a, tree.CreateDomainStmt);
  else if ('AlterDomainStmt' in tree) analyzeAlterDomain(a, tree.AlterDomainStmt);
  else if ('RuleStmt' in tree) analyzeRule(a, tree.RuleStmt);
  else if ('CopyStmt' in tree) analyzeCopy(a, tree.CopyStmt);
  else if ('ExplainStmt' in tree)
    return tree.ExplainStmt.query ? analyzeTree(a, tree.ExplainStmt.query, before) : null;
  else if ('DeclareCursorStmt' in tree) return analyzeInto(a, null, tree.DeclareCursorStmt.query);
  else if ('PrepareStmt' in tree) analyzePrepare(a, tree.PrepareStmt);
  else if ('DoStmt' in tree) {
    const language = defOption(tree.DoStmt.args, 'language');
    const body = defOption(tree.DoStmt.args, 'as');
    const isPlPgSql =
      !language || ('String' in language && language.String.sval?.toLowerCase() === 'plpgsql');
    if (isPlPgSql && body && 'String' in body) analyzePlPgSql(a, body.String.sval ?? '', null, null);
  } else if ('DefineStmt' in tree && tree.DefineStmt.kind === 'OBJECT_OPERATOR')
    analyzeOperator(a, tree.DefineStmt);
  else if ('CreateRangeStmt' in tree) analyzeRange(a, tree.CreateRangeStmt);
  else if ('CreateCastStmt' in tree) analyzeCast(a, tree.CreateCastStmt, before);
  else if ('CallStmt' in tree) {
    const call = tree.CallStmt.funccall;
    if (call) analyzeCall(a, call);
  } else if ('CreateStatsStmt' in tree) {
    const relation = tree.CreateStatsStmt.relations?.[0];
    const found =
      relation && 'RangeVar' in relation
        ? findRelation(a, relation.RangeVar.schemaname ?? null, relation.RangeVar.relname ?? '')
        : null;
    for (const one of tree.CreateStatsStmt.exprs ?? [])
      if ('StatsElem' in one && one.StatsElem.expr && found?.relation)
        analyzePart(a, { relation: found.relation }, one.StatsElem.expr, 'statistics');
  } else if (isQuery(tree)) return analyzeInto(a, null, tree);
  return null;
}

/** CALL. Where a procedure has parameters of OUT, which take an argument each, only the arguments are looked at. */
function analyzeCall(a: Analysis, call: FuncCall): void {
  const scope = createScope(null, 'call argument');
  const names = strings(call.funcname);
  const found = visibleRoutines(a, names.length > 1 ? (names.at(-2) ?? null) : null, names.at(-1) ?? '');
  if (found.some(({ kind, columns }) => kind === 'procedure' && columns !== null && columns.length > 0))
    for (const one of call.args ?? []) transformExpression(a, scope, one);
  else transformCall(a, scope, call, { FuncCall: call }, true);
}

export function isQuery(tree: Node): boolean {
  return (
    'SelectStmt' in tree ||
    'InsertStmt' in tree ||
    'UpdateStmt' in tree ||
    'DeleteStmt' in tree ||
    'MergeStmt' in tree
  );
}

/** The function of CREATE OPERATOR must exist. */
function analyzeOperator(a: Analysis, node: DefineStmt): void {
  const written = defOption(node.definition, 'function') ?? defOption(node.definition, 'procedure');
  const names = written && 'TypeName' in written ? strings(written.TypeName.names) : [];
  const name = names.at(-1);
  const schema = names.length > 1 ? (names.at(-2) ?? null) : null;
  if (
    name === undefined ||
    a.sees.functions ||
    visibleRoutines(a, schema, name).length > 0 ||
    mayExistUnseen(a, schema, name)
  )
    return;
  report(a, '42883', a.places.find(name, undefined), `function ${names.join('.')} does not exist`, {
    kind: 'undefined-function',
    name: { schema, name },
    argumentTypes: [],
    otherSignatures: false,
  });
}

function analyzePrepare(a: Analysis, node: PrepareStmt): void {
  const types = (node.argtypes ?? []).map((one) =>
    'TypeName' in one ? resolveTypeName(a, one.TypeName).type : '?',
  );
  // Parameters beyond the declared ones get the types that their places ask for.
  const parameters = [...types, ...Array<string>(64).fill('?')];
  const outer = createScope(null, 'select', {
    variables: { owner: null, named: new Map(), parameters, open: false },
  });
  if (node.query) analyzeInto(a, outer, node.query);
}

function analyzePolicy(a: Analysis, node: CreatePolicyStmt): void {
  const relation = node.table && a.catalog.relation(node.table.schemaname ?? null, node.table.relname ?? '');
  if (!isTable(relation)) return;
  for (const expression of [node.qual, node.with_check])
    if (expression) analyzePart(a, { relation }, expression, 'policy');
}

/** The expressions that ALTER POLICY writes; those that the policy keeps are read only for what they use. */
function analyzeAlterPolicy(a: Analysis, node: AlterPolicyStmt): void {
  const relation = node.table && a.catalog.relation(node.table.schemaname ?? null, node.table.relname ?? '');
  if (!isTable(relation)) return;
  const policy = relation.policies.find((one) => one.name === node.policy_name);
  for (const [written, kept] of [
    [node.qual, policy?.using],
    [node.with_check, policy?.withCheck],
  ] as const) {
    const count = a.problems.length;
    if (written) analyzePart(a, { relation }, written, 'policy');
    else if (kept) analyzePart(a, { relation }, kept.node, 'policy');
    if (!written) a.problems.length = count;
  }
}

/** TRIGGER_TYPE_ROW and the bits of events, as the grammar gives them. */
const insertEvent = 4;
const deleteEvent = 8;

function analyzeTrigger(a: Analysis, node: CreateTrigStmt): void {
  const relation =
    node.relation && a.catalog.relation(node.relation.schemaname ?? null, node.relation.relname ?? '');
  if (!isTable(relation) && !isView(relation)) return;
  if (node.whenClause) {
    const scope = createScope(null, 'trigger when');
    scope.items = [relationItem(a, scope, relation, 'old'), relationItem(a, scope, relation, 'new')];
    requireBoolean(a, transformExpression(a, scope, node.whenClause), 'WHEN');
    checkTriggerReferences(a, scope, node);
  }
  requireTriggerFunction(a, strings(node.funcname), node.relation?.location, 'trigger');
}

function checkTriggerReferences(a: Analysis, scope: Scope, node: CreateTrigStmt): void {
  const [old] = scope.items;
  for (const [ref, target] of a.references) {
    if (target.scope !== scope) continue;
    const at = a.places.name((ref as { readonly location?: number }).location);
    const isOld = target.item === old?.id;
    if (!node.row)
      reportInvalid(a, '42P17', at, "statement trigger's WHEN condition cannot reference column values");
    else if (isOld && (node.events ?? 0) & insertEvent)
      reportInvalid(a, '42P17', at, "INSERT trigger's WHEN condition cannot reference OLD values");
    else if (!isOld && (node.events ?? 0) & deleteEvent)
      reportInvalid(a, '42P17', at, "DELETE trigger's WHEN condition cannot reference NEW values");
  }
}

/** A trigger's function must exist, without arguments, and return `trigger`. */
export function requireTriggerFunction(
  a: Analysis,
  names: readonly string[],
  after: number | undefined,
  type: string,
): void {
  const name = names.at(-1) ?? '';
  const schema = names.length > 1 ? (names.at(-2) ?? null) : null;
  const found = visibleRoutines(a, schema, name).filter((one) => one.arguments.length === 0);
  const at = a.places.find(name, after);
  const [first] = found;
  if (!first) {
    if (a.sees.functions || mayExistUnseen(a, schema, name)) return;
    report(a, '42883', at, `function ${names.join('.')}() does not exist`, {
      kind: 'undefined-function',
      name: { schema, name },
      argumentTypes: [],
      otherSignatures: visibleRoutines(a, schema, name).length > 0,
    });
  } else if (first.result !== type && first.result !== '?')
    reportInvalid(a, '42P17', at, `function ${name} must return type ${type}`);
}

function analyzeRule(a: Analysis, node: RuleStmt): void {
  const found =
    node.relation && findRelation(a, node.relation.schemaname ?? null, node.relation.relname ?? '');
  if (!node.relation) return;
  if (!found?.relation) {
    if (!found)
      reportMissingRelation(
        a,
        { schema: node.relation.schemaname ?? null, name: node.relation.relname ?? '' },
        a.places.name(node.relation.location),
      );
    return;
  }
  const outer = createScope(null, 'where');
  const items = ['old', 'new'].map((alias) => relationItem(a, outer, found.relation!, alias));
  if (node.whereClause) {
    const hidden = node.event === 'CMD_INSERT' ? 'old' : node.event === 'CMD_DELETE' ? 'new' : '';
    outer.items = items.filter((item) => item.alias !== hidden);
    requireBoolean(a, transformExpression(a, outer, node.whereClause), 'WHERE');
  }
  outer.items = items.map((item) => ({ ...item, areColumnsVisible: false }));
  for (const action of node.actions ?? []) if (isQuery(action)) analyzeInto(a, outer, action);
}

function analyzeCopy(a: Analysis, node: CopyStmt): void {
  if (node.query) {
    analyzeInto(a, null, node.query);
    return;
  }
  if (!node.relation) return;
  const name = { schema: node.relation.schemaname ?? null, name: node.relation.relname ?? '' };
  const found = findRelation(a, name.schema, name.name);
  if (!found) return reportMissingRelation(a, name, a.places.name(node.relation.location));
  for (const column of strings(node.attlist)) {
    if (found.row.open || a.sees.partial || found.row.columns.some((one) => one.name === column)) continue;
    report(
      a,
      '42703',
      a.places.find(column, node.relation.location),
      `column "${column}" of relation "${name.name}" does not exist`,
      {
        kind: 'unresolved-column',
        column,
        table: found.table?.oid ?? null,
        tableName: name.name,
        candidates: found.row.columns.map((one) => one.name),
      },
    );
  }
  if (node.whereClause && found.relation) {
    const scope = relationScope(a, found.relation, 'copy where');
    requireBoolean(a, transformExpression(a, scope, node.whereClause), 'WHERE');
  }
}
