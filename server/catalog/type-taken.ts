import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Oid } from './model.ts';

/** Reports a type of that name in the schema, also for a table, whose rows are a type; true where there is one. */
export function isTypeTaken(draft: Draft, schema: string, name: string, at: SourceRange): boolean {
  const oid = draft.get(keys.type(schema, name)) as Oid | undefined;
  if (oid === undefined) return false;
  const first = draft.object(oid);
  // A shell type waits for its definition.
  if (first?.kind === 'base type') return false;
  draft.report({
    kind: 'duplicate-object',
    what: 'type',
    at,
    sqlstate: '42710',
    name,
    firstKind: first?.kind ?? 'type',
    first: first && 'nameRange' in first ? first.nameRange : null,
    suggestion: null,
    table: null,
  });
  return true;
}
