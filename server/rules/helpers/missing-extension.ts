import { builtinsOf } from '../../catalog/builtins/builtins.ts';
import type { Problem } from '../../catalog/problem.ts';
import { quoteIdentifier } from '../../syntax/quote-identifier.ts';
import type { Report, RuleContext } from '../rule.ts';
import { safe, suggestion, unlessApplied } from './fix.ts';

/** CREATE EXTENSION for a name that is written with this schema; before it the schema, where nothing creates that. */
function creation(extension: string, schema: string | null, { catalog, version }: RuleContext): string {
  const contents = builtinsOf(version).extension(extension);
  const cascade = (contents?.requires.length ?? 0) > 0 ? ' CASCADE' : '';
  // An extension with a schema of its own takes no other.
  const isIn = schema !== null && (contents?.schemas.length ?? 0) === 0;
  const where = isIn ? ` WITH SCHEMA ${quoteIdentifier(schema)}` : '';
  const before =
    isIn && !catalog.schema(schema) ? `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)};\n` : '';
  return `${before}CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(extension)}${where}${cascade};`;
}

/**
 * What to do where an extension would bring what a problem misses; null where none would. The first such problem speaks
 * for all that miss the same extension. Where the name alone does not tell, `isCertain` is false and the fix a suggestion.
 */
export function missingExtension(
  { at, extension }: Problem,
  context: RuleContext,
  schema: string | null = null,
  isCertain = true,
): (Pick<Report, 'once' | 'fixes'> & { readonly advice: string }) | null {
  if (!extension) return null;
  return {
    advice: isCertain
      ? `Create the extension ${extension} first.`
      : `Correct the name, or, where it is that of the extension ${extension}, create the extension first.`,
    ...(isCertain ? { once: `extension ${extension}` } : {}),
    fixes: () =>
      unlessApplied(context, [
        (isCertain ? safe : suggestion)(`Create the extension ${extension}`, [
          context.source.insertBefore(at.statement, creation(extension, schema, context)),
        ]),
      ]),
  };
}
