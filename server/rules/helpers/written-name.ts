import type { Table, View } from '../../catalog/model.ts';
import { quoteIdentifier } from '../../syntax/quote-identifier.ts';
import type { SourceReader } from '../rule.ts';

/** Whether the relation's name was written with its schema. */
function isQualified(relation: Table | View, source: SourceReader): boolean {
  const { statement, start } = relation.nameRange;
  return (source.statement(statement)?.text.slice(0, start).trimEnd() ?? '').endsWith('.');
}

/** The schema with its dot where new SQL needs it: outside of public, or where the author writes it. */
export function schemaPrefix(relation: Table | View, source: SourceReader): string {
  return relation.schema !== 'public' || isQualified(relation, source)
    ? `${quoteIdentifier(relation.schema)}.`
    : '';
}

/** The relation's name as new SQL must write it. */
export function writtenName(relation: Table | View, source: SourceReader): string {
  return schemaPrefix(relation, source) + quoteIdentifier(relation.name);
}

/** Names for a column list, without parentheses. */
export function writtenColumns(names: readonly string[]): string {
  return names.map(quoteIdentifier).join(', ');
}

/** `a`, `a and b`, `a, b and c`. */
export function inWords(names: readonly string[], last: 'and' | 'or' = 'and'): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;
}
