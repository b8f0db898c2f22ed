import { extensionMembers } from './extension-contents.ts';

/** The schemas that are there in every database of Supabase before the first migration. */
const schemas = [
  'auth',
  'storage',
  'realtime',
  '_realtime',
  'extensions',
  'vault',
  'graphql',
  'graphql_public',
  'net',
  'cron',
  'pgbouncer',
  'pgsodium',
  'supabase_functions',
];

/** By this name among the external ones a database is known to be one of Supabase. */
export const supabaseMark = 'supabase_migrations';

/** The extensions that it has installed in a schema of its search path. */
const extensions = ['uuid-ossp', 'pgcrypto'];
let names: readonly string[] | undefined;

/** What is there in every database of Supabase before the first migration: schemas, and functions by name. */
export function supabaseNames(): readonly string[] {
  names ??= [...schemas, supabaseMark, ...extensions.flatMap(extensionMembers)];
  return names;
}
