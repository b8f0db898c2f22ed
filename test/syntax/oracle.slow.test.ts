import type { CreateTableStatement, Statement as OracleStatement } from 'pgsql-ast-parser';
import { parse } from 'pgsql-ast-parser';
import { beforeAll, expect, test } from 'vitest';
import { buildHistory } from '../../server/catalog/build-catalog.ts';
import { columnNames } from '../../server/catalog/catalog.ts';
import { catalogOf } from '../../server/catalog/final-catalog.ts';
import { clipName } from '../../server/catalog/names.ts';
import { nameSpans } from '../../server/syntax/name-spans.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { parseStatement } from '../../server/syntax/parse-statement.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import type { Statement } from '../../server/syntax/statement.ts';
import { tokenize } from '../../server/syntax/tokenize.ts';
import { corpusFiles, sampleFiles } from '../support/sql-files.ts';

beforeAll(() => loadParser());

interface Read {
  readonly columns: readonly string[];
  readonly keys: readonly string[];
  readonly references: readonly string[];
}

const sorted = (list: readonly string[]) => [...list].sort();

/** What pgsql-ast-parser reads from a CREATE TABLE. */
function readByOracle(node: CreateTableStatement): Read | null {
  const keys: string[] = [];
  const references: string[] = [];
  const columns: string[] = [];
  for (const column of node.columns) {
    if (column.kind !== 'column') return null;
    columns.push(clipName(column.name.name));
    for (const constraint of column.constraints ?? []) {
      if (constraint.type === 'primary key' || constraint.type === 'unique')
        keys.push(clipName(column.name.name));
      if (constraint.type === 'reference')
        references.push(`${column.name.name} -> ${constraint.foreignTable.name}`);
    }
  }
  for (const constraint of node.constraints ?? []) {
    if (constraint.type === 'primary key' || constraint.type === 'unique')
      keys.push(constraint.columns.map(({ name }) => name).join());
    if (constraint.type === 'foreign key') {
      references.push(
        `${constraint.localColumns.map(({ name }) => name).join()} -> ${constraint.foreignTable.name}`,
      );
    }
  }
  return { columns, keys: sorted([...new Set(keys)]), references: sorted(references) };
}

/** What the catalog has after this statement alone; names of other tables stay unresolved. */
function readByUs(statement: Statement): Read | null {
  const history = buildHistory(
    [statement],
    {
      version: 18,
      isExternal: () => true,
      asked: null,
      onCrash: (error) => {
        throw error;
      },
    },
    null,
  );
  const [table] = catalogOf(history).tables;
  if (!table) return null;
  return {
    columns: table.columns.map((column) => column.name),
    keys: sorted([
      ...new Set(
        table.constraints.flatMap((one) =>
          one.kind === 'primary key' || one.kind === 'unique' ? [columnNames(table, one.columns).join()] : [],
        ),
      ),
    ]),
    references: sorted(
      table.constraints.flatMap((one) =>
        one.kind === 'foreign key'
          ? [`${columnNames(table, one.columns).join()} -> ${one.targetName.name}`]
          : [],
      ),
    ),
  };
}

function oracle(statement: Statement): OracleStatement | null {
  try {
    return parse(statement.text)[0] ?? null;
  } catch {
    return null;
  }
}

test('tables read alike wherever both parsers accept them', () => {
  let compared = 0;
  for (const file of [...sampleFiles(), ...corpusFiles(120_000)]) {
    // PostgreSQL's regression tests create tables that it rejects for their meaning.
    if (file.name.includes('pg_regress')) continue;
    for (const { statement } of parseScript(file.text).statements) {
      if (!/^create\s+table/i.test(statement.text) || parseStatement(statement).damages.length > 0) continue;
      const node = oracle(statement);
      const read = node?.type === 'create table' ? readByOracle(node) : null;
      if (!read) continue;
      compared++;
      expect(readByUs(statement), `${file.name}:\n${statement.text}`).toEqual(read);
    }
  }
  expect(compared).toBeGreaterThan(5);
}, 120_000);

test('the spans of names are tokens that spell those names', () => {
  let compared = 0;
  for (const file of sampleFiles()) {
    for (const { statement } of parseScript(file.text).statements) {
      const starts = new Map(
        tokenize(statement.text).map((token) => [token.start, statement.text.slice(token.start, token.end)]),
      );
      for (const span of nameSpans(statement)) {
        const word = starts.get(span.start);
        if (word === undefined || !/^["\w]/.test(word)) continue;
        compared++;
        const value = word.startsWith('"') ? word.slice(1, -1) : word.toLowerCase();
        // A qualified name begins with its schema, and a type may have several words.
        if (/[.]|\s(?:time|zone|varying|precision)\b/i.test(statement.text.slice(span.start, span.end)))
          continue;
        if (/^timestamp|^time |\s(?:varying|precision)$/.test(span.name)) continue;
        expect(span.name.toLowerCase().startsWith(value.toLowerCase()), `${word} of ${span.name}`).toBe(true);
      }
    }
  }
  expect(compared).toBeGreaterThan(50);
});
