import { beforeAll, describe, expect, test } from 'vitest';
import { differ, differences } from '../../scripts/builtins/compare-objects.ts';
import { objectsOf } from '../../scripts/builtins/objects-of.ts';
import { readPglite } from '../../scripts/builtins/read-pglite.ts';
import type { Snapshot } from '../../scripts/builtins/snapshot.ts';
import { builtinsOf } from '../../server/catalog/builtins/builtins.ts';
import { postgres } from '../support/postgres.ts';

const builtins = builtinsOf(18);

async function count(sql: string): Promise<number> {
  const { rows } = await (await postgres()).query<{ count: number }>(`select count(*)::int as count ${sql}`);
  return rows[0]?.count ?? -1;
}

describe('all of PostgreSQL 18, as PGlite has it', () => {
  let server: Snapshot;
  beforeAll(async () => {
    server = (await readPglite()).snapshot;
  });

  test('objects, one by one', () => {
    const { collations: ours, ...objects } = objectsOf(builtins);
    const { collations: theirs, ...live } = server.objects;
    expect(differences(objects, live)).toEqual([]);
    expect(theirs.filter((name) => !ours.includes(name))).toEqual([]);
  });

  test('settings and keywords', () => {
    expect(
      differ(
        [...builtins.settings].map(([name, type]) => ({ name, type })),
        server.settings.map(({ name, type }) => ({ name: name.toLowerCase(), type })),
      ),
    ).toEqual([]);
    const keywords = [...builtins.keywords].map(([name, keyword]) => ({ name, ...keyword }));
    expect(differ(keywords, server.keywords)).toEqual([]);
  });

  test('each extension', () => {
    expect(server.extensions.length).toBeGreaterThan(35);
    for (const { requires, ...extension } of server.extensions) {
      const ours = builtins.extension(extension.name);
      expect({ name: ours?.name, requires: ours?.requires }).toEqual({ name: extension.name, requires });
      expect([extension.name, ours && differences(ours, extension)]).toEqual([extension.name, []]);
    }
  });
});

test('the counts of the system catalogs, asked without the reader of the data', async () => {
  const objects = objectsOf(builtins);
  const doubles = (list: readonly unknown[]) =>
    list.length - new Set(list.map((one) => JSON.stringify(one))).size;
  expect(objects.functions).toHaveLength(await count('from pg_proc where oid < 16384'));
  expect(objects.operators).toHaveLength(await count('from pg_operator where oid < 16384'));
  expect(objects.casts).toHaveLength(await count('from pg_cast where oid < 16384'));
  expect(objects.operatorClasses).toHaveLength(await count('from pg_opclass where oid < 16384'));
  expect(objects.types).toHaveLength(
    await count(`from pg_type where oid < 16384 and typnamespace <> 'pg_toast'::regnamespace`),
  );
  expect(objects.relations).toHaveLength(
    await count(`from pg_class where oid < 16384 and relkind in ('r', 'v')`),
  );
  expect(builtins.settings.size).toBe((await count(`from pg_settings where name !~ '[.]'`)) + 5);
  expect(builtins.keywords.size).toBe(await count('from pg_get_keywords()'));
  expect(Object.values(objects).map(doubles)).toEqual(Object.values(objects).map(() => 0));
});

/** A type as SQL names it, whatever is on the search_path. */
function written(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? `pg_catalog."${name}"` : `"${name.slice(0, dot)}"."${name.slice(dot + 1)}"`;
}

/** The SQLSTATE with which a statement fails; what it did is undone. */
async function failureOf(sql: string): Promise<string | null> {
  const db = await postgres();
  await db.exec('SAVEPOINT one');
  try {
    await db.exec(sql);
    return null;
  } catch (error) {
    return typeof error === 'object' && error && 'code' in error ? String(error.code) : 'unknown';
  } finally {
    await db.exec('ROLLBACK TO one');
  }
}

test('default operator classes are there where CREATE INDEX finds them', async () => {
  const db = await postgres();
  await db.exec('BEGIN');
  try {
    const candidates = builtins.plainTypeNames.flatMap((name) =>
      [name, builtins.type(name)?.array ?? []].flat(),
    );
    const types: string[] = [];
    // Some base types, such as unknown, no column can have; of pseudo-types PGlite takes anyarray.
    for (const name of candidates)
      if (
        builtins.type(name)?.kind !== 'pseudo' &&
        !(await failureOf(`CREATE TABLE one (c ${written(name)})`))
      )
        types.push(name);
    expect(types.length).toBeGreaterThan(150);
    await db.exec(
      `CREATE TABLE all_types (${types.map((name, place) => `c${place} ${written(name)}`).join(', ')})`,
    );
    const wrong: string[] = [];
    for (const [place, name] of types.entries())
      for (const method of ['btree', 'hash', 'gist', 'gin', 'spgist', 'brin']) {
        const failure = await failureOf(`CREATE INDEX ON all_types USING ${method} (c${place})`);
        // 42883: GIN has an operator class for all arrays, but must compare the elements when it builds.
        expect([null, '42704', '42883']).toContain(failure);
        if ((failure !== '42704') !== builtins.hasDefaultOperatorClass(method, name))
          wrong.push(`${method} ${name}: ${failure}`);
      }
    expect(wrong).toEqual([]);
  } finally {
    await db.exec('ROLLBACK');
  }
});
