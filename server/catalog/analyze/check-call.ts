import type { FuncCall } from '@pgsql/types';
import type { Analysis } from './analysis.ts';
import type { Operand } from './operand.ts';
import { report, reportInvalid } from './report.ts';
import type { RoutineFacts } from './routine.ts';
import { arrayOf, elementOf, formatType, opaque } from './type-facts.ts';

export function checkVariadic(
  a: Analysis,
  call: FuncCall,
  routine: RoutineFacts,
  values: readonly Operand[],
): void {
  const last = values.at(-1);
  if (
    !call.func_variadic ||
    !last ||
    routine.variadic === null ||
    last.type === opaque ||
    last.type === 'unknown'
  )
    return;
  if (elementOf(a, last.type) === null && routine.variadic === 'any')
    report(a, '42804', a.places.name(call.location), 'VARIADIC argument must be an array', {
      kind: 'type-mismatch',
      expected: formatType(a, arrayOf(a, routine.variadic)),
      actual: formatType(a, last.type),
    });
}

export function checkUse(a: Analysis, call: FuncCall, routine: RoutineFacts, isStatement: boolean): boolean {
  const { kind, name } = routine;
  const at = a.places.name(call.location);
  const wrong = (message: string): false => {
    reportInvalid(a, '42809', at, message);
    return false;
  };
  if (kind === 'procedure' && !isStatement) return wrong(`${name} is a procedure`);
  if (kind !== 'procedure' && isStatement) return wrong(`${name} is not a procedure`);
  if (kind === 'function' || kind === 'procedure') {
    if (call.agg_star) return wrong(`${name}(*) specified, but ${name} is not an aggregate function`);
    if (call.agg_distinct) return wrong(`DISTINCT specified, but ${name} is not an aggregate function`);
    if (call.agg_within_group)
      return wrong(`WITHIN GROUP specified, but ${name} is not an aggregate function`);
    if (call.agg_order) return wrong(`ORDER BY specified, but ${name} is not an aggregate function`);
    if (call.agg_filter) return wrong(`FILTER specified, but ${name} is not an aggregate function`);
    if (call.over)
      return wrong(`OVER specified, but ${name} is not a window function nor an aggregate function`);
  }
  if (kind === 'window' && !call.over) return wrong(`window function ${name} requires an OVER clause`);
  if (kind === 'aggregate') {
    if (routine.directArguments !== null && !call.agg_within_group && !call.over)
      return wrong(`WITHIN GROUP is required for ordered-set aggregate ${name}`);
    if (routine.directArguments === null && call.agg_within_group)
      return wrong(`${name} is not an ordered-set aggregate, so it cannot have WITHIN GROUP`);
    if ((call.args ?? []).length === 0 && !call.agg_star && !call.agg_within_group)
      return wrong(`${name}(*) must be used to call a parameterless aggregate function`);
  }
  return true;
}
