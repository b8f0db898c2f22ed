import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import { mayBeExtensionSchema } from './of-extension.ts';
import { refuse } from './refuse.ts';
import { isOpenPath, isSystemSchema } from './search-path.ts';

/**
 * Reports a schema in which something is to be created and that does not exist, unless it may where we cannot see; true
 * where it did.
 */
export function requireSchema(draft: Draft, schema: string, at: SourceRange): boolean {
  if (draft.schema(schema) || isSystemSchema(schema)) return false;
  if (mayBeUnseen(draft, schema)) return false;
  const name = { schema: null, name: schema };
  const { length } = draft.problems;
  draft.report({
    kind: 'unresolved-relation',
    at,
    sqlstate: '3F000',
    name,
    what: 'schema',
    isSchemaKnown: true,
  });
  return draft.problems.length > length;
}

/** Whether a schema that is not known may exist where we cannot see. */
function mayBeUnseen(draft: Draft, schema: string): boolean {
  return (
    draft.get(keys.partial) === true ||
    draft.get(keys.damaged(schema)) === true ||
    draft.isExternal({ schema: null, name: schema }) ||
    mayBeExtensionSchema(draft, schema)
  );
}

/** Reports that something without a schema has none to be created in, as after `SET search_path = ''`. */
export function requireCreationSchema(draft: Draft, at: SourceRange): void {
  const path = draft.searchPath();
  const isThere = (schema: string) => draft.schema(schema) !== undefined || isSystemSchema(schema);
  if (path.some(isThere) || isOpenPath(path) || path.some((schema) => mayBeUnseen(draft, schema))) return;
  const message = 'no schema has been selected to create in';
  refuse(draft, at, '3F000', message);
}
