import type { FinalCatalog } from '../../catalog/catalog.ts';
import { isTable } from '../../catalog/catalog.ts';
import type { Table, View } from '../../catalog/model.ts';
import { quoteIdentifier } from '../../syntax/quote-identifier.ts';
import { addStatements } from '../diagram-edits/add-statements.ts';
import {
  type EditedDatabase,
  type EditOutcome,
  setupOf,
  statementsOf,
  toEdits,
  toFileEdits,
} from '../diagram-edits/edited-database.ts';
import {
  columnNameProblem,
  findRelation,
  nameProblem,
  type TableReference,
} from '../diagram-edits/find-table.ts';
import { creationOf, keywordsLike, nameOf } from '../diagram-edits/written-style.ts';
import { say, type Wording } from '../wording.ts';
import { renameInPlace } from './rename-in-place.ts';

export interface NameToChange {
  readonly table: TableReference;
  /** Null for the table itself. */
  readonly column: string | null;
  readonly newName: string;
}

/**
 * Renames a table, a view or a table's column: in schema files wherever the name is written, in migrations, and where
 * not every use can be found, by ALTER … RENAME.
 */
export function rename(
  database: EditedDatabase,
  { table: reference, column, newName }: NameToChange,
): EditOutcome {
  const relation = findRelation(database, reference);
  if (!relation) return { problem: say('There is no table {0} any more.', reference.name) };
  const problem =
    column === null ? relationProblem(database, relation, newName) : columnProblem(relation, column, newName);
  if (problem !== null) return { problem };
  const old = column === null ? relation.name : `${relation.name}.${column}`;
  const title = say('Rename {0} to {1}', old, newName);
  if (database.migrations.length === 0) {
    const edits = inPlace(database, relation, column, newName);
    if (edits) return { title, edits: toFileEdits(database, toEdits(edits)) };
  }
  const definition = database.analysis.place(relation.nameRange)?.file ?? null;
  return addStatements(database, definition, title, statement(database, relation, column, newName));
}

function relationProblem(
  { analysis }: EditedDatabase,
  { schema, name }: Table | View,
  newName: string,
): Wording | null {
  if (newName === name) return say('It is called {0} already.', name);
  const isFree = analysis.catalog.isRelationNameFree(schema, newName);
  return nameProblem(newName) ?? (isFree ? null : say('{0} already has a relation {1}.', schema, newName));
}

function columnProblem(relation: Table | View, column: string, newName: string): Wording | null {
  if (!isTable(relation)) return say('{0} is a view; its query names its columns.', relation.name);
  const found = relation.columns.find(({ name }) => name === column);
  if (!found) return say('{0} has no column {1} any more.', relation.name, column);
  if (newName === column) return say('It is called {0} already.', column);
  if (found.inherited)
    return say('{0} inherits {1}. Rename it in the table that it comes from.', relation.name, column);
  return columnNameProblem(relation, newName);
}

function inPlace(database: EditedDatabase, relation: Table | View, column: string | null, newName: string) {
  const { analysis } = database;
  const definition =
    column === null
      ? relation.nameRange
      : isTable(relation)
        ? relation.columns.find(({ name }) => name === column)?.nameRange
        : undefined;
  if (!definition) return null;
  return renameInPlace(statementsOf(analysis.files), setupOf(analysis), {
    what: column === null ? 'table' : 'column',
    from: column ?? relation.name,
    to: newName,
    definition,
    relations: new Set([relation.oid, ...descendants(analysis.catalog, relation.oid)]),
  });
}

function descendants(catalog: FinalCatalog, oid: string): string[] {
  return catalog.children(oid).flatMap((child) => [child.oid, ...descendants(catalog, child.oid)]);
}

function statement(
  database: EditedDatabase,
  relation: Table | View,
  column: string | null,
  newName: string,
): string {
  const keywords = keywordsLike(creationOf(database, relation));
  const kind =
    relation.kind === 'view' || relation.kind === 'materialized view'
      ? relation.kind.toUpperCase()
      : relation.kind === 'foreign table'
        ? 'FOREIGN TABLE'
        : 'TABLE';
  const what =
    column === null
      ? keywords('RENAME TO')
      : `${keywords('RENAME COLUMN')} ${quoteIdentifier(column)} ${keywords('TO')}`;
  return `${keywords(`ALTER ${kind}`)} ${nameOf(database, relation)} ${what} ${quoteIdentifier(newName)};`;
}
