import type { FinalCatalog } from '../../catalog/catalog.ts';
import { isTable, isView } from '../../catalog/catalog.ts';
import type { Table, View } from '../../catalog/model.ts';
import { identifierValue } from '../../catalog/source.ts';
import type { Script } from '../../syntax/script.ts';
import { significantTokens } from '../../syntax/tokenize.ts';
import { partitionRoot } from './read-relations.ts';
import type { TableName } from './view.ts';

interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isName: boolean;
}

/**
 * The table or view whose name is at an offset of a file, else that which the statement there defines, alters or
 * indexes; null for none. A partition is its partitioned table.
 */
export function tableAt(catalog: FinalCatalog, script: Script, offset: number): TableName | null {
  const placed = script.statements.find(
    ({ statement, start }) => start <= offset && offset <= start + statement.text.length,
  );
  if (!placed) return null;
  const { statement, start } = placed;
  const words = significantTokens(statement.text).map(
    (token): Word => ({
      start: token.start,
      end: token.end,
      text: statement.text.slice(token.start, token.end),
      isName: token.kind === 'word' || token.kind === 'quoted identifier',
    }),
  );
  const at = words.findIndex(
    (word) => word.isName && word.start <= offset - start && offset - start <= word.end,
  );
  const created = catalog.createdBy(statement.id).find((object) => isTable(object) || isView(object));
  const relation =
    (at < 0 ? undefined : named(catalog, words, at)) ??
    (created as Table | View | undefined) ??
    subject(catalog, words);
  if (!relation) return null;
  const { schema, name } = isTable(relation) ? partitionRoot(relation, catalog) : relation;
  return { schema, name };
}

/** The relation of a name, with the schema before it; a word after a dot is one only with what stands before. */
function named(catalog: FinalCatalog, words: readonly Word[], at: number): Table | View | undefined {
  const text = (index: number) => words[index]?.text ?? '';
  const isQualified = text(at - 1) === '.';
  // The schema of a qualified name stands for the name as well.
  const last = text(at + 1) === '.' && !isQualified && words[at + 2]?.isName ? at + 2 : at;
  const schema = last > at ? text(at) : isQualified ? text(at - 2) : null;
  const found = catalog.relation(
    schema === null ? null : identifierValue(schema),
    identifierValue(text(last)),
  );
  return isTable(found) || isView(found) ? found : undefined;
}

/** Up to these words the subject of a statement follows; in an index or a trigger it comes after ON. */
const openings: readonly RegExp[] = [
  /^CREATE (?:OR REPLACE )?(?:(?:GLOBAL|LOCAL) )?(?:TEMP|TEMPORARY|UNLOGGED|FOREIGN|RECURSIVE|MATERIALIZED)? ?(?:TABLE|VIEW) (?:IF NOT EXISTS )?$/,
  /^ALTER (?:FOREIGN |MATERIALIZED )?(?:TABLE|VIEW) (?:IF EXISTS )?(?:ONLY )?$/,
  /^CREATE (?:UNIQUE )?INDEX (?:.* )?ON (?:ONLY )?$/,
  /^CREATE (?:OR REPLACE )?(?:CONSTRAINT )?(?:TRIGGER|POLICY|RULE) .* ON $/,
  /^COMMENT ON (?:TABLE|COLUMN|VIEW|MATERIALIZED VIEW) $/,
  /^(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE|TRUNCATE TABLE|COPY|DROP TABLE|DROP TABLE IF EXISTS) $/,
];
const longestOpening = 24;

function subject(catalog: FinalCatalog, words: readonly Word[]): Table | View | undefined {
  let opening = '';
  for (const [at, word] of words.slice(0, longestOpening).entries()) {
    if (word.isName && openings.some((one) => one.test(opening))) return named(catalog, words, at);
    opening += `${word.text.toUpperCase()} `;
  }
  return undefined;
}
