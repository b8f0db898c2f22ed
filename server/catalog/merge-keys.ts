import type { ConstraintSpec } from './constraint-spec.ts';
import { strings } from './types.ts';

/** Merges what PostgreSQL merges: two unnamed-or-alike key constraints on the same columns of one CREATE TABLE. */
export function mergeKeys(specs: readonly ConstraintSpec[]): ConstraintSpec[] {
  if (specs.length < 2) return [...specs];
  const result: ConstraintSpec[] = [];
  const shape = (spec: ConstraintSpec) =>
    JSON.stringify([
      spec.inline ? [spec.inline.column] : strings(spec.node.keys),
      strings(spec.node.including),
      spec.node.nulls_not_distinct ?? false,
      spec.deferrable,
      spec.initiallyDeferred,
    ]);
  const ordered = [...specs].sort(
    (a, b) => Number(b.node.contype === 'CONSTR_PRIMARY') - Number(a.node.contype === 'CONSTR_PRIMARY'),
  );
  for (const spec of ordered) {
    const isPrimary = spec.node.contype === 'CONSTR_PRIMARY';
    const same = result.findIndex(
      (other) =>
        spec.node.contype !== 'CONSTR_EXCLUSION' &&
        other.node.contype !== 'CONSTR_EXCLUSION' &&
        shape(other) === shape(spec),
    );
    const before = result[same];
    if (!before || isPrimary) result.push(spec);
    else if (before.node.conname === undefined && spec.node.conname !== undefined)
      result[same] = { ...before, node: { ...before.node, conname: spec.node.conname } };
  }
  return result;
}
