import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import { refuse } from './refuse.ts';

/** What a statement calls a relation, by libpg-query's ObjectType. */
export const relationKinds: Readonly<Record<string, 'table' | 'view' | 'index' | 'sequence'>> = {
  OBJECT_TABLE: 'table',
  OBJECT_FOREIGN_TABLE: 'table',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'view',
  OBJECT_INDEX: 'index',
  OBJECT_SEQUENCE: 'sequence',
};

/** The kinds of relations that a statement takes, and what PostgreSQL calls them. */
export interface Kinds {
  readonly kinds: readonly string[];
  readonly words: string;
}

/** Those of statements for one kind. */
const exactKinds: Readonly<Record<string, Kinds>> = {
  OBJECT_TABLE: { kinds: ['table', 'partitioned table'], words: 'a table' },
  OBJECT_FOREIGN_TABLE: { kinds: ['foreign table'], words: 'a foreign table' },
  OBJECT_VIEW: { kinds: ['view'], words: 'a view' },
  OBJECT_MATVIEW: { kinds: ['materialized view'], words: 'a materialized view' },
  OBJECT_INDEX: { kinds: ['index'], words: 'an index' },
  OBJECT_SEQUENCE: { kinds: ['sequence'], words: 'a sequence' },
};

/** Reports a relation of another kind than a statement is for; true where it is of another. */
export function isOtherKind(
  draft: Draft,
  objectType: string | undefined,
  found: { readonly kind: string; readonly name: string },
  at: SourceRange,
): boolean {
  const exact = exactKinds[objectType ?? ''];
  return exact !== undefined && isNoneOf(draft, exact, found, at);
}

/** Reports a relation of none of the kinds that a statement takes; true where it is of none. */
export function isNoneOf(
  draft: Draft,
  { kinds, words }: Kinds,
  found: { readonly kind: string; readonly name: string },
  at: SourceRange,
): boolean {
  if (kinds.includes(found.kind)) return false;
  refuse(draft, at, '42809', `"${found.name}" is not ${words}`);
  return true;
}
