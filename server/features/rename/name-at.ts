import type { FinalCatalog } from '../../catalog/catalog.ts';
import { isTable, isView } from '../../catalog/catalog.ts';
import type { Table, View } from '../../catalog/model.ts';
import { identifierValue } from '../../catalog/source.ts';
import type { Script } from '../../syntax/script.ts';
import type { SourceRange, StatementId } from '../../syntax/statement.ts';
import { significantTokens } from '../../syntax/tokenize.ts';
import type { Range } from '../../text/range.ts';
import type { TableReference } from '../diagram-edits/find-table.ts';

export interface NamedThing {
  readonly table: TableReference;
  /** Null for the table itself. */
  readonly column: string | null;
  /** The name in the file. */
  readonly range: Range;
}

interface Word extends Range {
  /** As written. */
  readonly text: string;
  /** What PostgreSQL reads; empty for what is no name. */
  readonly name: string;
}

/** The words after which the name of a relation comes. */
const beforeRelation = /^(?:table|exists|only|view|on|from|join|into|update|references|of|like|truncate)$/i;

/**
 * The table or column whose name is at an offset: where it is defined, where a qualifier names its table, or where its
 * statement names one table only that has it. Null where that is not certain.
 */
export function nameAt(catalog: FinalCatalog, script: Script, offset: number): NamedThing | null {
  const placed = script.statements.find(
    ({ statement, start }) => start <= offset && offset <= start + statement.text.length,
  );
  if (placed?.statement.kind !== 'sql') return null;
  const { statement, start } = placed;
  const words = wordsOf(statement.text);
  const at = words.findIndex(
    (word) => word.name !== '' && word.start <= offset - start && offset - start <= word.end,
  );
  const word = words[at];
  if (!word) return null;
  const result = (table: TableReference, column: string | null): NamedThing => ({
    table: { schema: table.schema, name: table.name },
    column,
    range: { start: start + word.start, end: start + word.end },
  });

  const defined = definedAt(catalog, statement.id, word);
  if (defined) return result(defined.table, defined.column);
  const isQualified = words[at - 1]?.text === '.';
  const owner = isQualified ? relationAt(catalog, words, at - 2) : null;
  if (owner && hasColumn(owner, word.name)) return result(owner, word.name);
  const relation = relationAt(catalog, words, at);
  const first = isQualified ? at - 3 : at - 1;
  if (relation && (words[at + 1]?.text === '.' || beforeRelation.test(words[first]?.text ?? '')))
    return result(relation, null);
  const mentioned = new Set(words.flatMap((_, index) => relationAt(catalog, words, index) ?? []));
  const holders = [...mentioned].filter((one) => hasColumn(one, word.name));
  const [holder] = holders;
  if (holder && holders.length === 1 && !relation && !isQualified) return result(holder, word.name);
  return relation && holders.length === 0 ? result(relation, null) : null;
}

function wordsOf(text: string): readonly Word[] {
  return significantTokens(text).map(({ kind, start, end }) => {
    const written = text.slice(start, end);
    const isName = kind === 'word' || kind === 'quoted identifier';
    return { start, end, text: written, name: isName ? identifierValue(written) : '' };
  });
}

function relationAt(catalog: FinalCatalog, words: readonly Word[], at: number): Table | View | null {
  const name = words[at]?.name ?? '';
  if (name === '') return null;
  const schema = words[at - 1]?.text === '.' ? (words[at - 2]?.name ?? null) : null;
  const found = catalog.relation(schema, name);
  return isTable(found) || isView(found) ? found : null;
}

function hasColumn(relation: Table | View, name: string): boolean {
  return isTable(relation) && relation.columns.some((column) => column.name === name);
}

/** The table or column that is defined, or was last renamed, by these words. */
function definedAt(
  catalog: FinalCatalog,
  statement: StatementId,
  word: Range,
): { readonly table: Table | View; readonly column: string | null } | null {
  const isHere = (range: SourceRange) =>
    range.statement === statement && range.start <= word.start && word.end <= range.end;
  for (const table of [...catalog.tables, ...catalog.views]) {
    if (isHere(table.nameRange)) return { table, column: null };
    const column = isTable(table)
      ? table.columns.find(({ nameRange, inherited }) => !inherited && isHere(nameRange))
      : undefined;
    if (column) return { table, column: column.name };
  }
  return null;
}
