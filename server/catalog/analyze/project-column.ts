import type { Node } from '@pgsql/types';
import { type Analysis, hasUnknownExtension } from './analysis.ts';
import { type Operand, operand } from './operand.ts';
import { mayExistUnseen } from './report.ts';
import { resolveRoutine } from './resolve-routine.ts';
import { baseType, isComposite, opaque, rowOf, type TypeId } from './type-facts.ts';
import { findType } from './type-name.ts';

export function findCastType(a: Analysis, schema: string | null, name: string): TypeId | null {
  const found = findType(a, schema, name);
  return found === null || isComposite(a, found) ? null : found;
}

export function projectField(
  a: Analysis,
  value: Operand | undefined,
  name: string,
  node: Node,
): Operand | null {
  if (!value) return null;
  const row = value.row ?? rowOf(a, value.type);
  const column = row?.columns.find((one) => one.name === name);
  if (column) return { ...column, node };
  // What a record holds may be known to PostgreSQL where it is not to us.
  const base = baseType(a, value.type);
  return row?.open || base === opaque || (base === 'record' && !row) ? operand(opaque, node) : null;
}

export function projectColumn(a: Analysis, value: Operand, name: string, node: Node): Operand | null {
  const field = projectField(a, value, name, node);
  if (field) return field;
  const asType = findCastType(a, null, name);
  const resolution = resolveRoutine(a, {
    schema: null,
    name,
    types: [value.type],
    names: [],
    variadic: false,
    asType,
  });
  if (resolution.kind === 'cast') return operand(resolution.type, node);
  if (resolution.kind === 'opaque') return operand(opaque, node);
  if (resolution.kind === 'found') return operand(resolution.result, node);
  const isUnseen = a.sees.functions || mayExistUnseen(a, null, name) || hasUnknownExtension(a);
  return isUnseen ? operand(opaque, node) : null;
}
