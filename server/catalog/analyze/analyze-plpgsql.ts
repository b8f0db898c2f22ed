import type { Node } from '@pgsql/types';
import { parseStatement } from '../../syntax/parse-statement.ts';
import { askPostgres } from '../../syntax/parser.ts';
import { type PlPgSqlAnswer, parsePlPgSql } from '../../syntax/plpgsql.ts';
import { type PlPgSqlQuery, queriesOf } from '../../syntax/plpgsql-steps.ts';
import type { SourceRange } from '../../syntax/statement.ts';
import { createSource, identifierValue, type Source } from '../source.ts';
import type { Analysis, AnalysisContext, RowShape } from './analysis.ts';
import type { AnalysisProblem } from './analysis-problem.ts';
import { isQuery } from './analyze-statement.ts';
import { type BodyText, findBody, placesWithin } from './body-text.ts';
import { createAnalysis, placesOf } from './create-analysis.ts';
import { definitionKeys } from './definition-keys.ts';
import { transformExpression } from './expression.ts';
import { placeQueries } from './place-queries.ts';
import { findRelation, reportMissingRelation } from './relation.ts';
import { report } from './report.ts';
import { checkReturns, type Result } from './return-statements.ts';
import { createScope, type Variable } from './scope.ts';
import { transformQuery } from './select.ts';
import { opaque, rowOf } from './type-facts.ts';
import { resolveTypeName } from './type-name.ts';

/**
 * The body of a PL/pgSQL function or of DO. PostgreSQL checks its syntax when it is created; names and types are
 * looked up when it runs, so that what is wrong with them is reported as found at run time.
 */
export function analyzePlPgSql(a: Analysis, text: string, owner: string | null, result: Result | null): void {
  const { source } = a;
  const body = source && findBody(source, source.statement.text, text);
  if (!source || !body) return;
  const answer = parsePlPgSql(source.statement.text);
  if (!answer) return;
  if (answer.ok) {
    if (a.catalog.get(definitionKeys.uncheckedBodies) !== true) {
      checkVariableTypes(a, source, body, answer);
      if (result) checkReturns(a, body, result);
    }
    return analyzeQueries(a, source, body, answer, owner);
  }
  if (a.catalog.get(definitionKeys.uncheckedBodies) === true && owner !== null) return;
  // Of these the place is known.
  if (result && /\bRETURN\b/.test(answer.message) && checkReturns(a, body, result)) return;
  report(a, '42601', faultPlace(source, body, answer.message), answer.message, {
    kind: 'invalid-query',
    what: answer.message,
  });
}

/** The word that the message names, or the end of the body; the parser tells no place. */
function faultPlace(source: Source, body: BodyText, message: string): SourceRange {
  const word = /"([^"]+)"/.exec(message)?.[1];
  const at =
    word === undefined
      ? -1
      : body.text.search(new RegExp(`(?<![\\w$])${word.replaceAll(/[^\w\s]/g, '\\$&')}(?![\\w$])`, 'i'));
  const end = body.text.trimEnd().length;
  const start = at < 0 ? Math.max(0, end - 1) : at;
  const stop = at < 0 ? end : at + (word?.length ?? 1);
  return { statement: source.statement.id, start: body.offset(start), end: body.offset(stop) };
}

function variablesOf(a: Analysis, answer: PlPgSqlAnswer & { ok: true }): Map<string, Variable> {
  const named = new Map<string, Variable>();
  for (const { name, type } of answer.variables) {
    const found = type === null ? null : typeOfText(a, type);
    // One of two variables of a name is meant, in a block that is not looked for.
    if (name !== '')
      named.set(
        name,
        found === null || named.has(name) ? { type: opaque, row: { columns: [], open: true } } : found,
      );
  }
  return named;
}

/** The types of variables are looked up when the function is created. */
function checkVariableTypes(
  a: Analysis,
  source: Source,
  body: BodyText,
  answer: PlPgSqlAnswer & { ok: true },
): void {
  for (const { type } of answer.variables) {
    const found = type === null ? null : missingType(a, type);
    if (type === null || !found) continue;
    // Those of arguments are not in the body; they are reported where they are.
    const written = body.text.toLowerCase().indexOf(type.toLowerCase());
    if (written < 0) continue;
    const { statement } = source;
    const end = body.offset(written + type.length);
    a.problems.push({ ...found, at: { statement: statement.id, start: body.offset(written), end } });
  }
}

