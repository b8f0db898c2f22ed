import { isTable, isView } from '../../catalog/catalog.ts';
import type { Column, Table, View } from '../../catalog/model.ts';
import { say, type Wording } from '../wording.ts';
import type { EditedDatabase } from './edited-database.ts';

export interface TableReference {
  readonly schema: string;
  readonly name: string;
}

export function findRelation({ analysis }: EditedDatabase, { schema, name }: TableReference) {
  const found = analysis.catalog.relation(schema, name);
  return isTable(found) || isView(found) ? found : null;
}

/** The table, or why it cannot be changed. */
export function findTable(
  database: EditedDatabase,
  reference: TableReference,
): { readonly table: Table } | { readonly problem: Wording } {
  const found = findRelation(database, reference);
  if (!found) return { problem: say('There is no table {0} any more.', reference.name) };
  if (!isTable(found)) return { problem: say('{0} is a view; its query decides what it has.', found.name) };
  return { table: found };
}

export function findColumn(table: Table, name: string): Column | null {
  return table.columns.find((column) => column.name === name) ?? null;
}

/** The names of a column under which PostgreSQL has something of its own. */
const systemColumns = new Set(['ctid', 'xmin', 'cmin', 'xmax', 'cmax', 'tableoid']);

/** Why a relation or a column cannot have this name; null where it can. */
export function nameProblem(name: string): Wording | null {
  if (name === '') return say('A name needs at least one character.');
  if (name.includes('\0')) return say('A name cannot contain a NUL character.');
  const bytes = [...name].reduce((sum, character) => {
    const code = character.codePointAt(0) ?? 0;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  }, 0);
  return bytes > 63 ? say('PostgreSQL cuts names after 63 bytes. Choose a shorter one.') : null;
}

export function columnNameProblem(table: Table | View, name: string): Wording | null {
  const problem = nameProblem(name);
  if (problem) return problem;
  if (systemColumns.has(name)) return say('{0} is the name of a system column that each table has.', name);
  const isTaken = table.columns?.some((column) => column.name === name);
  return isTaken ? say('{0} already has a column {1}.', table.name, name) : null;
}
