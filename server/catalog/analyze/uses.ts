import type { Oid } from '../model.ts';
import type { Analysis } from './analysis.ts';
import type { ScopeItem } from './scope.ts';
import type { TypeId } from './type-facts.ts';

/** The user's objects that an analysis met, as pg_depend would note them. */
export interface Uses {
  /** The names of the columns that are used of each table and view; none for the relation alone. */
  readonly relations: ReadonlyMap<Oid, ReadonlySet<string>>;
  readonly functions: ReadonlySet<Oid>;
  /** Types of casts, `table` row types included. */
  readonly types: ReadonlySet<Oid>;
  /** Tables by whose primary key a query groups so that their other columns are known. */
  readonly keys: ReadonlySet<Oid>;
}

export interface UsesBeingRead extends Uses {
  readonly relations: Map<Oid, Set<string>>;
  readonly functions: Set<Oid>;
  readonly types: Set<Oid>;
  readonly keys: Set<Oid>;
}

export function emptyUses(): UsesBeingRead {
  return { relations: new Map(), functions: new Set(), types: new Set(), keys: new Set() };
}

export function useRelation(a: Analysis, oid: Oid, column: string | null): void {
  let columns = a.uses.relations.get(oid);
  if (!columns) {
    columns = new Set();
    a.uses.relations.set(oid, columns);
  }
  if (column !== null) columns.add(column);
}

/**
 * Notes a column of an item where the item is a table or a view; -1 stands for its row as a whole, which goes on having a
 * meaning without any one of its columns.
 */
export function useColumn(a: Analysis, item: ScopeItem | undefined, at: number): void {
  if (!item || item.relation === null) return;
  useRelation(a, item.relation, at < 0 ? null : (item.relationColumns[at] ?? null));
}

export function useType(a: Analysis, type: TypeId): void {
  if (type.startsWith('#')) a.uses.types.add(type.slice(1, type.endsWith('[]') ? -2 : undefined));
}
