import type { CreateFunctionStmt, FunctionParameter, Node } from '@pgsql/types';
import { parseScript } from '../../syntax/parse-script.ts';
import { parseStatement } from '../../syntax/parse-statement.ts';
import type { SourceRange } from '../../syntax/statement.ts';
import { defOption } from '../def-option.ts';
import { keys } from '../keys.ts';
import { Reader } from '../reader.ts';
import { schemasOfPath } from '../search-path.ts';
import { createSource } from '../source.ts';
import { strings } from '../types.ts';
import type { Analysis, OutputColumn, RowShape } from './analysis.ts';
import { analyzePart } from './analyze-expression.ts';
import { analyzePlPgSql } from './analyze-plpgsql.ts';
import { analyzeInto } from './analyze-query.ts';
import { isQuery } from './analyze-statement.ts';
import { findBody, placesWithin } from './body-text.ts';
import { canCoerce } from './coerce.ts';
import { createAnalysis, placesOf } from './create-analysis.ts';
import { definitionKeys } from './definition-keys.ts';
import { transformExpression } from './expression.ts';
import { isPolymorphic } from './polymorphic.ts';
import { report, reportInvalid } from './report.ts';
import { createScope, type Scope, type Variable } from './scope.ts';
import { formatType, opaque, rowOf, type TypeId, typeFacts } from './type-facts.ts';
import { resolveTypeName } from './type-name.ts';

/** What a function takes and what it must give. */
export interface FunctionSubject {
  readonly name: string;
  readonly parameters: readonly OutputColumn[];
  readonly result: TypeId;
  /** OUT and TABLE columns of a record. */
  readonly row: RowShape | null;
  readonly isPolymorphic: boolean;
  readonly isProcedure: boolean;
  readonly returnsSet: boolean;
  readonly isVoid: boolean;
  readonly hasOutputs: boolean;
}

function isInput({ mode }: FunctionParameter): boolean {
  return mode !== 'FUNC_PARAM_OUT' && mode !== 'FUNC_PARAM_TABLE';
}

/** Types of a definition that do not exist are reported where it is applied. */
function quietType(a: Analysis, name: Parameters<typeof resolveTypeName>[1]): TypeId {
  const count = a.problems.length;
  const { type } = resolveTypeName(a, name);
  a.problems.length = count;
  return type;
}

export function functionSubject(a: Analysis, node: CreateFunctionStmt): FunctionSubject {
  const parameters = (node.parameters ?? []).flatMap((one) =>
    'FunctionParameter' in one ? [one.FunctionParameter] : [],
  );
  const column = (one: FunctionParameter, at: number): OutputColumn => ({
    name: one.name ?? `column${at + 1}`,
    type: quietType(a, one.argType),
    modifiers: [],
  });
  const inputs = parameters.filter(isInput).map((one, at) => ({ ...column(one, at), name: one.name ?? '' }));
  const outputs = parameters.filter((one) => !isInput(one) || one.mode === 'FUNC_PARAM_INOUT').map(column);
  const isRecord = outputs.length > 1 || (node.is_procedure === true && outputs.length > 0);
  const written = node.returnType ? quietType(a, node.returnType) : 'void';
  const result = outputs.length === 0 ? written : isRecord ? 'record' : outputs[0]!.type;
  return {
    name: strings(node.funcname).at(-1) ?? '',
    parameters: inputs,
    result,
    row: isRecord ? { columns: outputs, open: false } : null,
    isPolymorphic: inputs.some((one) => isPolymorphic(one.type)) || isPolymorphic(result),
    isProcedure: node.is_procedure === true,
    returnsSet: node.returnType?.setof === true,
    isVoid: result === 'void' || result === 'event_trigger',
    hasOutputs: outputs.length > 0,
  };
}

/** A scope whose names are the arguments of a function. */
export function argumentScope(subject: FunctionSubject): Scope {
  const named = new Map<string, Variable>();
  for (const one of subject.parameters)
    if (one.name !== '') named.set(one.name, { type: one.type, row: null });
  const parameters = subject.parameters.map((one) => one.type);
  return createScope(null, 'select', { variables: { owner: subject.name, named, parameters, open: false } });
}

