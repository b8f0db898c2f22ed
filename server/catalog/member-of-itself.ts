import type { SourceRange } from '../syntax/statement.ts';
import { isTable } from './catalog.ts';
import type { Draft } from './draft.ts';
import type { Oid, TypeUse } from './model.ts';
import { refuse } from './refuse.ts';

/** Whether values of a type hold rows of a table or composite type, at any depth. */
function holds(draft: Draft, { type }: TypeUse, owner: Oid, seen: Set<Oid>): boolean {
  if (type === owner) return true;
  if (type.startsWith('pg_catalog.') || seen.has(type)) return false;
  seen.add(type);
  const found = draft.object(type);
  if (isTable(found) || found?.kind === 'composite type')
    return found.columns.some((column) => holds(draft, column.type, owner, seen));
  return found?.kind === 'domain' && holds(draft, found.base, owner, seen);
}

/** Reports a column or an attribute whose type holds rows of its own table or type; true where it does. */
export function isMemberOfItself(
  draft: Draft,
  owner: { readonly oid: Oid; readonly name: string },
  type: TypeUse,
  at: SourceRange,
): boolean {
  if (!holds(draft, type, owner.oid, new Set())) return false;
  refuse(draft, at, '42P16', `composite type ${owner.name} cannot be made a member of itself`);
  return true;
}
