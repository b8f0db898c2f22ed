import type { FuncCall, Node } from '@pgsql/types';
import { strings } from '../types.ts';
import { placeAggregate } from './aggregate.ts';
import { type Analysis, hasUnknownExtension } from './analysis.ts';
import { checkUse, checkVariadic } from './check-call.ts';
import { transformExpression } from './expression.ts';
import { expressionKey } from './expression-key.ts';
import { expressionKinds } from './expression-kind.ts';
import { coerceOperand, leftmostLocation, type Operand, operand, placeOf } from './operand.ts';
import { findCastType, projectField } from './project-column.ts';
import { mayExistUnseen, report, reportInvalid, reportMisplaced } from './report.ts';
import { type RoutineResolution, resolveRoutine } from './resolve-routine.ts';
import { isKnownByNameOnly } from './routine.ts';
import type { Scope } from './scope.ts';
import { requireOrder } from './sort-clause.ts';
import { formatType, opaque, type TypeId } from './type-facts.ts';
import { transformWindow } from './window.ts';

interface Arguments {
  readonly values: Operand[];
  readonly names: string[];
}

function readArguments(a: Analysis, scope: Scope, call: FuncCall): Arguments {
  const values: Operand[] = [];
  const names: string[] = [];
  for (const node of call.args ?? []) {
    if ('NamedArgExpr' in node) {
      names.push(node.NamedArgExpr.name ?? '');
      values.push(transformExpression(a, scope, node.NamedArgExpr.arg));
    } else values.push(transformExpression(a, scope, node));
  }
  return { values, names };
}

/** A call of a function, an aggregate or a window function (ParseFuncOrColumn). */
export function transformCall(
  a: Analysis,
  scope: Scope,
  call: FuncCall,
  node: Node,
  isStatement = false,
): Operand {
  const parts = strings(call.funcname);
  const name = parts.at(-1) ?? '';
  const schema = parts.length > 1 ? (parts.at(-2) ?? null) : null;
  const setsBefore = scope.setCalls;
  const windowsBefore = scope.windowCalls;
  const { values, names } = readArguments(a, scope, call);
  const setsInArguments = scope.setCalls > setsBefore;
  const order = call.agg_order ? readOrder(a, scope, call.agg_order) : [];
  const windowsInArguments = scope.windowCalls > windowsBefore;
  if (call.agg_filter) transformFilter(a, scope, call.agg_filter);
  const all = call.agg_within_group ? [...values, ...order] : values;
  const types = all.map((value) => value.type);
  const plain =
    all.length === 1 &&
    names.length === 0 &&
    !call.agg_order &&
    !call.agg_filter &&
    !call.over &&
    !call.agg_distinct &&
    !call.func_variadic &&
    !call.agg_star;
  const resolution = resolveRoutine(a, {
    schema,
    name,
    types,
    names,
    variadic: call.func_variadic ?? false,
    asType: plain ? findCastType(a, schema, name) : null,
  });
  if (resolution.kind === 'cast') {
    const [value] = all;
    if (value) coerceOperand(a, value, resolution.type, 'explicit');
    return operand(resolution.type, node);
  }
  if (resolution.kind !== 'found') {
    if (call.over) transformWindow(a, scope, call.over, call.location);
    if (resolution.kind === 'opaque') return operand(opaque, node);
    const projected = plain && schema === null ? projectField(a, all[0], name, node) : null;
    return projected ?? unresolved(a, call, node, resolution, { schema, name, types });
  }
  return finishCall(a, scope, call, node, resolution, {
    values: all,
    setsInArguments,
    windowsInArguments,
    isStatement,
  });
}

/** The arguments of DISTINCT must be comparable, then sortable, and ORDER BY can only be by them. */
function requireDistinct(a: Analysis, call: FuncCall, values: readonly Operand[]): void {
  const keys = new Set((call.args ?? []).map((one) => expressionKey(a, one)));
  const other = (call.agg_order ?? []).find(
    (one) => 'SortBy' in one && one.SortBy.node && !keys.has(expressionKey(a, one.SortBy.node)),
  );
  if (other && 'SortBy' in other)
    reportInvalid(
      a,
      '42P10',
      placeOf(a, other.SortBy.node),
      'in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list',
    );
  for (const value of values) {
    const count = a.problems.length;
    requireOrder(a, value, value.node, true);
    if (a.problems.length === count) requireOrder(a, value, value.node, false);
  }
}

function readOrder(a: Analysis, scope: Scope, order: readonly Node[]): Operand[] {
  return order.flatMap((one) => {
    if (!('SortBy' in one)) return [];
    const value = transformExpression(a, scope, one.SortBy.node);
    requireOrder(a, value, one.SortBy.node ?? null, false);
    return [value];
  });
}

function transformFilter(a: Analysis, scope: Scope, filter: Node): void {
  const outer = scope.kind;
  scope.kind = 'filter';
  const value = transformExpression(a, scope, filter);
  scope.kind = outer;
  if (!coerceOperand(a, value, 'bool', 'assignment'))
    report(
      a,
      '42804',
      a.places.token(leftmostLocation(filter) ?? 0),
      `argument of FILTER must be type boolean, not type ${formatType(a, value.type)}`,
      {
        kind: 'type-mismatch',
        expected: 'boolean',
        actual: formatType(a, value.type),
      },
    );
}