/** Reports pseudo-types that a SQL function cannot take or return; true where there is one. */
function isPseudo(a: Analysis, node: CreateFunctionStmt, { parameters, result }: FunctionSubject): boolean {
  const isWrong = (type: TypeId) => typeFacts(a, type).kind === 'pseudo' && !isPolymorphic(type);
  const refuse = (type: TypeId, what: string): true => {
    reportInvalid(a, '42P13', a.places.find(type, undefined), `SQL functions cannot ${what} type ${type}`);
    return true;
  };
  const taken = parameters.find(({ type }) => isWrong(type) && type !== 'record');
  if (taken) return refuse(taken.type, 'have arguments of');
  return (
    !node.is_procedure &&
    isWrong(result) &&
    result !== 'record' &&
    result !== 'void' &&
    refuse(result, 'return')
  );
}

/** CREATE FUNCTION and CREATE PROCEDURE: defaults of arguments, and the body of a SQL function. */
export function analyzeFunction(a: Analysis, node: CreateFunctionStmt): void {
  const subject = functionSubject(a, node);
  for (const one of node.parameters ?? []) {
    if (!('FunctionParameter' in one) || !one.FunctionParameter.defexpr) continue;
    const type = quietType(a, one.FunctionParameter.argType);
    const target = { name: one.FunctionParameter.name ?? '', type, modifiers: [] };
    analyzePart(a, isPolymorphic(type) ? {} : { target }, one.FunctionParameter.defexpr, 'function default');
  }
  if (node.sql_body) {
    if (!subject.isPolymorphic) analyzeAtomic(a, subject, node.sql_body);
    return;
  }
  const language = defOption(node.options, 'language');
  const named = language && 'String' in language ? (language.String.sval ?? '').toLowerCase() : 'sql';
  const body = defOption(node.options, 'as');
  const [text] = body && 'List' in body ? strings(body.List.items) : [];
  if (text === undefined) return;
  const own = ownPath(node);
  const inBody = own ? createAnalysis(a, { catalog: withPath(a.catalog, own) }) : a;
  if (named === 'plpgsql') analyzePlPgSql(inBody, text, subject.name, subject);
  else if (named === 'sql' && !isPseudo(a, node, subject) && !subject.isPolymorphic)
    analyzeBody(inBody, subject, text);
  if (inBody !== a) a.problems.push(...inBody.problems);
}

/** The search path of the function's own SET, in which its body is read; null where it has none. */
function ownPath(node: CreateFunctionStmt): readonly string[] | null {
  for (const one of node.options ?? []) {
    if (!('DefElem' in one) || one.DefElem.defname !== 'set' || !one.DefElem.arg) continue;
    const { arg } = one.DefElem;
    if (!('VariableSetStmt' in arg) || arg.VariableSetStmt.name !== 'search_path') continue;
    if (arg.VariableSetStmt.kind === 'VAR_SET_VALUE') return schemasOfPath(arg.VariableSetStmt.args);
  }
  return null;
}

function withPath(catalog: Reader, path: readonly string[]): Reader {
  return new Reader((key) => (key === keys.searchPath ? path : catalog.get(key)), catalog.version);
}

/** BEGIN ATOMIC … END and RETURN, whose trees are part of the statement's. */
function analyzeAtomic(a: Analysis, subject: FunctionSubject, body: Node): void {
  const scope = argumentScope(subject);
  if ('ReturnStmt' in body) {
    const value = transformExpression(a, { ...scope, kind: 'select' }, body.ReturnStmt.returnval);
    checkResult(
      a,
      subject,
      { columns: [{ name: '', type: value.type, modifiers: [] }], open: false },
      a.places.end(),
    );
    return;
  }
  const items = 'List' in body ? (body.List.items ?? []) : [];
  const statements = items.flatMap((one) => ('List' in one ? (one.List.items ?? []) : [one]));
  let last: RowShape | null = null;
  for (const statement of statements) {
    if ('ReturnStmt' in statement) {
      const value = transformExpression(a, scope, statement.ReturnStmt.returnval);
      last = { columns: [{ name: '', type: value.type, modifiers: [] }], open: false };
    } else last = isQuery(statement) ? resultRow(statement, analyzeInto(a, scope, statement)) : null;
  }
  checkResult(a, subject, last, a.places.end());
}

