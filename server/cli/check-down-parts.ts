import { analyse } from '../features/analyse.ts';
import type { DatabaseFile, Finding } from '../features/analysis.ts';
import { rules } from '../rules/registry.generated.ts';
import { parseScript } from '../syntax/parse-script.ts';
import { parseStatement } from '../syntax/parse-statement.ts';
import type { Statement } from '../syntax/statement.ts';
import type { LoadedDatabase, LoadedDown } from './load-database.ts';

/** A way down is seldom run: only what PostgreSQL would reject is said of it. */
const errors = rules.filter(({ severity }) => severity === 'error');

function isTransactionControl(statement: Statement): boolean {
  const { tree } = parseStatement(statement);
  return tree !== null && 'TransactionStmt' in tree;
}

/** A script of ours between the files; nobody asks for what is found in it. */
function between(sql: string): DatabaseFile {
  return { name: '', script: parseScript(sql) };
}

/**
 * Checks the ways down, each against the state that its own migration leaves behind: all of them in one run, in
 * transactions that are rolled back. Those in files of their own only where they are asked for.
 */
export function checkDownParts(
  database: LoadedDatabase,
  withFiles: boolean,
): ReadonlyMap<string, readonly Finding[]> {
  const wanted = database.downs.filter(({ isSeparate }) => withFiles || !isSeparate);
  if (wanted.length === 0) return new Map();
  const byPlace = new Map<number, LoadedDown[]>();
  for (const down of wanted) byPlace.set(down.before, [...(byPlace.get(down.before) ?? []), down]);
  const files: DatabaseFile[] = [];
  for (const [at, own] of database.files.entries()) {
    files.push(own);
    for (const { file } of byPlace.get(at + 1) ?? []) {
      // The transaction is ours, so the file’s own one must not end it.
      const statements = file.script.statements.filter(({ statement }) => !isTransactionControl(statement));
      const script = { ...file.script, statements };
      files.push(between('COMMIT; BEGIN;'), { ...file, script }, between('ROLLBACK;'));
    }
  }
  const analysis = analyse(files, database.options, null, errors);
  const found = new Map<string, readonly Finding[]>();
  for (const { file, isSeparate } of wanted) {
    const { statements } = file.script;
    const findings = analysis
      .findings(file.name)
      .filter(
        ({ severity, range }) =>
          severity === 'error' &&
          statements.some(
            ({ statement, start }) => start <= range.start && range.start <= start + statement.text.length,
          ),
      );
    if (findings.length > 0 || isSeparate) found.set(file.name, findings);
  }
  return found;
}