/** Whether there may be a function of the name that is not known here. */
export function isUnseenRoutine(a: Analysis, schema: string | null, name: string): boolean {
  return (
    a.sees.functions ||
    mayExistUnseen(a, schema, name) ||
    hasUnknownExtension(a) ||
    isKnownByNameOnly(a, name)
  );
}

function unresolved(
  a: Analysis,
  call: FuncCall,
  node: Node,
  resolution: Exclude<RoutineResolution, { kind: 'found' | 'cast' | 'opaque' }>,
  written: { readonly schema: string | null; readonly name: string; readonly types: readonly TypeId[] },
): Operand {
  const { schema, name, types } = written;
  const at = a.places.name(call.location);
  const argumentTypes = types.map((type) => formatType(a, type));
  const signature = `${schema === null ? '' : `${schema}.`}${name}(${argumentTypes.join(', ')})`;
  if (resolution.kind === 'undetermined') {
    report(a, '42804', at, 'could not determine polymorphic type because input has type unknown', {
      kind: 'type-mismatch',
      expected: 'a known type',
      actual: 'unknown',
    });
    return operand(opaque, node);
  }
  if (isUnseenRoutine(a, schema, name)) return operand(opaque, node);
  if (resolution.kind === 'ambiguous')
    report(a, '42725', at, `function ${signature} is not unique`, {
      kind: 'ambiguous-name',
      what: 'function',
      name,
    });
  else {
    const isSchemaMissing =
      schema !== null && !a.catalog.schema(schema) && !/^(?:pg_|information_schema)/.test(schema);
    report(a, isSchemaMissing ? '3F000' : '42883', at, `function ${signature} does not exist`, {
      kind: 'undefined-function',
      name: { schema, name },
      argumentTypes,
      otherSignatures: resolution.sameName,
    });
  }
  return operand(opaque, node);
}

interface Finished {
  readonly values: readonly Operand[];
  readonly setsInArguments: boolean;
  readonly windowsInArguments: boolean;
  readonly isStatement: boolean;
}

function finishCall(
  a: Analysis,
  scope: Scope,
  call: FuncCall,
  node: Node,
  found: Extract<RoutineResolution, { kind: 'found' }>,
  { values, setsInArguments, windowsInArguments, isStatement }: Finished,
): Operand {
  const { routine } = found;
  if (routine.oid !== null) a.uses.functions.add(routine.oid);
  for (const [at, value] of values.entries()) coerceOperand(a, value, found.types[at] ?? opaque, 'implicit');
  checkVariadic(a, call, routine, values);
  if (!checkUse(a, call, routine, isStatement)) return operand(opaque, node);
  const misplaced = (sqlstate: string, message: string, what: string) =>
    reportMisplaced(a, sqlstate, a.places.name(call.location), message, what);
  if (call.over) {
    if (windowsInArguments) misplaced('42P20', 'window function calls cannot be nested', 'window function');
    transformCallWindow(a, scope, call);
  } else if (routine.kind === 'aggregate') {
    if (setsInArguments)
      misplaced(
        '0A000',
        'aggregate function calls cannot contain set-returning function calls',
        'set-returning function',
      );
    if (call.agg_distinct) requireDistinct(a, call, values);
    if (windowsInArguments)
      misplaced('42803', 'aggregate function calls cannot contain window function calls', 'window function');
    placeAggregate(a, scope, call, routine.name);
  }
  if (routine.returnsSet) placeSet(a, scope, call);
  if (routine.kind === 'function' && !routine.mayBeInlined && routine.volatility !== 'i')
    a.mutable.set(call, routine.volatility);
  const columns = routine.columns && routine.columns.length > 1 ? routine.columns : null;
  const row = columns && found.result === 'record' ? { columns, open: false } : null;
  return {
    type: found.result,
    modifiers: [],
    node,
    row,
    returnsSet: routine.returnsSet,
    resultName: routine.columns?.length === 1 ? routine.columns[0]!.name : null,
  };
}

function transformCallWindow(a: Analysis, scope: Scope, call: FuncCall): void {
  scope.windowCalls++;
  const facts = expressionKinds[scope.kind];
  if (!facts.window)
    reportMisplaced(
      a,
      '42P20',
      a.places.name(call.location),
      `window functions are not allowed in ${facts.words}`,
      'window function',
    );
  if (call.over) transformWindow(a, scope, call.over, call.location);
  if (call.agg_distinct)
    reportInvalid(
      a,
      '0A000',
      a.places.name(call.location),
      'DISTINCT is not implemented for window functions',
    );
}

function placeSet(a: Analysis, scope: Scope, call: FuncCall): void {
  scope.setCalls++;
  const facts = expressionKinds[scope.kind];
  if (!facts.set)
    reportMisplaced(
      a,
      '0A000',
      a.places.name(call.location),
      `set-returning functions are not allowed in ${facts.words}`,
      'set-returning function',
    );
}
