import type {
  CreateCastStmt,
  CreateFunctionStmt,
  DefineStmt,
  DropStmt,
  Node,
  VariableSetStmt,
} from '@pgsql/types';
import { defOption } from '../def-option.ts';
import type { Draft } from '../draft.ts';
import { keys } from '../keys.ts';
import type { Oid } from '../model.ts';
import { clipName } from '../names.ts';
import { resolveType } from '../resolve-type.ts';
import { strings } from '../types.ts';
import type { AnalysisContext } from './analysis.ts';
import type { UserCast } from './coerce.ts';
import { createAnalysis } from './create-analysis.ts';
import { createAggregate } from './define-aggregate.ts';
import { definitionKeys } from './definition-keys.ts';
import { functionNames, namedType, quietly, resultOf } from './definition-parts.ts';
import type { UserOperator } from './resolve-operator.ts';
import { type RoutineSignature, type SignedFunction, visibleRoutines } from './routine.ts';
import { opaque } from './type-facts.ts';

/** Keeps what the analysis needs of a definition and the catalog does not hold otherwise. Call it after `applyTree`. */
export function applyDefinition(draft: Draft, context: () => AnalysisContext, tree: Node): void {
  if ('CreateFunctionStmt' in tree) signFunction(draft, tree.CreateFunctionStmt);
  else if ('CreateExtensionStmt' in tree) addExtension(draft, tree.CreateExtensionStmt.extname ?? '');
  else if ('CreateCastStmt' in tree) createCast(draft, context(), tree.CreateCastStmt);
  else if ('CreateOpClassStmt' in tree) draft.put(definitionKeys.operatorClasses, true);
  else if ('DefineStmt' in tree && tree.DefineStmt.kind === 'OBJECT_OPERATOR')
    createOperator(draft, context(), tree.DefineStmt);
  else if ('DefineStmt' in tree && tree.DefineStmt.kind === 'OBJECT_AGGREGATE')
    createAggregate(draft, context(), tree.DefineStmt);
  else if ('VariableSetStmt' in tree && tree.VariableSetStmt.name === 'check_function_bodies')
    setBodyChecks(draft, tree.VariableSetStmt);
  else if ('DropStmt' in tree) dropDefinition(draft, context, tree.DropStmt);
}

function parametersOf(node: CreateFunctionStmt) {
  return (node.parameters ?? []).flatMap((one) =>
    'FunctionParameter' in one ? [one.FunctionParameter] : [],
  );
}

const volatilities = { immutable: 'i', stable: 's', volatile: 'v' } as const;

/** The signature of CREATE FUNCTION and CREATE PROCEDURE. */
export function signatureOf(draft: Draft, node: CreateFunctionStmt): RoutineSignature {
  const parameters = parametersOf(node);
  const inputs = parameters.filter(({ mode }) => mode !== 'FUNC_PARAM_OUT' && mode !== 'FUNC_PARAM_TABLE');
  const outputs = parameters.filter(
    ({ mode }) => mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_TABLE' || mode === 'FUNC_PARAM_INOUT',
  );
  const columns = quietly(draft, () =>
    outputs.map((one, at) => ({
      name: one.name ?? `column${at + 1}`,
      type: one.argType ? resolveType(draft, one.argType) : { type: '?', modifiers: [], array: false },
    })),
  );
  const volatility = defOption(node.options, 'volatility');
  const written = volatility && 'String' in volatility ? (volatility.String.sval ?? '') : 'volatile';
  return {
    variadic: inputs.at(-1)?.mode === 'FUNC_PARAM_VARIADIC',
    defaults: inputs.filter((one) => one.defexpr !== undefined).length,
    columns: columns.length > 0 ? columns : null,
    volatility: volatilities[written as keyof typeof volatilities] ?? 'v',
    window: defOption(node.options, 'window') !== undefined,
  };
}

function signFunction(draft: Draft, node: CreateFunctionStmt): void {
  const names = strings(node.funcname);
  const schema = draft.creationSchema(names.length > 1 ? names.at(-2) : null);
  const oids =
    (draft.get(keys.functions(schema, clipName(names.at(-1) ?? ''))) as readonly Oid[] | undefined) ?? [];
  for (const oid of oids) {
    const found = draft.object(oid) as SignedFunction | undefined;
    if (found?.statement === draft.source.statement.id && !found.signature)
      draft.putObject({ ...found, signature: signatureOf(draft, node) } as SignedFunction);
  }
}

