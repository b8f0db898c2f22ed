import type { Node } from '@pgsql/types';
import { isOpaqueName } from '../syntax/placeholders.ts';

/**
 * The schemas of a search_path that can be searched; `$user` is left out, for roles are not known. What is created in the
 * schema of a placeholder is kept in public, and found there.
 */
export function searchableSchemas(schemas: readonly string[]): readonly string[] {
  const found = schemas.filter((schema) => schema !== '' && schema !== '$user');
  return isOpenPath(found) && !found.includes('public') ? [...found, 'public'] : found;
}

/** The schemas that SET search_path names. */
export function schemasOfPath(values: readonly Node[] | undefined): readonly string[] {
  return searchableSchemas(
    (values ?? []).flatMap((value) => ('A_Const' in value ? [value.A_Const.sval?.sval ?? ''] : [])),
  );
}

/** Whether a path leads to a schema whose name only a placeholder gives: anything may be there. */
export function isOpenPath(path: readonly string[]): boolean {
  return path.some(isOpaqueName);
}

export function isSystemSchema(schema: string): boolean {
  return (
    schema === 'pg_catalog' ||
    schema === 'information_schema' ||
    schema === 'pg_toast' ||
    schema.startsWith('pg_temp')
  );
}
