import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../server/syntax/parser.ts';
import type { RecognisedDatabase } from '../../server/workspace/database.ts';
import { loadWorkspace } from '../../server/workspace/load-workspace.ts';
import { corpusFolder } from '../support/sql-files.ts';

const corpus = resolve(corpusFolder).replaceAll('\\', '/');

/** Real projects beside each other in one folder, where they are there: each is recognised as its README says. */
describe.runIf(existsSync(corpus))('the corpus', () => {
  let all: readonly RecognisedDatabase[] = [];
  beforeAll(async () => {
    await loadParser();
    all = (await loadWorkspace([corpus])).folders[0]?.databases ?? [];
  });
  const below = (folder: string) =>
    all
      .filter(({ root }) => `${root}/`.startsWith(`${corpus}/${folder}/`))
      .map(({ tool, root, parts }) => [tool, root.slice(corpus.length + 1), parts.length]);

  test.each<[string, [string, string, number][]]>([
    ['chinook', [['script', 'chinook', 1]]],
    ['pagila', [['pg_dump', 'pagila', 2]]],
    ['gisia', Array(5).fill(['rails', 'gisia/db', 1])],
    [
      'graphile_starter',
      [
        ['graphile-migrate', 'graphile_starter/@app/db/migrations', 3],
        ['pg_dump', 'graphile_starter/data', 1],
      ],
    ],
    [
      'crates_io',
      [
        ['diesel', 'crates_io/migrations', 285],
        ['script', 'crates_io/migrations', 1],
      ],
    ],
    ['langfuse', [['prisma', 'langfuse/migrations', 434]]],
    ['umami', [['prisma', 'umami/migrations', 19]]],
    ['firefly', [['golang-migrate', 'firefly/postgres', 115]]],
    [
      'supabase_storage',
      [
        ['numbered files', 'supabase_storage/migrations/multitenant', 28],
        ['numbered files', 'supabase_storage/migrations/tenant', 63],
        ['numbered files', 'supabase_storage/migrations/vector_store', 1],
      ],
    ],
    ['graphile_worker', [['numbered files', 'graphile_worker/sql', 19]]],
    [
      'temporal',
      [
        ['schema files', 'temporal/temporal', 2],
        ['numbered files', 'temporal/temporal/versioned', 25],
        ['schema files', 'temporal/visibility', 2],
        ['numbered files', 'temporal/visibility/versioned', 19],
      ],
    ],
    [
      'guacamole',
      [
        ['numbered files', 'guacamole', 2],
        ['numbered files', 'guacamole/upgrade', 9],
      ],
    ],
  ])('%s', (folder, expected) => {
    expect(below(folder)).toEqual(expected);
  });

  test('no file belongs to two databases', () => {
    const own = all.flatMap(({ parts }) =>
      parts.filter(({ isBorrowed }) => !isBorrowed).map(({ path }) => path),
    );
    expect(new Set(own).size).toBe(own.length);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  test('PostgREST’s fixtures come in the order of load.sql', () => {
    const spec = all.find(({ root }) => root.endsWith('/test/spec/fixtures'));
    expect(spec?.parts.map(({ path }) => path.slice(spec.root.length + 1))).toEqual([
      'load.sql',
      'database.sql',
      'roles.sql',
      'schema.sql',
      'jwt.sql',
      'jsonschema.sql',
      'privileges.sql',
      'data.sql',
    ]);
  });
});
