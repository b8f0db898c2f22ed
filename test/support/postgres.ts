import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { bloom } from '@electric-sql/pglite/contrib/bloom';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { cube } from '@electric-sql/pglite/contrib/cube';
import { earthdistance } from '@electric-sql/pglite/contrib/earthdistance';
import { ltree } from '@electric-sql/pglite/contrib/ltree';
import { pg_stat_statements } from '@electric-sql/pglite/contrib/pg_stat_statements';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp';
import manifest from '../../package.json' with { type: 'json' };
import { parseScript } from '../../server/syntax/parse-script.ts';

/** What PostgreSQL says to a script: null when it accepts it, else its first complaint. */
export type Verdict = {
  readonly sqlstate: string;
  readonly message: string;
  readonly statement: string;
} | null;

const slot = Symbol.for('schema-architect.test.pglite');
const extensions = {
  bloom,
  btree_gist,
  citext,
  cube,
  earthdistance,
  ltree,
  pg_stat_statements,
  pg_trgm,
  uuid_ossp,
};
const cache = fileURLToPath(new URL('../../node_modules/.cache/schema-architect/', import.meta.url));

/** initdb takes seconds, loading what it left a part of one; so it is kept, by PGlite's version. */
async function start(): Promise<PGlite> {
  const snapshot = `${cache}pglite-${manifest.devDependencies['@electric-sql/pglite']}.tar`;
  try {
    return await PGlite.create({ extensions, loadDataDir: new Blob([readFileSync(snapshot)]) });
  } catch {
    const db = await PGlite.create({ extensions });
    const data = Buffer.from(await (await db.dumpDataDir('none')).arrayBuffer());
    mkdirSync(cache, { recursive: true });
    // Another worker may be writing the same file.
    writeFileSync(`${snapshot}.${process.pid}`, data);
    renameSync(`${snapshot}.${process.pid}`, snapshot);
    return db;
  }
}

/** One PostgreSQL for all test files of a worker; each script is rolled back. */
export function postgres(): Promise<PGlite> {
  const store = globalThis as { [slot]?: Promise<PGlite> };
  store[slot] ??= start();
  return store[slot];
}

/** PostgreSQL's SQLSTATE, which PGlite puts into its errors as `code`. */
function sqlstateOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** The script's statements as the server reads them: where a semicolon is missing, it reads on. */
function serverStatements(sql: string): string[] {
  const texts: string[] = [];
  let pending = '';
  for (const { statement } of parseScript(sql).statements) {
    if (statement.kind !== 'sql') continue;
    pending += statement.text;
    if (statement.cutOff) pending += '\n';
    else texts.push(pending);
    if (!statement.cutOff) pending = '';
  }
  return texts;
}

/** Whether a script begins and ends transactions of its own, or has what cannot run in one. */
const hasTransactions = /\bconcurrently\b|^\s*(?:begin|commit|start\s+transaction)\s*;/im;

/** Runs a script statement by statement, in a transaction that is rolled back, or with what it made dropped afterwards. */
export async function askServer(sql: string): Promise<Verdict> {
  const db = await postgres();
  const isAlone = hasTransactions.test(sql);
  if (!isAlone) await db.exec('BEGIN');
  try {
    for (const statement of serverStatements(sql)) {
      try {
        await db.exec(statement);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { sqlstate: sqlstateOf(error), message, statement };
      }
    }
    return null;
  } finally {
    await db.exec('ROLLBACK');
    if (isAlone) await db.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public; DISCARD TEMP;');
  }
}
