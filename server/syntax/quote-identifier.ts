import { quotedKeywords } from './keywords.generated.ts';

/** Writes a name as PostgreSQL's quote_ident() does: in quotes only where it would change without them. */
export function quoteIdentifier(name: string): string {
  if (/^[a-z_][a-z0-9_]*$/.test(name) && !quotedKeywords.has(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}

/** Writes a string as a literal, also right where backslashes have a meaning in E'…'. */
export function quoteLiteral(value: string): string {
  const quoted = `'${value.replaceAll("'", "''")}'`;
  return value.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

/** The name behind an identifier as written: folded to lower case, or without its quotes. */
export function unquoteIdentifier(written: string): string {
  if (written.startsWith('"')) return written.slice(1, -1).replaceAll('""', '"');
  return written.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
