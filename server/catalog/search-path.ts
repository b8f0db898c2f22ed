import type { Node } from '@pgsql/types';

/** The schemas of a search_path that can be searched; `$user` is left out, for roles are not known. */
export function searchableSchemas(schemas: readonly string[]): readonly string[] {
  return schemas.filter((schema) => schema !== '' && schema !== '$user');
}

/** The schemas that SET search_path names. */
export function schemasOfPath(values: readonly Node[] | undefined): readonly string[] {
  return searchableSchemas(
    (values ?? []).flatMap((value) => ('A_Const' in value ? [value.A_Const.sval?.sval ?? ''] : [])),
  );
}

export function isSystemSchema(schema: string): boolean {
  return (
    schema === 'pg_catalog' ||
    schema === 'information_schema' ||
    schema === 'pg_toast' ||
    schema.startsWith('pg_temp')
  );
}
