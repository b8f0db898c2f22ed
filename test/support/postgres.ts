import { PGlite } from '@electric-sql/pglite';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { ltree } from '@electric-sql/pglite/contrib/ltree';
import { pg_stat_statements } from '@electric-sql/pglite/contrib/pg_stat_statements';
import { parseScript } from '../../server/syntax/parse-script.ts';

/** What PostgreSQL says to a script: null when it accepts it, else its first complaint. */
export type Verdict = { readonly sqlstate: string; readonly message: string; readonly statement: string } | null;

const slot = Symbol.for('schema-architect.test.pglite');

/** One PostgreSQL for all test files of a worker: starting it takes seconds, a rollback a millisecond. */
export function postgres(): Promise<PGlite> {
  const store = globalThis as { [slot]?: Promise<PGlite> };
  store[slot] ??= PGlite.create({ extensions: { citext, ltree, pg_stat_statements } });
  return store[slot];
}

/** A number that PGlite puts into its errors as `code`; PostgreSQL's SQLSTATE. */
function sqlstateOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** Runs a script in a transaction that is rolled back, statement by statement. */
export async function askServer(sql: string): Promise<Verdict> {
  const db = await postgres();
  await db.exec('BEGIN');
  try {
    for (const { statement } of parseScript(sql).statements) {
      if (statement.kind !== 'sql') continue;
      try {
        await db.exec(statement.text);
      } catch (error) {
        return {
          sqlstate: sqlstateOf(error),
          message: error instanceof Error ? error.message : String(error),
          statement: statement.text,
        };
      }
    }
    return null;
  } finally {
    await db.exec('ROLLBACK');
  }
}
