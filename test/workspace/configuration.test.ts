import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../server/syntax/parser.ts';
import { namedTools, nextConfiguration, readConfiguration } from '../../server/workspace/configuration.ts';
import { findDatabases } from '../../server/workspace/find-databases.ts';
import { listing, root, tables } from './listing.ts';

beforeAll(loadParser);

/** The problems with the words that they stand at. */
function problemsOf(text: string): [string, string][] {
  return readConfiguration(text).problems.map(({ message, start, end }) => [text.slice(start, end), message]);
}

describe('reading', () => {
  test('takes comments and trailing commas', () => {
    const { configuration, problems } = readConfiguration(`{
      // The main database.
      "databases": [
        { "name": "main", "migrations": "db/migrations", "tool": "goose", "postgresVersion": 16 },
        { "name": "log", "files": ["log/*.sql"], "searchPath": ["log", "public"], "externals": ["auth.users"], },
      ],
      "ignore": ["**/old/**"], /* no more */
    }`);
    expect(problems).toEqual([]);
    expect(
      configuration?.databases?.map(({ name, tool, postgresVersion }) => [name.text, tool, postgresVersion]),
    ).toEqual([
      ['main', 'goose', 16],
      ['log', null, null],
    ]);
    expect(configuration?.databases?.[1]).toMatchObject({
      searchPath: ['log', 'public'],
      externals: ['auth.users'],
    });
    expect(configuration?.ignore.map(({ text }) => text)).toEqual(['**/old/**']);
  });

  test.each([
    [
      '{ "databases": [ { "name": "a", "files": [] } ], "ignored": [] }',
      '"ignored"',
      /“ignored” is not known/,
    ],
    ['{ "databases": {} }', '{}', /databases has to be a list/],
    ['{ "databases": [ 1 ] }', '1', /has to be an object/],
    ['{ "databases": [ { "files": [] } ] }', '{ "files": [] }', /needs a name/],
    ['{ "databases": [ { "name": "a" } ] }', '{ "name": "a" }', /needs files or a folder/],
    ['{ "databases": [ { "name": 1, "files": [] } ] }', '1', /name has to be a text/],
    ['{ "databases": [ { "name": "a", "files": ["x", ""] } ] }', '""', /An entry of files/],
    [
      '{ "databases": [ { "name": "a", "files": [], "migrations": "m" } ] }',
      '"m"',
      /either files or migrations/,
    ],
    [
      '{ "databases": [ { "name": "a", "migrations": "m", "tool": "liquid" } ] }',
      '"liquid"',
      /tool has to be one of flyway/,
    ],
    ['{ "databases": [ { "name": "a", "files": [], "postgresVersion": 12 } ] }', '12', /from 13 to 18/],
    ['{ "postgresVersion": "17" }', '"17"', /from 13 to 18/],
    ['{ "ignore": "x" }', '"x"', /ignore has to be a list/],
    ['{ "ignore": [], "ignore": [] }', '"ignore"', /there already/],
    ['[]', '[]', /the configuration has to be an object/],
    ['{ "databases": [ ] "ignore": [] }', '"', /Unexpected/],
    ['{ "postgresVersion": tru }', 'tru', /Unexpected identifier/],
  ])('%s', (text, at, message) => {
    const problems = problemsOf(text);
    expect(problems).toEqual([[at, expect.stringMatching(message)]]);
  });

  test('a name that comes twice is said at the second place', () => {
    const text = '{ "databases": [ { "name": "a", "files": [] }, { "name": "a", "files": [] } ] }';
    const { problems, configuration } = readConfiguration(text);
    expect(problems.map(({ start }) => start)).toEqual([text.lastIndexOf('"a"')]);
    expect(configuration?.databases).toHaveLength(1);
  });

  test('never throws, and every problem lies in the text', () => {
    for (const text of [
      '',
      ' ',
      '{',
      '"',
      '[[[[',
      '\ufeff{ "x": 1 }',
      '{"a":\u0000}',
      '{"databases":[{"name":"a","files":[{}]}]}',
      'null',
    ]) {
      const { problems } = readConfiguration(text);
      expect(problems.length, JSON.stringify(text)).toBeGreaterThan(0);
      for (const { start, end } of problems) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(start).toBeLessThanOrEqual(end);
      }
    }
    expect(readConfiguration('\ufeff{ "x": 1 }').problems[0]).toMatchObject({ start: 3, end: 6 });
  });
});

test('the last good one stays in force while the new one has problems', () => {
  const good = nextConfiguration(null, '{ "postgresVersion": 15 }');
  expect(good.configuration?.postgresVersion).toBe(15);
  const bad = nextConfiguration(good.configuration, '{ "postgresVersion": 99 }');
  expect(bad.configuration).toBe(good.configuration);
  expect(bad.problems).toHaveLength(1);
  expect(
    nextConfiguration(bad.configuration, '{ "postgresVersion": 16 }').configuration?.postgresVersion,
  ).toBe(16);
});

