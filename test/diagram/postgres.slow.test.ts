import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyStatements } from '../../scripts/verify/apply-statements.ts';
import { startLocal } from '../../scripts/verify/server.ts';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import { buildDiagram } from '../../server/features/diagram/build-diagram.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import { findSqlFiles, readSqlFile } from '../../server/workspace/read-files.ts';
import { corpusFolder, sampleFiles } from '../support/sql-files.ts';
import { cardinalitiesOf, cardinalitiesOfPostgres } from './read-relations-of-postgres.ts';

await loadParser();

async function expectSame(
  files: readonly { readonly name: string; readonly text: string }[],
): Promise<number> {
  const database = files.map(({ name, text }) => ({ name, script: parseScript(text) }));
  const statements = database.flatMap(({ script }) => script.statements.map(({ statement }) => statement));
  const server = await startLocal(statements);
  try {
    await applyStatements(server, statements);
    const theirs = await cardinalitiesOfPostgres(server);
    const ours = cardinalitiesOf(
      buildDiagram({ analysis: analyse(database, defaultOptions) }, { overview: false }),
    );
    const byKey = (list: typeof ours) => Object.fromEntries(list.map(({ key, ...facts }) => [key, facts]));
    expect(byKey(ours)).toEqual(byKey([...theirs]));
    return theirs.length;
  } finally {
    await server.close();
  }
}

describe('the cardinality of relations is what PostgreSQL’s catalogs say', () => {
  test('of keys of all kinds', async () => {
    const text = `
      create table p (id int primary key, a int, b int, unique (a, b));
      create table many (p_id int not null references p on delete cascade, maybe int references p on update set null);
      create table one (id int primary key references p, other int not null unique references p on delete restrict);
      create table part (a int, b int not null, x int, primary key (a, b), foreign key (a, b) references p (a, b));
      create table within (a int not null, b int, x int unique, foreign key (a, b) references p (a, b));
      create unique index on within (b) where x is null;
      create table indexed (p_id int references p, x text);
      create unique index on indexed (p_id) include (x);
      create table expressed (p_id int references p);
      create unique index on expressed ((p_id + 1));
      create table self (id int primary key, up int references self on delete set default, root int not null references self);`;
    expect(await expectSame([{ name: 'keys.sql', text }])).toBe(10);
  });

  // The shop of the samples has faults that PostgreSQL rejects; its keys are not all there.
  const fixtures = sampleFiles().filter(({ name }) => name.includes('/catalog/'));
  test.each(fixtures.map((file) => [file.name.split('/').at(-1), file] as const))(
    'of %s',
    async (_, file) => {
      expect(await expectSame([file])).toBeGreaterThanOrEqual(0);
    },
  );
});

const projects = [
  'chinook/chinook.sql',
  'pagila/pagila-schema.sql',
  'gisia/db/structure.sql',
  'guacamole/001-create-schema.sql',
  'umami/migrations',
  'temporal/temporal/schema.sql',
  'firefly',
].filter((path) => existsSync(`${corpusFolder}/${path}`));

describe.runIf(projects.length > 0)('of real projects', () => {
  test.each(projects)('%s', async (path) => {
    const files = findSqlFiles(`${corpusFolder}/${path}`).files.map((file) => {
      const source = readSqlFile(file);
      return { name: file, text: 'text' in source ? source.text : '' };
    });
    await expectSame(files);
  });
});
