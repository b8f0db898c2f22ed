import { quoteIdentifier } from '../../syntax/quote-identifier.ts';
import type { SourceRange } from '../../syntax/statement.ts';
import { significantTokens } from '../../syntax/tokenize.ts';
import type { Edit, Fix, SourceReader } from '../rule.ts';
import { suggestion } from './fix.ts';

/** Replaces the last name in a range, so that `schema.nmae` keeps its schema. */
export function renameAt(source: SourceReader, at: SourceRange, newText: string): Edit {
  const last = significantTokens(source.text(at)).findLast(
    ({ kind }) => kind === 'word' || kind === 'quoted identifier',
  );
  if (!last) return { at, newText };
  return {
    at: { ...at, start: at.start + last.start, end: at.start + last.end },
    newText,
  };
}

/** A suggestion for each similar name. */
export function renameFixes(
  source: SourceReader,
  at: SourceRange,
  names: readonly string[],
  write: (name: string) => string = quoteIdentifier,
): Fix[] {
  return names.map((name) => suggestion(`Change to ${name}`, [renameAt(source, at, write(name))]));
}

/** `schema.name` as a person would write it. */
export function plainName({ schema, name }: { schema: string | null; name: string }): string {
  return schema === null ? name : `${schema}.${name}`;
}
