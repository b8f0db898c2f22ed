import { type Extension, PGlite } from '@electric-sql/pglite';
import type { Statement } from '../../server/syntax/statement.ts';

/** PostgreSQL's answer to one statement. */
export interface Verdict {
  readonly statement: Statement;
  /** Null where it was accepted. */
  readonly rejection: { readonly sqlstate: string; readonly message: string } | null;
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

/** Starts a server with the extensions that the statements create. */
export async function startServer(statements: readonly Statement[]): Promise<PGlite> {
  return PGlite.create({ extensions: await extensionsOf(statements) });
}

/** What concerns databases, not their content: it is skipped and does not reset anything. */
function isSkipped({ kind, text }: Statement): boolean {
  return (
    kind !== 'sql' ||
    /^(?:create|drop|alter)\s+database\b/i.test(text) ||
    /^copy\b[\s\S]*\bfrom\s+stdin\b/i.test(text)
  );
}

async function execute(server: PGlite, text: string): Promise<Verdict['rejection']> {
  try {
    await server.exec(text);
    return null;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { sqlstate: code ?? 'XX000', message };
  }
}

/** Applies statements one by one; roles that they name are created when they are missing. */
export async function applyStatements(server: PGlite, statements: readonly Statement[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const statement of statements) {
    if (isSkipped(statement)) continue;
    // What psql does with a command at the end of a statement is not PostgreSQL's.
    const text = statement.text.replace(/\\g\w*\s*$/, ';');
    let rejection = await execute(server, text);
    for (let tries = 0; tries < 5 && rejection; tries++) {
      const role = /^role "(.+)" does not exist$/.exec(rejection.message)?.[1];
      if (role === undefined) break;
      await execute(server, `create role "${role.replaceAll('"', '""')}"`);
      rejection = await execute(server, text);
    }
    verdicts.push({ statement, rejection });
  }
  return verdicts;
}
