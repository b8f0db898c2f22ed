import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../server/syntax/parser.ts';
import { openingStatements } from '../../server/workspace/opening.ts';
import { recogniseFiles, short } from './listing.ts';

beforeAll(loadParser);

const control = "comment = 'What is asked for'\nschema = Queue # its own\nrequires = 'plpgsql, hstore'\n";
const install = 'create table jobs (id bigint primary key);\n';
const update = 'alter table jobs add column kind text;\n';

function databasesOf(files: Readonly<Record<string, string>>) {
  return recogniseFiles(files).databases.map((database) => ({
    short: short(database),
    own: database.parts.filter(({ isBorrowed }) => !isBorrowed).length,
    migrations: database.parts.filter(({ isMigration }) => isMigration).length,
    externals: database.externals,
    name: database.name,
  }));
}

describe('scripts of an extension', () => {
  test('an installation is followed by the updates of its version; another installation begins anew', () => {
    expect(
      databasesOf({
        'queue.control': control,
        'sql/queue--1.0.sql': install,
        'sql/queue--1.0--1.9.sql': update,
        'sql/queue--1.9--1.10.sql': update,
        'sql/queue--1.10.sql': install,
      }),
    ).toEqual([
      {
        short: ['extension', 'sql', ['queue--1.0.sql', 'queue--1.0--1.9.sql', 'queue--1.9--1.10.sql']],
        own: 3,
        migrations: 2,
        externals: [],
        name: 'queue queue--1.0',
      },
      {
        short: ['extension', 'sql', ['queue--1.10.sql']],
        own: 1,
        migrations: 0,
        externals: [],
        name: 'queue queue--1.10',
      },
    ]);
  });

  test.each([
    {
      name: 'a second way from a version goes on as far as it can',
      updates: ['1--2', '2--3', '1--3', '3--4', '3--5'],
      chains: [
        [2, 'queue--1', 'queue--1--3', 'queue--3--5'],
        [4, 'queue--1', 'queue--1--2', 'queue--2--3', 'queue--3--4'],
      ],
    },
    {
      name: 'the shortest way leads to an update that is left',
      updates: ['1--2', '2--3', '2--9'],
      chains: [
        [3, 'queue--1', 'queue--1--2', 'queue--2--3'],
        [1, 'queue--1', 'queue--1--2', 'queue--2--9'],
      ],
    },
    {
      name: 'circles among the versions end',
      updates: ['1--2', '2--1', '7--8', '8--7'],
      chains: [
        [3, 'queue--1', 'queue--1--2', 'queue--2--1'],
        [2, 'queue--7--8', 'queue--8--7'],
      ],
    },
  ])('$name', ({ updates, chains }) => {
    const scripts = updates.map((versions) => [`queue--${versions}.sql`, update] as const);
    const databases = databasesOf({
      'queue.control': control,
      'queue--1.sql': install,
      ...Object.fromEntries(scripts),
    });
    const found = databases.map(({ own, short: [, , files] }) => [
      own,
      ...files.map((file) => file.replace('.sql', '')),
    ]);
    expect(found).toEqual(chains);
  });

  test('an update from a version that nothing makes may find anything there', () => {
    expect(databasesOf({ 'queue.control': control, 'queue--unpackaged--1.sql': update })).toEqual([
      {
        short: ['extension', '', ['queue--unpackaged--1.sql']],
        own: 1,
        migrations: 1,
        externals: ['*'],
        name: 'queue',
      },
    ]);
  });

  test('without a control file, which names what it requires, too; its text has to tell', () => {
    const guarded = `\\echo Use "CREATE EXTENSION queue" to load this file. \\quit\n${install}`;
    expect(databasesOf({ 'queue--1.sql': guarded })[0]).toMatchObject({
      short: ['extension', '', ['queue--1.sql']],
      externals: ['*'],
    });
    expect(databasesOf({ 'queue--1.sql': install })[0]?.short[0]).not.toBe('extension');
  });

  test('what CREATE EXTENSION does first comes first', () => {
    const [database] = recogniseFiles({ 'queue.control': control, 'queue--1.sql': install }).databases;
    expect(database && openingStatements(database)).toBe(
      'CREATE SCHEMA IF NOT EXISTS "Queue";\nCREATE EXTENSION IF NOT EXISTS hstore;\nSET search_path = "Queue", public;\n',
    );
    const [plain] = recogniseFiles({ 'queue.control': '', 'queue--1.sql': install }).databases;
    expect(plain && openingStatements(plain)).toBeNull();
  });

  test('names that are no such scripts are left to others', () => {
    const tools = databasesOf({
      'queue.control': control,
      'other--1.sql': install,
      'queue--1--2--3.sql': 'create table a (id int primary key);',
      'queue--.sql': 'create table b (id int primary key);',
    }).map((one) => one.short[0]);
    expect(tools).not.toContain('extension');
  });
});