test('the JSON Schema knows the same keys, tools and versions', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../syntaxes/schema-architect.schema.json', import.meta.url), 'utf8'),
  );
  const database = schema.properties.databases.items;
  expect(schema.allowComments).toBe(true);
  expect(database.properties.tool.enum).toEqual(namedTools);
  for (const [text, keys] of [
    ['{ "?": 1 }', Object.keys(schema.properties)],
    ['{ "databases": [ { "?": 1, "name": "a", "files": [] } ] }', Object.keys(database.properties)],
    ['{ "views": { "a": { "?": 1 } } }', Object.keys(schema.definitions.view.properties)],
  ] as const) {
    const known = /may have (.*)$/.exec(readConfiguration(text).problems[0]?.message ?? '')?.[1]?.split(', ');
    expect(known?.sort()).toEqual([...keys].sort());
  }
});

describe('databases of a configuration', () => {
  const find = (files: Readonly<Record<string, string>>, at = 'schema-architect.json') => {
    const { configuration } = readConfiguration(files[at] ?? '');
    return findDatabases(listing(files), root, new Map([[`${root}/${at}`, configuration!]]));
  };

  test('files come in the order of the entries, each once, down files only by their name', () => {
    const { databases, leftOut, problems } = find({
      ...tables('db/b.sql', 'db/a.sql', 'db/x.down.sql', 'db/last.sql', 'other.sql'),
      'schema-architect.json':
        '{ "databases": [ { "name": "main", "files": ["db/b.sql", "db/[a-k]*.sql", "db/**"], "postgresVersion": 15 } ] }',
    });
    expect(databases[0]?.parts.map(({ path }) => path)).toEqual([
      '/p/db/b.sql',
      '/p/db/a.sql',
      '/p/db/last.sql',
    ]);
    expect(databases[0]).toMatchObject({ name: 'main', tool: 'configuration', postgresVersion: 15 });
    expect(leftOut.map(({ path }) => path).sort()).toEqual(['/p/db/x.down.sql', '/p/other.sql']);
    expect(problems.get('/p/schema-architect.json')).toEqual([]);
  });

  test('a folder of migrations is read as its tool does, also where the files do not tell', () => {
    const files = tables('m/V1__a.sql', 'm/U2__b.sql', 'm/V10__c.sql');
    const configured = (tool: string) =>
      find({
        ...files,
        'schema-architect.json': `{ "databases": [ { "name": "main", "migrations": "m"${tool} } ] }`,
      });
    const names = (tool: string) => configured(tool).databases[0]?.parts.map(({ path }) => path);
    expect(names(', "tool": "refinery"')).toEqual(['/p/m/V1__a.sql', '/p/m/U2__b.sql', '/p/m/V10__c.sql']);
    expect(names('')).toEqual(['/p/m/V1__a.sql', '/p/m/V10__c.sql']);
    expect([...configured(', "tool": "goose"').problems.values()].flat()[0]?.message).toBe(
      'nothing in “m” is a migration of goose',
    );
  });

  test('what is not there is a problem at its place', () => {
    const text =
      '{ "databases": [ { "name": "a", "migrations": "none" }, { "name": "b", "files": ["*.sql", "x/*.sql"] } ] }';
    const { problems } = find({ 'a.sql': '', 'schema-architect.json': text });
    const list = problems.get('/p/schema-architect.json') ?? [];
    expect(list.map(({ start, end }) => text.slice(start, end))).toEqual(['"none"', '"x/*.sql"']);
  });

  test('ignored files are left out, and without databases the rest is recognised', () => {
    const { databases, leftOut } = find({
      ...tables('db/migration/V1__a.sql', 'old/schema.sql', 'old/deep/x.sql'),
      'schema-architect.json': '{ "ignore": ["old"], "postgresVersion": 14 }',
    });
    expect(databases.map(({ tool, postgresVersion }) => [tool, postgresVersion])).toEqual([['flyway', 14]]);
    expect(leftOut.map(({ path }) => path)).toEqual(['/p/old/schema.sql', '/p/old/deep/x.sql']);
  });

  test('a configuration governs its own folder only', () => {
    const { databases } = find(
      {
        ...tables('a/one.sql', 'a/two.sql', 'b/V1__x.sql'),
        'a/schema-architect.json': '{ "databases": [ { "name": "two", "files": ["two.sql"] } ] }',
      },
      'a/schema-architect.json',
    );
    expect(databases.map(({ name, tool, parts }) => [name, tool, parts.map(({ path }) => path)])).toEqual([
      ['two', 'configuration', ['/p/a/two.sql']],
      ['b', 'flyway', ['/p/b/V1__x.sql']],
    ]);
  });
});
