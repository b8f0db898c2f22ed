import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Extension, PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { jsonQuery } from './read-objects.ts';
import { readSnapshot } from './snapshot.ts';

const contrib = join(dirname(fileURLToPath(import.meta.resolve('@electric-sql/pglite'))), 'contrib');

async function contributed(): Promise<Record<string, Extension>> {
  const found: Record<string, Extension> = {};
  for (const file of readdirSync(contrib).filter((one) => /^\w+\.js$/.test(one))) {
    const module: Record<string, Extension> = await import(pathToFileURL(join(contrib, file)).href);
    Object.assign(found, module);
  }
  return found;
}

/** PGlite's PostgreSQL 18 with the extensions that it ships. */
export async function readPglite() {
  const db = await PGlite.create({ extensions: { ...(await contributed()), vector } });
  const query = jsonQuery(async (sql) => (await db.query<{ rows: string }>(sql)).rows[0]?.rows ?? '[]');
  try {
    return await readSnapshot(query, (sql) => db.exec(sql));
  } finally {
    await db.close();
  }
}
