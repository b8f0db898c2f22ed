import type { Uses } from '../../catalog/analyze/uses.ts';
import type { RenamedName } from './rename-in-place.ts';

/** Whether a statement reads the same columns, functions and types as before, but for the name of a column. */
export function sameUses(before: Uses, after: Uses, { what, from, to }: RenamedName): boolean {
  if (!isSameSet(before.functions, after.functions) || !isSameSet(before.types, after.types)) return false;
  if (before.relations.size !== after.relations.size) return false;
  for (const [oid, columns] of before.relations) {
    const now = after.relations.get(oid);
    if (!now || now.size !== columns.size) return false;
    for (const column of columns)
      if (!now.has(column) && !(what === 'column' && column === from && now.has(to))) return false;
  }
  return true;
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
}