/** pg_dump turns the checks of function bodies off. */
function setBodyChecks(draft: Draft, node: VariableSetStmt): void {
  const [value] = node.args ?? [];
  const written = value && 'A_Const' in value ? (value.A_Const.sval?.sval ?? '') : '';
  draft.put(definitionKeys.uncheckedBodies, /^(?:off|f|false|no|0)$/i.test(written) ? true : undefined);
}

function addExtension(draft: Draft, name: string): void {
  const known = (draft.get(definitionKeys.extensions) as readonly string[] | undefined) ?? [];
  if (!known.includes(name)) draft.put(definitionKeys.extensions, [...known, name]);
}

function createCast(draft: Draft, context: AnalysisContext, node: CreateCastStmt): void {
  const type = (name: CreateCastStmt['sourcetype']) =>
    (name ? namedType(draft, context, { TypeName: name }) : null) ?? opaque;
  const source = type(node.sourcetype);
  const names = strings(node.func?.objname);
  const routines = node.func
    ? visibleRoutines(createAnalysis(context), names.at(-2) ?? null, names.at(-1) ?? '')
    : [];
  const cast: UserCast = {
    source,
    target: type(node.targettype),
    context: node.context === 'COERCION_IMPLICIT' ? 'i' : node.context === 'COERCION_ASSIGNMENT' ? 'a' : 'e',
    routine: (routines.find((one) => one.arguments[0] === source) ?? routines[0])?.oid ?? null,
  };
  const known = (draft.get(definitionKeys.casts) as readonly UserCast[] | undefined) ?? [];
  draft.put(definitionKeys.casts, [...known, cast]);
}

function createOperator(draft: Draft, context: AnalysisContext, node: DefineStmt): void {
  const names = strings(node.defnames);
  const name = names.at(-1) ?? '';
  const left = namedType(draft, context, defOption(node.definition, 'leftarg'));
  const right = namedType(draft, context, defOption(node.definition, 'rightarg')) ?? opaque;
  const routine = functionNames(
    defOption(node.definition, 'function') ?? defOption(node.definition, 'procedure'),
  );
  const operator: UserOperator = {
    schema: draft.creationSchema(names.length > 1 ? names.at(-2) : null),
    left,
    right,
    result: resultOf(context, routine, left === null ? [right] : [left, right]),
  };
  const known = (draft.get(definitionKeys.operators(name)) as readonly UserOperator[] | undefined) ?? [];
  draft.put(definitionKeys.operators(name), [...known, operator]);
}

/** DROP EXTENSION, OPERATOR and CAST. */
function dropDefinition(draft: Draft, context: () => AnalysisContext, node: DropStmt): void {
  if (node.removeType === 'OBJECT_EXTENSION') {
    const gone = new Set(
      (node.objects ?? []).flatMap((one) => ('String' in one ? [one.String.sval ?? ''] : [])),
    );
    const known = (draft.get(definitionKeys.extensions) as readonly string[] | undefined) ?? [];
    draft.put(
      definitionKeys.extensions,
      known.filter((name) => !gone.has(name)),
    );
  } else if (node.removeType === 'OBJECT_OPERATOR') {
    for (const one of node.objects ?? [])
      if ('ObjectWithArgs' in one)
        draft.put(definitionKeys.operators(strings(one.ObjectWithArgs.objname).at(-1) ?? ''), undefined);
  } else if (node.removeType === 'OBJECT_CAST') {
    for (const one of node.objects ?? []) {
      const [source, target] = ('List' in one ? (one.List.items ?? []) : []).map((type) =>
        namedType(draft, context(), type),
      );
      const known = (draft.get(definitionKeys.casts) as readonly UserCast[] | undefined) ?? [];
      draft.put(
        definitionKeys.casts,
        known.filter((cast) => cast.source !== source || cast.target !== target),
      );
    }
  }
}
