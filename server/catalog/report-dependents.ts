import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Dependent } from './problem.ts';

/** Those that are there for sure: what a DO block may have made or dropped is no reason to refuse. */
export function certainOf(draft: Draft, dependents: readonly Dependent[]): readonly Dependent[] {
  if (dependents.length === 0 || draft.get(keys.unseenDrops) === true) return [];
  return dependents.filter(({ at }) => !at || draft.get(keys.guarded(at.statement)) !== true);
}

/** Reports what an object's DROP without CASCADE would leave behind; true where there is something. */
export function reportDependents(
  draft: Draft,
  dropped: string,
  at: SourceRange,
  dependents: readonly Dependent[],
  isCascadable = true,
): boolean {
  const certain = certainOf(draft, dependents);
  if (certain.length === 0) return false;
  draft.report({
    kind: 'dependent-objects',
    at,
    sqlstate: '2BP01',
    action: 'drop',
    dropped,
    dependents: certain,
    isCascadable,
  });
  return true;
}
