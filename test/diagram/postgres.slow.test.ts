import { describe, expect, test } from 'vitest';
import { applyStatements, type Verdict } from '../../scripts/verify/apply-statements.ts';
import { startLocal } from '../../scripts/verify/server.ts';
import { loadDatabases } from '../../server/cli/load-database.ts';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import type { AnalysisOptions, DatabaseFile } from '../../server/features/analysis.ts';
import { buildDiagram } from '../../server/features/diagram/build-diagram.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import { corpusFolder, sampleFiles } from '../support/sql-files.ts';
import { projects } from './corpus-projects.ts';
import { cardinalitiesOf, cardinalitiesOfPostgres } from './read-relations-of-postgres.ts';

await loadParser();

/** The database without the statements that PostgreSQL has rejected, for want of an extension or of a setting. */
function withoutRejected(database: readonly DatabaseFile[], verdicts: readonly Verdict[]): DatabaseFile[] {
  const rejected = new Set(verdicts.flatMap(({ statement, rejection }) => (rejection ? [statement.id] : [])));
  return database.map((file) => {
    const statements = file.script.statements.filter(({ statement }) => !rejected.has(statement.id));
    return { ...file, script: { ...file.script, statements } };
  });
}

/**
 * Both must say the same of every foreign key that both have. Where PostgreSQL has accepted every statement, both must
 * have the same ones; else it may lack what came after, such as with an extension that is not installed here.
 */
async function expectSame(
  database: readonly DatabaseFile[],
  options: AnalysisOptions = defaultOptions,
): Promise<number> {
  const statements = database.flatMap(({ script }) => script.statements.map(({ statement }) => statement));
  const server = await startLocal(statements);
  try {
    const verdicts = await applyStatements(server, statements);
    // What is left open counts as done; what was aborted is rolled back by this.
    await server.exec('commit');
    const theirs = await cardinalitiesOfPostgres(server);
    const analysis = analyse(withoutRejected(database, verdicts), options);
    const ours = cardinalitiesOf(buildDiagram({ analysis }, { overview: false }));
    const isWhole = verdicts.every(({ rejection }) => rejection === null);
    const both = new Set(theirs.map(({ key }) => key).filter((key) => ours.some((one) => one.key === key)));
    // Blocks that ask settings may have changed these; what they are then is not said.
    const unknown = analysis.catalog.tables.flatMap(({ complete, schema, name }) =>
      complete ? [] : [`${schema}.${name}`],
    );
    const isKnown = (key: string) =>
      !unknown.some((table) => key.startsWith(`${table} `) || key.endsWith(` ${table}`));
    const byKey = (list: typeof ours) =>
      Object.fromEntries(
        list.flatMap(({ key, ...facts }) =>
          isKnown(key) && (isWhole || both.has(key)) ? [[key, facts] as const] : [],
        ),
      );
    expect(byKey(ours)).toEqual(byKey([...theirs]));
    return both.size;
  } finally {
    await server.close();
  }
}

const fileOf = ({ name, text }: { readonly name: string; readonly text: string }): DatabaseFile => ({
  name,
  script: parseScript(text),
});

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
    expect(await expectSame([fileOf({ name: 'keys.sql', text })])).toBe(10);
  });

  // The shop of the samples has faults that PostgreSQL rejects; its keys are not all there.
  const fixtures = sampleFiles().filter(({ name }) => name.includes('/catalog/'));
  test.each(fixtures.map((file) => [file.name.split('/').at(-1), file] as const))(
    'of %s',
    async (_, file) => {
      expect(await expectSame([fileOf(file)])).toBeGreaterThanOrEqual(0);
    },
  );
});

// PostgreSQL's own regression tests bring PGlite down.
const judged = projects.filter((name) => name !== 'pg_regress');

describe.runIf(judged.length > 0)('of real projects, each database of them', () => {
  let compared = 0;

  test.each(judged)('%s', async (project) => {
    const { databases } = await loadDatabases([`${corpusFolder}/${project}`], null, undefined);
    expect(databases.length).toBeGreaterThan(0);
    for (const { files, options } of databases) compared += await expectSame(files, options);
  });

  test('which are hundreds of foreign keys', () => expect(compared).toBeGreaterThan(300));
});
