import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../server/syntax/parser.ts';
import { recogniseFiles, short, tables } from './listing.ts';

beforeAll(loadParser);

const shape = (files: Readonly<Record<string, string>>) => recogniseFiles(files).databases.map(short);
const only = (files: Readonly<Record<string, string>>) => {
  const { databases } = recogniseFiles(files);
  expect(databases).toHaveLength(1);
  return databases[0]!;
};

describe('Flyway', () => {
  const home = 'src/main/resources/db/migration';

  test('versions count part by part, repeatables come last by description, undo files are the ways down', () => {
    const database = only(
      tables(
        `${home}/V1.10__j.sql`,
        `${home}/V1.9__i.sql`,
        `${home}/V2__k.sql`,
        `${home}/V1__a.sql`,
        `${home}/R__b_views.sql`,
        `${home}/R__a_views.sql`,
        `${home}/U1.9__i.sql`,
      ),
    );
    expect(short(database)).toEqual([
      'flyway',
      home,
      ['V1__a.sql', 'V1.9__i.sql', 'V1.10__j.sql', 'V2__k.sql', 'R__a_views.sql', 'R__b_views.sql'],
    ]);
    expect(database.parts[1]?.down?.path).toBe(`/p/${home}/U1.9__i.sql`);
    expect(database.parts.every(({ isMigration }) => isMigration)).toBe(true);
    expect(database.why).toContain('V1__name.sql');
  });

  test('a location is read with its folders, callbacks frame it, folders for other systems are left out', () => {
    const found = recogniseFiles(
      tables(
        `${home}/2023/V1__a.sql`,
        `${home}/2024/V2__b.sql`,
        `${home}/beforeMigrate.sql`,
        `${home}/afterMigrate__grants.sql`,
        'other/db/migration/postgresql/V1__a.sql',
        'other/db/migration/h2/V1__a.sql',
      ),
    );
    expect(found.databases.map(short)).toEqual([
      ['flyway', 'other/db/migration', ['postgresql/V1__a.sql']],
      ['flyway', home, ['beforeMigrate.sql', '2023/V1__a.sql', '2024/V2__b.sql', 'afterMigrate__grants.sql']],
    ]);
    expect(found.leftOut).toEqual([
      { path: '/p/other/db/migration/h2/V1__a.sql', why: expect.stringContaining('another system') },
    ]);
  });

  test('a baseline makes a database of its own, from which the later versions go on', () => {
    expect(shape(tables('m/V1__a.sql', 'm/V2__b.sql', 'm/B2__base.sql', 'm/V3__c.sql'))).toEqual([
      ['flyway', 'm', ['B2__base.sql']],
      ['flyway', 'm', ['V1__a.sql', 'V2__b.sql', 'V3__c.sql']],
    ]);
  });
});

test('refinery: in a Rust project U is a step forward, not an undo', () => {
  const files = {
    ...tables('migrations/V1__a.sql', 'migrations/U2__b.sql', 'migrations/V10__c.sql'),
    'Cargo.toml': '[dependencies]\nrefinery = "0.8"\n',
  };
  const database = only(files);
  expect(short(database)).toEqual(['refinery', 'migrations', ['V1__a.sql', 'U2__b.sql', 'V10__c.sql']]);
  expect(database.parts.every(({ down }) => down === null)).toBe(true);
});

describe('files for up and down', () => {
  test('golang-migrate counts its versions as numbers', () => {
    const database = only(
      tables(
        'db/migrations/2_b.up.sql',
        'db/migrations/10_c.up.sql',
        'db/migrations/1_a.up.sql',
        'db/migrations/1_a.down.sql',
        'db/migrations/10_c.down.sql',
      ),
    );
    expect(short(database)).toEqual([
      'golang-migrate',
      'db/migrations',
      ['1_a.up.sql', '2_b.up.sql', '10_c.up.sql'],
    ]);
    expect(database.parts.map(({ down }) => down?.path ?? null)).toEqual([
      '/p/db/migrations/1_a.down.sql',
      null,
      '/p/db/migrations/10_c.down.sql',
    ]);
  });

  test('sqlx is told by Cargo.toml, and takes simple files among reversible ones', () => {
    const cargo = { 'Cargo.toml': 'sqlx = { version = "0.8", features = ["postgres"] }' };
    expect(
      shape({
        ...tables('migrations/1_a.up.sql', 'migrations/1_a.down.sql', 'migrations/2_b.sql'),
        ...cargo,
      }),
    ).toEqual([['sqlx', 'migrations', ['1_a.up.sql', '2_b.sql']]]);
    expect(shape({ ...tables('migrations/20240101_b.sql', 'migrations/3_a.sql'), ...cargo })).toEqual([
      ['sqlx', 'migrations', ['3_a.sql', '20240101_b.sql']],
    ]);
  });

  test('postgrator says do and undo', () => {
    const database = only(
      tables('migrations/001.do.a.sql', 'migrations/001.undo.a.sql', 'migrations/002.do.sql'),
    );
    expect(short(database)).toEqual(['postgrator', 'migrations', ['001.do.a.sql', '002.do.sql']]);
    expect(database.parts[0]?.down?.path).toBe('/p/migrations/001.undo.a.sql');
  });
});

