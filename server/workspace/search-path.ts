import { quoteIdentifier } from '../syntax/quote-identifier.ts';

/** The statement that a database with this search_path begins with; null where it has PostgreSQL's own. */
export function searchPathStatement(searchPath: readonly string[] | null): string | null {
  if (searchPath === null || searchPath.length === 0) return null;
  return `SET search_path = ${searchPath.map((name) => quoteIdentifier(name)).join(', ')};\n`;
}
