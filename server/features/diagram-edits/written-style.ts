import type { Table, View } from '../../catalog/model.ts';
import { writtenName } from '../../rules/helpers/written-name.ts';
import { significantTokens } from '../../syntax/tokenize.ts';
import { type EditedDatabase, sourceOf } from './edited-database.ts';

/** Writes keywords as a statement does: in lower case where its first word is. */
export function keywordsLike(text: string): (keywords: string) => string {
  const first = significantTokens(text)[0];
  const word = first ? text.slice(first.start, first.end) : '';
  const isLower = word !== '' && word === word.toLowerCase();
  return (keywords) => (isLower ? keywords.toLowerCase() : keywords);
}

/** The statement that created a relation, as text. */
export function creationOf(database: EditedDatabase, relation: Table | View): string {
  return sourceOf(database).statement(relation.statement)?.text ?? '';
}

/** The relation's name as new SQL must write it. */
export function nameOf(database: EditedDatabase, relation: Table | View): string {
  return writtenName(relation, sourceOf(database));
}