/** Rows come out of SELECT and of what has RETURNING. */
function resultRow(statement: Node, row: RowShape): RowShape | null {
  if ('SelectStmt' in statement) return row;
  const fields = Object.values(statement)[0] as { readonly returningClause?: unknown };
  return fields.returningClause === undefined ? null : row;
}

/** The body as a string. Nothing of it is executed, so all statements are read against the same catalog. */
function analyzeBody(a: Analysis, subject: FunctionSubject, text: string): void {
  const { source } = a;
  if (!source) return;
  const body = findBody(source, source.statement.text, text);
  if (!body) return;
  const isUnchecked = a.catalog.get(definitionKeys.uncheckedBodies) === true;
  const { statement } = source;
  let last: RowShape | null = null;
  let lastPlace = a.places.end();
  for (const { statement: inner, start } of parseScript(body.text).statements) {
    const parsed = parseStatement(inner);
    const at = (range: SourceRange): SourceRange => ({
      statement: statement.id,
      start: body.offset(start + range.start),
      end: body.offset(start + range.end),
    });
    const places = placesWithin(placesOf(createSource(inner, parsed)), at);
    const [damage] = parsed.damages;
    if (damage && !isUnchecked) {
      const range = at({ statement: inner.id, ...damage.at });
      report(a, '42601', range, damage.message, { kind: 'invalid-query', what: damage.message });
      return;
    }
    if (!parsed.tree) continue;
    const part = createAnalysis(a, { places });
    last = null;
    if (isQuery(parsed.tree))
      last = resultRow(parsed.tree, analyzeInto(part, argumentScope(subject), parsed.tree));
    lastPlace = places.end();
    for (const problem of part.problems)
      a.problems.push(isUnchecked ? { ...problem, certainty: 'runtime' } : problem);
  }
  if (!isUnchecked) checkResult(a, subject, last, lastPlace);
}

/** The last statement must give what the function returns (check_sql_fn_retval). */
function checkResult(a: Analysis, subject: FunctionSubject, row: RowShape | null, at: SourceRange): void {
  const { result } = subject;
  if (result === 'void' || result === opaque || row?.open) return;
  const wrong = (detail: string) =>
    report(
      a,
      '42P13',
      at,
      `return type mismatch in function declared to return ${formatType(a, result)}: ${detail}`,
      {
        kind: 'type-mismatch',
        expected: formatType(a, result),
        actual: row ? row.columns.map((column) => formatType(a, column.type)).join(', ') : 'nothing',
      },
    );
  if (!row)
    return wrong("Function's final statement must be SELECT or INSERT/UPDATE/DELETE/MERGE RETURNING.");
  if (result === 'trigger' || result === 'event_trigger') return;
  const isRow = result === 'record' || typeFacts(a, result).kind === 'composite';
  const [first] = row.columns;
  if (!isRow) {
    if (row.columns.length !== 1 || !first) return wrong('Final statement must return exactly one column.');
    if (!canCoerce(a, first.type, result, 'assignment'))
      wrong(`Actual return type is ${formatType(a, first.type)}.`);
    return;
  }
  if (row.columns.length === 1 && first && (first.type === result || first.type === opaque)) return;
  const wanted = subject.row ?? (result === 'record' ? null : rowOf(a, result));
  if (!wanted || wanted.open) return;
  if (row.columns.length === 1 && first && canCoerce(a, first.type, result, 'assignment')) return;
  if (row.columns.length < wanted.columns.length) return wrong('Final statement returns too few columns.');
  if (row.columns.length > wanted.columns.length) return wrong('Final statement returns too many columns.');
  for (const [index, column] of wanted.columns.entries()) {
    const given = row.columns[index]?.type ?? opaque;
    if (!canCoerce(a, given, column.type, 'assignment'))
      return wrong(
        `Final statement returns ${formatType(a, given)} instead of ${formatType(a, column.type)} at column ${index + 1}.`,
      );
  }
}
