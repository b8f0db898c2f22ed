import type { SourceRange } from '../syntax/statement.ts';
import { type ConstraintSpec, constraintRange } from './constraint-spec.ts';
import type { Draft } from './draft.ts';
import type { Column } from './model.ts';
import { refuse } from './refuse.ts';

/** Reports a column that would get its value from two places, or is said to be both NULL and NOT NULL. */
export function checkOrigins(
  draft: Draft,
  table: string,
  column: Column,
  specs: readonly ConstraintSpec[],
  nameRange: SourceRange,
): void {
  if (specs.length < (column.serial ? 1 : 2)) return;
  const defaults: ConstraintSpec[] = [];
  const identities: ConstraintSpec[] = [];
  const generated: ConstraintSpec[] = [];
  const nulls: ConstraintSpec[] = [];
  let isNotNull = column.serial;
  for (const spec of specs) {
    const { contype } = spec.node;
    if (contype === 'CONSTR_DEFAULT') defaults.push(spec);
    else if (contype === 'CONSTR_IDENTITY') identities.push(spec);
    else if (contype === 'CONSTR_GENERATED') generated.push(spec);
    else if (contype === 'CONSTR_NULL') nulls.push(spec);
    else if (contype === 'CONSTR_NOTNULL') isNotNull = true;
  }
  const report = (spec: ConstraintSpec | undefined, what: string) => {
    const at = spec ? constraintRange(draft.source, spec) : nameRange;
    const message = `${what} for column "${column.name}" of table "${table}"`;
    refuse(draft, at, '42601', message);
  };
  const defaultCount = defaults.length + (column.serial ? 1 : 0);
  if (defaultCount > 1) report(defaults.at(-1), 'multiple default values specified');
  if (identities.length > 1) report(identities[1], 'multiple identity specifications');
  if (generated.length > 1) report(generated[1], 'multiple generation clauses specified');
  if (defaultCount > 0 && identities.length > 0) report(identities[0], 'both default and identity specified');
  if (defaultCount > 0 && generated.length > 0)
    report(generated[0], 'both default and generation expression specified');
  if (identities.length > 0 && generated.length > 0)
    report(generated[0], 'both identity and generation expression specified');
  if (nulls.length > 0 && (isNotNull || identities.length > 0))
    report(nulls[0], 'conflicting NULL/NOT NULL declarations');
}
