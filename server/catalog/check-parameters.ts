import type { CreateFunctionStmt, FunctionParameter } from '@pgsql/types';
import type { Draft } from './draft.ts';
import type { TypeUse } from './model.ts';
import { clipName } from './names.ts';
import { refuse } from './refuse.ts';
import { strings, unknownPrefix } from './types.ts';

type Mode = 'in' | 'out' | 'both';

function modeOf({ mode }: FunctionParameter): Mode {
  if (mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_TABLE') return 'out';
  return mode === 'FUNC_PARAM_INOUT' ? 'both' : 'in';
}

/** Whether two parameters may have one name: one that only comes in and one that only goes out. */
function mayShareName(a: Mode, b: Mode): boolean {
  return (a === 'in' && b === 'out') || (a === 'out' && b === 'in');
}

const arrayTypes = new Set(['anyarray', 'anycompatiblearray', 'any', 'int2vector', 'oidvector']);

/** Whether a type of PostgreSQL's own is no array; of the user's types a domain may be over one. */
function isNoArray({ argType }: FunctionParameter, type: TypeUse): boolean {
  const name = strings(argType?.names).at(-1) ?? '';
  const isBuiltin = type.type.startsWith('pg_catalog.');
  return isBuiltin && !type.array && !arrayTypes.has(name) && !name.startsWith('_');
}

/** Why these parameters cannot be together (interpret_function_parameter_list), with the one that is wrong. */
function faultOf(
  parameters: readonly FunctionParameter[],
  isProcedure: boolean,
): { readonly parameter: FunctionParameter; readonly message: string } | null {
  let hasDefault = false;
  let variadic: FunctionParameter | null = null;
  for (const [place, parameter] of parameters.entries()) {
    const mode = modeOf(parameter);
    const isInput = mode !== 'out';
    if (variadic && isInput)
      return { parameter: variadic, message: 'VARIADIC parameter must be the last input parameter' };
    if (parameter.mode === 'FUNC_PARAM_VARIADIC') variadic = parameter;
    const twin = parameters
      .slice(0, place)
      .find((one) => one.name === parameter.name && !mayShareName(modeOf(one), mode));
    if (parameter.name && twin)
      return { parameter, message: `parameter name "${parameter.name}" used more than once` };
    if (parameter.defexpr && !isInput)
      return { parameter, message: 'only input parameters can have default values' };
    if (parameter.defexpr) hasDefault = true;
    else if (isInput && hasDefault)
      return {
        parameter,
        message: 'input parameters after one with a default value must also have defaults',
      };
    else if (isProcedure && hasDefault)
      return {
        parameter,
        message: 'procedure OUT parameters cannot appear after one with a default value',
      };
  }
  return null;
}

/** Reports parameters that no function can have. */
export function checkParameters(
  draft: Draft,
  node: CreateFunctionStmt,
  parameters: readonly FunctionParameter[],
  typeOf: (parameter: FunctionParameter) => TypeUse,
): void {
  const report = (one: FunctionParameter, message: string) => {
    const name = one.name ?? strings(one.argType?.names).at(-1) ?? '';
    const from = draft.source.tokenIndex(draft.source.offset(one.argType?.location)) - (one.name ? 1 : 0);
    const at = draft.source.findName(name, Math.max(1, from));
    refuse(draft, at, '42P13', message);
  };
  const fault = faultOf(parameters, node.is_procedure ?? false);
  if (fault) return report(fault.parameter, fault.message);
  const variadic = parameters.find(({ mode }) => mode === 'FUNC_PARAM_VARIADIC');
  if (variadic && isNoArray(variadic, typeOf(variadic)))
    report(variadic, 'VARIADIC parameter must be an array');
}

function nameOf(type: TypeUse | null): string {
  return type?.type.startsWith('pg_catalog.any') ? type.type.slice('pg_catalog.'.length) : '';
}

function polymorphicName({ argType }: FunctionParameter): string {
  const name = strings(argType?.names).at(-1) ?? '';
  return name.startsWith('any') ? name : '';
}

/** Whether no argument tells what a polymorphic result is (check_valid_polymorphic_signature). */
function isUndetermined(result: string, inputs: readonly string[]): boolean {
  const [, compatible = '', kind = ''] =
    /^any(compatible)?(element|array|nonarray|enum|range|multirange)?$/.exec(result) ?? [];
  // Plain "any" and what is not polymorphic are never that.
  if (compatible === '' && kind === '') return false;
  const isRange = kind === 'range' || kind === 'multirange';
  const family = inputs.filter(
    (name) => name !== 'any' && name.startsWith('anycompatible') === (compatible !== ''),
  );
  return !family.some((name) => name !== '' && (!isRange || /(?:multi)?range$/.test(name)));
}

/** Reports a function without a result, or with another than its OUT parameters have, and a trigger's with parameters. */
export function checkResult(
  draft: Draft,
  node: CreateFunctionStmt,
  parameters: readonly FunctionParameter[],
  returns: TypeUse | null,
  language: string,
  typeOf: (parameter: FunctionParameter) => TypeUse,
): void {
  const outputs = parameters.filter((one) => modeOf(one) !== 'in');
  const [only] = outputs;
  if (!node.returnType && !node.is_procedure && !only) {
    const at = draft.source.findName(clipName(strings(node.funcname).at(-1) ?? ''), 1);
    return refuse(draft, at, '42P13', 'function result type must be specified');
  }
  const inputs = parameters.filter((one) => modeOf(one) !== 'out').map(polymorphicName);
  const open = [
    ...outputs.map((one) => ({ name: polymorphicName(one), location: one.argType?.location })),
    ...(outputs.length === 0 ? [{ name: nameOf(returns), location: node.returnType?.location }] : []),
  ].find(({ name }) => isUndetermined(name, inputs));
  if (open) return reportAt(draft, open.location, `cannot determine result data type of ${open.name}`);
  const isTrigger = returns?.type === 'pg_catalog.trigger' || returns?.type === 'pg_catalog.event_trigger';
  if (isTrigger && language === 'plpgsql' && parameters.length > outputs.length)
    return reportAt(draft, node.returnType?.location, 'trigger functions cannot have declared arguments');
  const isTable = parameters.some(({ mode }) => mode === 'FUNC_PARAM_TABLE');
  if (!only || !returns || node.is_procedure || isTable) return;
  const type = outputs.length > 1 ? { type: 'pg_catalog.record', modifiers: [], array: false } : typeOf(only);
  const isUnknown = [returns, type].some((one) => one.type.startsWith(unknownPrefix));
  if (isUnknown || (returns.type === type.type && returns.array === type.array)) return;
  const written = draft.formatType({ ...type, modifiers: [] });
  reportAt(
    draft,
    node.returnType?.location,
    `function result type must be ${written} because of OUT parameters`,
  );
}

function reportAt(draft: Draft, location: number | undefined, message: string): void {
  const index = draft.source.tokenIndex(draft.source.offset(location));
  const at = draft.source.range(index, index);
  refuse(draft, at, '42P13', message);
}
