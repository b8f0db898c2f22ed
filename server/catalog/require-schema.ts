import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import { mayBeExtensionSchema } from './of-extension.ts';
import { isSystemSchema } from './search-path.ts';

/**
 * Reports a schema in which something is to be created and that does not exist, unless it may where we cannot see; true
 * where it did.
 */
export function requireSchema(draft: Draft, schema: string, at: SourceRange): boolean {
  if (draft.schema(schema) || isSystemSchema(schema)) return false;
  const name = { schema: null, name: schema };
  const isUnseen =
    draft.get(keys.partial) === true ||
    draft.get(keys.damaged(schema)) === true ||
    draft.isExternal(name) ||
    mayBeExtensionSchema(draft, schema);
  if (isUnseen) return false;
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
