import { type Extension, PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { Statement } from '../../server/syntax/statement.ts';

/** A PostgreSQL that is asked: PGlite, or a scratch database of a running server. */
export interface Server {
  /** The major version. */
  readonly version: number;
  /** Runs one statement or several; rejects with an error that has a `code`. */
  exec(sql: string): Promise<unknown>;
  query(sql: string): Promise<{ readonly rows: unknown[] }>;
  close(): Promise<void>;
}

const bundled: Readonly<Record<string, () => Promise<Record<string, Extension>>>> = {
  'uuid-ossp': () => import('@electric-sql/pglite/contrib/uuid_ossp'),
  pgcrypto: () => import('@electric-sql/pglite/contrib/pgcrypto'),
  vector: () => import('@electric-sql/pglite-pgvector'),
  citext: () => import('@electric-sql/pglite/contrib/citext'),
  pg_trgm: () => import('@electric-sql/pglite/contrib/pg_trgm'),
  btree_gist: () => import('@electric-sql/pglite/contrib/btree_gist'),
  btree_gin: () => import('@electric-sql/pglite/contrib/btree_gin'),
  hstore: () => import('@electric-sql/pglite/contrib/hstore'),
  ltree: () => import('@electric-sql/pglite/contrib/ltree'),
  isn: () => import('@electric-sql/pglite/contrib/isn'),
  cube: () => import('@electric-sql/pglite/contrib/cube'),
  pg_stat_statements: () => import('@electric-sql/pglite/contrib/pg_stat_statements'),
  unaccent: () => import('@electric-sql/pglite/contrib/unaccent'),
  fuzzystrmatch: () => import('@electric-sql/pglite/contrib/fuzzystrmatch'),
  tablefunc: () => import('@electric-sql/pglite/contrib/tablefunc'),
};

/** Those extensions among the created ones that PGlite has. Loading all of them would break it. */
export async function extensionsOf(statements: readonly Statement[]): Promise<Record<string, Extension>> {
  const names = new Set(
    statements.flatMap(({ text }) =>
      [...text.matchAll(/\bcreate\s+extension\s+(?:if\s+not\s+exists\s+)?"?([\w-]+)"?/gi)].map(
        (match) => match[1] ?? '',
      ),
    ),
  );
  const extensions: Record<string, Extension> = {};
  for (const name of names) {
    const load = bundled[name];
    if (load) Object.assign(extensions, await load());
  }
  return extensions;
}

/** Starts PGlite with the extensions that the statements create. */
export async function startLocal(statements: readonly Statement[]): Promise<Server> {
  const server = await PGlite.create({ extensions: await extensionsOf(statements) });
  return {
    version: 18,
    exec: (sql) => server.exec(sql),
    query: (sql) => server.query(sql),
    close: () => server.close(),
  };
}

let databases = 0;

/** Makes a scratch database on the server of a URL; closing drops it. The role must be allowed to create databases. */
export async function connect(url: string): Promise<Server> {
  const name = `schema_architect_${process.pid}_${++databases}`;
  const administration = new pg.Client({ connectionString: url });
  await administration.connect();
  await administration.query(`create database ${name} template template0`);
  const scratch = new URL(url);
  scratch.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: scratch.href });
  await client.connect();
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
  return {
    version: Math.floor(Number(rows[0]?.server_version_num) / 10000),
    exec: (sql) => client.query(sql),
    query: (sql) => client.query(sql),
    async close() {
      await client.end();
      await administration.query(`drop database ${name}`);
      await administration.end();
    },
  };
}
