import { parseScript } from '../../syntax/parse-script.ts';
import { parseStatement } from '../../syntax/parse-statement.ts';
import { quoteIdentifier } from '../../syntax/quote-identifier.ts';
import { say } from '../wording.ts';
import { addStatements } from './add-statements.ts';
import {
  type EditedDatabase,
  type EditOutcome,
  isAccepted,
  sourceOf,
  toFileEdits,
} from './edited-database.ts';
import { columnNameProblem, findTable, type TableReference } from './find-table.ts';
import { insertElement } from './table-list.ts';
import { creationOf, keywordsLike, nameOf } from './written-style.ts';

export interface ColumnToAdd {
  readonly table: TableReference;
  readonly name: string;
  /** The type with what may follow it: `numeric(10,2) not null`. */
  readonly type: string;
}

/** Adds a column at the end of the columns of CREATE TABLE, in migrations by ALTER TABLE. */
export function addColumn(
  database: EditedDatabase,
  { table: reference, name, type }: ColumnToAdd,
): EditOutcome {
  const found = findTable(database, reference);
  if ('problem' in found) return found;
  const { table } = found;
  const problem = columnNameProblem(table, name);
  if (problem) return { problem };
  if (table.partitionOf !== null)
    return { problem: say('{0} is a partition. Add the column to the partitioned table.', table.name) };
  const definition = `${quoteIdentifier(name)} ${type.trim()}`;
  if (!isColumn(definition)) return { problem: say('PostgreSQL cannot read the type {0}.', type.trim()) };
  const title = say('Add column {0} to {1}', name, table.name);
  const statement = sourceOf(database).statement(table.statement);
  const edits =
    database.migrations.length === 0 && table.origin === 'create' && statement
      ? insertElement(statement, 'behind columns', definition)
      : null;
  if (edits && isAccepted(database, edits)) return { title, edits: toFileEdits(database, edits) };
  const keywords = keywordsLike(creationOf(database, table));
  const place = database.analysis.place(table.nameRange)?.file ?? null;
  return addStatements(
    database,
    place,
    title,
    `${keywords('ALTER TABLE')} ${nameOf(database, table)} ${keywords('ADD COLUMN')} ${definition};`,
  );
}

/** Whether a text is one column and nothing else. */
function isColumn(definition: string): boolean {
  const [first, ...others] = parseScript(`CREATE TABLE t (${definition}\n);`).statements;
  if (!first || others.length > 0) return false;
  const { tree, damages } = parseStatement(first.statement);
  if (damages.length > 0 || !tree || !('CreateStmt' in tree)) return false;
  const elements = tree.CreateStmt.tableElts ?? [];
  return elements.length === 1 && 'ColumnDef' in elements[0]!;
}
