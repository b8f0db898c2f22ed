import type { CreateCastStmt, CreateRangeStmt } from '@pgsql/types';
import { defOption } from '../def-option.ts';
import type { Reader } from '../reader.ts';
import { strings } from '../types.ts';
import type { Analysis } from './analysis.ts';
import { checkOperatorClass, requireOperatorClass } from './analyze-index.ts';
import { castBetween } from './coerce.ts';
import { createAnalysis } from './create-analysis.ts';
import { reportInvalid } from './report.ts';
import { formatType, opaque } from './type-facts.ts';
import { resolveTypeName } from './type-name.ts';

/** The subtype of a range is sorted by its operator class. */
export function analyzeRange(a: Analysis, node: CreateRangeStmt): void {
  const subtype = defOption(node.params, 'subtype');
  if (!subtype || !('TypeName' in subtype)) return;
  // What the name resolves to is said where the type is made.
  const count = a.problems.length;
  const { type } = resolveTypeName(a, subtype.TypeName);
  a.problems.length = count;
  const opclass = defOption(node.params, 'subtype_opclass');
  const names = opclass && 'TypeName' in opclass ? strings(opclass.TypeName.names) : [];
  if (!opclass) requireOperatorClass(a, 'btree', type, () => a.places.name(subtype.TypeName.location));
  else if (names.length > 0)
    checkOperatorClass(a, 'btree', names, type, a.places.find(names.at(-1)!, undefined));
}

/** Of each pair of types there is one cast. `before`: the catalog without it. */
export function analyzeCast(a: Analysis, node: CreateCastStmt, before: Reader | null): void {
  const source = resolveTypeName(a, node.sourcetype).type;
  const target = resolveTypeName(a, node.targettype).type;
  if (source === opaque || target === opaque || !before) return;
  const at = a.places.name(node.sourcetype?.location);
  const [from, to] = [formatType(a, source), formatType(a, target)];
  if (source === target && (node.inout || !node.func))
    reportInvalid(a, '42P17', at, 'source data type and target data type are the same');
  else if (castBetween(createAnalysis(a, { catalog: before }), source, target) !== undefined)
    reportInvalid(a, '42710', at, `cast from type ${from} to type ${to} already exists`);
}