describe('a folder for each migration', () => {
  test('Prisma, in the order of the names', () => {
    const files = {
      ...tables('prisma/migrations/02_b/migration.sql', 'prisma/migrations/01_a/migration.sql'),
      'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
    };
    expect(shape(files)).toEqual([
      ['prisma', 'prisma/migrations', ['01_a/migration.sql', '02_b/migration.sql']],
    ]);
    const mysql = recogniseFiles({
      ...files,
      'prisma/migrations/migration_lock.toml': 'provider = "mysql"\n',
    });
    expect(mysql.databases).toEqual([]);
    expect(mysql.leftOut.map(({ why }) => why)).toEqual(
      Array(2).fill('a migration of Prisma for mysql, by migration_lock.toml'),
    );
  });

  test('Diesel, by the version without its dashes', () => {
    const up = (name: string) => [`migrations/${name}/up.sql`, `migrations/${name}/down.sql`];
    const names = ['2017-08-31-230457_b', '20170101000000_a', '2017-08-31-230457-0001_c'];
    const database = only({ ...tables(...names.flatMap(up)), 'diesel.toml': '' });
    expect(short(database)).toEqual([
      'diesel',
      'migrations',
      ['20170101000000_a/up.sql', '2017-08-31-230457_b/up.sql', '2017-08-31-230457-0001_c/up.sql'],
    ]);
    expect(database.parts[0]?.down?.path).toBe('/p/migrations/20170101000000_a/down.sql');
  });

  test('Hasura, one set for each of its databases', () => {
    const files = tables(
      'migrations/main/1700000000001_b/up.sql',
      'migrations/main/1700000000000_a/up.sql',
      'migrations/main/1700000000000_a/down.sql',
      'migrations/log/1700000000000_a/up.sql',
    );
    const { databases } = recogniseFiles({
      ...files,
      'config.yaml': 'version: 3\nmetadata_directory: metadata\n',
    });
    expect(databases.map(short)).toEqual([
      ['hasura', 'migrations/log', ['1700000000000_a/up.sql']],
      ['hasura', 'migrations/main', ['1700000000000_a/up.sql', '1700000000001_b/up.sql']],
    ]);
    expect(databases.map(({ name }) => name)).toEqual(['log', 'main']);
  });
});

test('Drizzle: the journal gives the order', () => {
  const journal = (dialect: string) =>
    JSON.stringify({
      dialect,
      entries: [
        { idx: 1, tag: '0001_a' },
        { idx: 0, tag: '0000_z' },
      ],
    });
  const sql = tables('drizzle/0000_z.sql', 'drizzle/0001_a.sql');
  expect(shape({ ...sql, 'drizzle/meta/_journal.json': journal('postgresql') })).toEqual([
    ['drizzle', 'drizzle', ['0000_z.sql', '0001_a.sql']],
  ]);
  expect(shape({ ...sql, 'drizzle/meta/_journal.json': journal('sqlite') })).toEqual([]);
  // A journal that cannot be read is no evidence; the numbers are.
  const merged = journal('sqlite').replace(/\]/, ',\n]');
  expect(shape({ ...sql, 'drizzle/meta/_journal.json': merged })).toEqual([]);
  expect(shape({ ...sql, 'drizzle/meta/_journal.json': '{' })[0]?.[0]).toBe('numbered files');
});

test('Supabase: migrations, then the seed; its own schemas are there before', () => {
  const database = only({
    ...tables('supabase/migrations/20240102000000_b.sql', 'supabase/migrations/20240101000000_a.sql'),
    'supabase/seed.sql': 'insert into t0 values (1);',
  });
  expect(database.parts.map(({ path, isMigration }) => [path, isMigration])).toEqual([
    ['/p/supabase/migrations/20240101000000_a.sql', true],
    ['/p/supabase/migrations/20240102000000_b.sql', true],
    ['/p/supabase/seed.sql', false],
  ]);
  expect(database.externals).toContain('auth');
});

test('Rails: each structure.sql is a database', () => {
  const { databases } = recogniseFiles(tables('app/db/structure.sql', 'app/db/ci_structure.sql'));
  expect(databases.map(({ name, tool, parts }) => [name, tool, parts.length])).toEqual([
    ['app ci', 'rails', 1],
    ['app', 'rails', 1],
  ]);
});

test('Graphile Migrate: what comes after a reset, what is committed, what is current', () => {
  const files = {
    'migrations/committed/000002.sql': '--! Previous: x\n',
    'migrations/committed/000001.sql': '--! Previous: -\n',
    'migrations/current.sql': 'select 1;',
    'migrations/afterReset.sql': 'create extension citext;',
  };
  expect(shape(files)).toEqual([
    [
      'graphile-migrate',
      'migrations',
      ['afterReset.sql', 'committed/000001.sql', 'committed/000002.sql', 'current.sql'],
    ],
  ]);
});

test('numbered files that include one of them stay a series', () => {
  const step = (at: number) => `\\ir 010-terminal.sql\ncreate table t${at} (id int);`;
  expect(
    shape({
      '010-terminal.sql': '\\pset null x\nset client_min_messages = warning;',
      '020-a.sql': step(1),
      '030-b.sql': step(2),
      '040-c.sql': 'create table t3 (id int);',
    }),
  ).toEqual([['numbered files', '', ['010-terminal.sql', '020-a.sql', '030-b.sql', '040-c.sql']]]);
});
