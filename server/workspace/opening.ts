import { quoteIdentifier } from '../syntax/quote-identifier.ts';
import type { RecognisedDatabase } from './database.ts';

/** The statements that a database begins with, before its first file; null where it begins as PostgreSQL makes one. */
export function openingStatements({
  schemas,
  extensions,
  searchPath,
}: Pick<RecognisedDatabase, 'schemas' | 'extensions' | 'searchPath'>): string | null {
  const lines = [
    ...schemas.map((name) => `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(name)};`),
    ...extensions.map((name) => `CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(name)};`),
  ];
  if (searchPath !== null && searchPath.length > 0)
    lines.push(`SET search_path = ${searchPath.map((name) => quoteIdentifier(name)).join(', ')};`);
  return lines.length === 0 ? null : `${lines.join('\n')}\n`;
}
