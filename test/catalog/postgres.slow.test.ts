import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { verifyDatabase } from '../../scripts/verify/verify-database.ts';
import { findSqlFiles, readSqlFile } from '../../server/workspace/read-files.ts';
import { applySafeFixes } from '../support/analyse-script.ts';
import { corpusFolder, sampleFiles } from '../support/sql-files.ts';

const none = { verdicts: [], differences: [] };

async function verify(files: readonly { name: string; text: string }[]) {
  const { verdicts, differences, statements } = await verifyDatabase(files);
  expect(statements).toBeGreaterThan(0);
  return { verdicts, differences };
}

describe('the catalog is what PostgreSQL holds', () => {
  const fixtures = sampleFiles().filter(({ name }) => name.includes('/catalog/'));
  test('there are fixtures', () => expect(fixtures.length).toBeGreaterThan(2));
  test.each(fixtures.map((file) => [file.name.split('/').at(-1), file] as const))(
    'after %s',
    async (_name, file) => {
      expect(await verify([file])).toEqual(none);
    },
  );

  test('after the sample shop, fixed', async () => {
    const schema = sampleFiles().find(({ name }) => name.endsWith('shop/schema.sql'));
    const fixed = applySafeFixes(schema?.text ?? '', 'partial-unique-in-create-table');
    const text = `create type address_type_enum as enum ('shipping', 'billing');\n${fixed}`;
    expect(await verify([{ name: 'schema.sql', text }])).toEqual(none);
  });
});

/** Other projects' SQL that applies as it is, where it lies beside this repository. */
const projects = [
  'chinook/chinook.sql',
  'pagila/pagila-schema.sql',
  'gisia/db/structure.sql',
  'gisia/db/queue_structure.sql',
  'graphile_starter/data/schema.sql',
  'guacamole/001-create-schema.sql',
  'umami/migrations',
  'temporal/temporal/schema.sql',
  'firefly',
].filter((path) => existsSync(`${corpusFolder}/${path}`));

describe.runIf(projects.length > 0)('real projects', () => {
  test.each(projects)('%s', async (path) => {
    const files = findSqlFiles(`${corpusFolder}/${path}`).files.map((file) => {
      const source = readSqlFile(file);
      return { name: file, text: 'text' in source ? source.text : '' };
    });
    expect(await verify(files)).toEqual(none);
  });
});
