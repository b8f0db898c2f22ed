import type { Statement, StatementId } from '../syntax/statement.ts';
import type { Step } from './history.ts';

/** Two lists of statements are the same but for a stretch of each. */
export interface Splice {
  /** Where both stretches begin. */
  readonly first: number;
  /** Where they end, in the list before and in the one after. */
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** The least stretches outside of which the statements are the very same. */
export function findSplice(steps: readonly Step[], statements: readonly Statement[]): Splice {
  const least = Math.min(steps.length, statements.length);
  let first = 0;
  while (first < least && steps[first]!.statement === statements[first]) first++;
  let oldEnd = steps.length;
  let newEnd = statements.length;
  while (oldEnd > first && newEnd > first && steps[oldEnd - 1]!.statement === statements[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  return { first, oldEnd, newEnd };
}

/** Whether statements that were there before stand in another order now. */
export function isReordered(
  steps: readonly Step[],
  statements: readonly Statement[],
  { first, oldEnd, newEnd }: Splice,
): boolean {
  const places = new Map<StatementId, number>();
  for (let at = first; at < newEnd; at++) places.set(statements[at]!.id, at);
  let last = -1;
  for (let at = first; at < oldEnd; at++) {
    const place = places.get(steps[at]!.statement.id);
    if (place === undefined) continue;
    if (place < last) return true;
    last = place;
  }
  return false;
}

/** Whether the same statements stand in the same places, whatever their texts. */
export function haveSameIds(
  steps: readonly Step[],
  statements: readonly Statement[],
  { first, oldEnd, newEnd }: Splice,
): boolean {
  if (oldEnd !== newEnd) return false;
  for (let at = first; at < newEnd; at++) if (steps[at]!.statement.id !== statements[at]!.id) return false;
  return true;
}

/** The place of each statement. */
export function orderOf(statements: readonly Statement[]): Map<StatementId, number> {
  const order = new Map<StatementId, number>();
  for (let at = 0; at < statements.length; at++) order.set(statements[at]!.id, at);
  return order;
}