/** The complaint about a variable's type, where it does not exist. */
function missingType(a: Analysis, text: string): AnalysisProblem | null {
  const [, name = '', what] = /^(.*)%(row)?type(?:\[\])?$/is.exec(text.trim()) ?? [];
  const probe = createAnalysis(a);
  if (name === '') typeOfText(probe, text, true);
  else {
    const parts = name.split('.').map((part) => identifierValue(part.trim()));
    if (what === undefined) parts.pop();
    const relation = parts.pop();
    const schema = parts.pop() ?? null;
    // The type of another variable has one name only.
    if (relation !== undefined && !findRelation(probe, schema, relation))
      reportMissingRelation(probe, { schema, name: relation }, probe.places.end());
  }
  return probe.problems[0] ?? null;
}

function typeOfText(a: Analysis, text: string, isReported = false): Variable | null {
  const row = /^(?:([\w$]+)\.)?([\w$]+)%rowtype$/i.exec(text.trim());
  if (row) {
    const relation = findRelation(a, row[1]?.toLowerCase() ?? null, row[2]!.toLowerCase());
    return relation ? { type: relation.rowType, row: relation.row } : null;
  }
  if (text.includes('%')) return null;
  const answer = askPostgres(`select null::${text}`);
  if (!answer.ok || !answer.tree || !('SelectStmt' in answer.tree)) return null;
  const target = answer.tree.SelectStmt.targetList?.[0];
  const value = target && 'ResTarget' in target ? target.ResTarget.val : undefined;
  if (!value || !('TypeCast' in value)) return null;
  const count = a.problems.length;
  const { type } = resolveTypeName(a, value.TypeCast.typeName);
  if (!isReported) a.problems.length = count;
  const shape: RowShape | null = type === 'record' ? { columns: [], open: true } : rowOf(a, type);
  return { type: type === 'record' ? opaque : type, row: shape };
}

const assigned = /^[^=]*?:?=/;

/** The text as a statement of its own, and how much longer it became at its start. */
function toStatement(query: PlPgSqlQuery): { readonly text: string; readonly shift: number } {
  if (query.kind === 'statement') return { text: query.text, shift: 0 };
  if (query.kind === 'expression' || query.kind === 'execute')
    return { text: `select ${query.text}`, shift: 7 };
  const target = assigned.exec(query.text)?.[0] ?? '';
  return { text: `select ${query.text.slice(target.length)}`, shift: 7 - target.length };
}

function analyzeQueries(
  a: Analysis,
  source: Source,
  body: BodyText,
  answer: PlPgSqlAnswer & { ok: true },
  owner: string | null,
): void {
  const named = variablesOf(a, answer);
  const makesRelations = /\b(?:create|alter|drop)\b/i.test(body.text);
  for (const { query, at: found, from } of placeQueries(body.text, queriesOf(answer.steps))) {
    const { text, shift } = toStatement(query);
    const parsed = parseStatement({ text, kind: 'sql', cutOff: false });
    if (!parsed.tree || parsed.damages.length > 0) continue;
    const inner = { ...source.statement, text };
    const at = (range: SourceRange): SourceRange => ({
      statement: source.statement.id,
      start: body.offset(Math.max(0, (found < 0 ? from : found) + (found < 0 ? 0 : range.start - shift))),
      end: body.offset(Math.max(0, found < 0 ? from + 1 : found + range.end - shift)),
    });
    const part = createAnalysis(a, {
      places: placesWithin(placesOf(createSource(inner, parsed)), at),
      source: null,
      // What the body itself makes or changes is not followed.
      ...(makesRelations ? { sees: { functions: true, partial: true } } : {}),
    });
    const scope = createScope(null, 'select', {
      variables: { owner, named, parameters: null, open: answer.hasLabels },
    });
    analyzeOne(part, scope, parsed.tree);
    for (const problem of part.problems) a.problems.push({ ...problem, certainty: 'runtime' });
  }
}

/** A query of a DO block that runs in any case, against the catalog at that point. */
export function analyzeBlockQuery(
  context: AnalysisContext,
  tree: Node,
  block: PlPgSqlAnswer & { ok: true },
): readonly AnalysisProblem[] {
  const a = createAnalysis(context);
  analyzeOne(a, blockScope(a, block, null), tree);
  return a.problems;
}

function blockScope(a: Analysis, block: PlPgSqlAnswer & { ok: true }, owner: string | null) {
  const named = variablesOf(a, block);
  return createScope(null, 'select', {
    variables: { owner, named, parameters: null, open: block.hasLabels },
  });
}

function analyzeOne(part: Analysis, scope: ReturnType<typeof createScope>, tree: Node): void {
  if (isQuery(tree)) transformQuery(part, createScope(scope, 'select'), tree);
  else if ('CallStmt' in tree)
    for (const one of tree.CallStmt.funccall?.args ?? []) transformExpression(part, scope, one);
}
