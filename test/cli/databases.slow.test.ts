import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lintReport } from '../support/lint-report.ts';
import { removeFoldersAfterwards, runCli, temporaryFolder } from '../support/run-cli.ts';

removeFoldersAfterwards();

const table = (name: string) => `create table ${name} (id bigint primary key);\n`;
const shop = {
  'shop/db/migration/V1__a.sql': table('item'),
  'shop/db/migration/V2__b.sql': 'alter table item add column price numeric;\n',
};
const blog = {
  'blog/migrations/1_a.up.sql': table('item'),
  'blog/migrations/1_a.down.sql': 'drop table itme;\n',
};

const rulesOf = (findings: readonly { rule: string; file: string }[]) =>
  findings.map(({ rule, file }) => `${rule} ${file}`);

describe('databases', () => {
  test('says what was recognised, and why', async () => {
    const folder = temporaryFolder({ ...shop, ...blog });
    const { code, stdout, stderr } = await runCli(['databases', '.'], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`blog: golang-migrate, 1 file, 1 way down, in ./blog/migrations
  One file is named like 1_a.up.sql, 1 with a file for the way down, as golang-migrate does.
    ./blog/migrations/1_a.up.sql

shop: flyway, 2 files, in ./shop/db/migration
  2 files are named like V1__name.sql.
    ./shop/db/migration/V1__a.sql
    ./shop/db/migration/V2__b.sql

2 databases.
`);
  });

  test('as JSON names every file, its parts and what is left out', async () => {
    const text = '-- +goose Up\nselect 1;\n-- +goose Down\nselect 2;\n';
    const folder = temporaryFolder({ 'm/1_a.sql': text, 'x.down.sql': 'select 1;' });
    const { stdout } = await runCli(['databases', '--format', 'json', folder]);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ schemaVersion: 1, leftOut: [{ path: `${folder}/x.down.sql` }] });
    expect(report.databases).toHaveLength(1);
    expect(report.databases[0]).toMatchObject({
      tool: 'goose',
      root: `${folder}/m`,
      why: expect.stringContaining('+goose Up'),
    });
    const [file] = report.databases[0].files;
    expect(file.path).toBe(`${folder}/m/1_a.sql`);
    expect(text.slice(file.up[0].start, file.up[0].end)).toBe('select 1;\n');
    expect(file.down.path).toBe(file.path);
  });

  test('scripts of an extension begin with what their control file says', async () => {
    const folder = temporaryFolder({
      'queue.control': "schema = queue\nrequires = 'hstore'\n",
      'queue--1.0.sql': 'create table jobs (id bigint primary key, args hstore);\n',
      'queue--1.0--1.1.sql':
        'alter table @extschema@.jobs add column kind text;\nalter table queue.jbos add column x int;\n',
      'queue--0.9--1.0.sql': 'alter table queue.anything add column kind text;\n',
    });
    const { stdout } = await runCli(['databases', '--format', 'json', folder]);
    const [first] = JSON.parse(stdout).databases;
    expect(first).toMatchObject({ tool: 'extension', schemas: ['queue'], extensions: ['hstore'] });
    const errors = async (path: string) => {
      const { report } = await lintReport([path]);
      return rulesOf(report.findings.filter(({ severity }) => severity === 'error'));
    };
    expect(await errors(folder)).toEqual([`unresolved-relation ${folder}/queue--1.0--1.1.sql`]);
    // A file by itself has its control file too, but not the scripts before it.
    expect(await errors(`${folder}/queue--1.0.sql`)).toEqual([]);
    expect(await errors(`${folder}/queue--1.0--1.1.sql`)).toEqual([]);
  });

  test('wants a PATH and a known format', async () => {
    for (const args of [['databases'], ['databases', '--format', 'xml', '.'], ['databases', 'gone']]) {
      const { code, stderr } = await runCli(args);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^schema-architect: [^\n]+\n$/);
    }
  });
});

describe('several databases', () => {
  const folder = temporaryFolder({ ...shop, ...blog });

  test('are checked each for itself, and reported together', async () => {
    const { code, report } = await lintReport(['.'], { cwd: folder });
    expect(code).toBe(0);
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(report.summary.files).toBe(3);
  });

  test('the ways down are checked after their own migration where they are asked for', async () => {
    const { code, stdout } = await runCli(['lint', '--format', 'json', '--down', '.'], { cwd: folder });
    expect(code).toBe(1);
    expect(rulesOf(JSON.parse(stdout).findings)).toEqual([
      'unresolved-relation ./blog/migrations/1_a.down.sql',
    ]);
  });

  test('can be chosen by name', async () => {
    const { stdout } = await runCli(['model', '--format', 'json', '--database', 'shop', '.'], {
      cwd: folder,
    });
    expect(JSON.parse(stdout).tables[0].columns).toHaveLength(2);
    const all = await runCli(['model', '--format', 'json', '.'], { cwd: folder });
    expect(JSON.parse(all.stdout).databases.map(({ name }: { name: string }) => name)).toEqual([
      'blog',
      'shop',
    ]);
    const none = await runCli(['lint', '--database', 'wiki', '.'], { cwd: folder });
    expect(none).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('only blog, shop') });
    const mermaid = await runCli(['diagram', '.'], { cwd: folder });
    expect(mermaid).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('--database NAME'),
    });
    const markdown = await runCli(['diagram', '--format', 'markdown', '.'], { cwd: folder });
    expect(markdown.stdout).toMatch(/^# blog\n[\s\S]*\n# shop\n/);
  });
});

describe('one database', () => {
  test('is loaded in the order of its tool or its needs', async () => {
    const needs = temporaryFolder({
      'a.sql':
        'create table a (id bigint primary key, b_id bigint references b on delete cascade);\ncreate index on a (b_id);\n',
      'b.sql': table('b'),
    });
    expect((await lintReport(['.'], { cwd: needs })).report.findings).toEqual([]);
    // Files that are named one by one stay in the order given.
    expect(rulesOf((await lintReport(['a.sql', 'b.sql'], { cwd: needs })).report.findings)).toContain(
      'unresolved-relation a.sql',
    );
  });

  test('is made by the ways up, and the ways down in the same files are checked where they run', async () => {
    const text = (up: string, down: string) => `-- migrate:up\n${up}\n-- migrate:down\n${down}\n`;
    const folder = temporaryFolder({
      '1_a.sql': text('create table a (id bigint primary key)', 'drop table a'),
      '2_b.sql': text('alter table a add column note text', 'alter table a drop column notes'),
    });
    const { report } = await lintReport(['.'], { cwd: folder });
    expect(rulesOf(report.findings.filter(({ severity }) => severity === 'error'))).toEqual([
      'unresolved-column ./2_b.sql',
    ]);
    expect(report.findings[0]?.range.start.line).toBe(3);
    const { stdout } = await runCli(['model', '--format', 'json', '.'], { cwd: folder });
    expect(JSON.parse(stdout).tables[0].columns).toHaveLength(2);
  });

  test('keeps the ways down when it is fixed', async () => {
    const before =
      '-- migrate:up\ncreate table t (id bigint primary key, a int, b int, unique (a) where b is null);\n-- migrate:down\ndrop table t;\n';
    const folder = temporaryFolder({ '1_a.sql': before });
    const { code } = await runCli(['lint', '--fix', '.'], { cwd: folder });
    expect(code).toBe(0);
    const after = readFileSync(`${folder}/1_a.sql`, 'utf8');
    expect(after).toMatch(
      /^-- migrate:up\ncreate table t[\s\S]*create unique index[\s\S]*-- migrate:down\ndrop table t;\n$/i,
    );
  });

  test('follows what psql includes, and says which file is missing', async () => {
    const folder = temporaryFolder({
      'load.sql':
        '\\ir sub/b.sql\ncreate table a (id bigint primary key references b on delete cascade);\n\\ir gone.sql\n',
      'sub/b.sql': table('b'),
    });
    const { code, stderr, report } = await lintReport(['.'], { cwd: folder });
    expect(report.findings).toEqual([]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'schema-architect: ./load.sql:3:1: the file gone.sql that psql includes here does not exist\n',
    });
  });
});

describe('schema-architect.json', () => {
  const files = {
    'db/b.sql': table('b'),
    'db/a.sql':
      'create table a (id bigint primary key, b_id bigint references b on delete cascade);\ncreate index on a (b_id);\n',
    'db/old/x.sql': 'selec;',
    'schema-architect.json':
      '{\n  // Ours.\n  "databases": [{ "name": "main", "files": ["db/b.sql", "db/a.sql"] }],\n  "ignore": ["**/old"]\n}\n',
  };

  test('is found in the folder and above it', async () => {
    const folder = temporaryFolder(files);
    for (const path of ['.', 'db']) {
      const { code, stderr, report } = await lintReport([path], { cwd: folder });
      expect({ code, stderr, findings: report.findings, files: report.summary.files }).toEqual({
        code: 0,
        stderr: '',
        findings: [],
        files: 2,
      });
    }
    const { stdout } = await runCli(['databases', '.'], { cwd: folder });
    expect(stdout).toContain('main: configuration, 2 files');
    expect(stdout).toContain('schema-architect.json ignores it');
  });

  test('says where it is wrong', async () => {
    const folder = temporaryFolder({
      ...files,
      'schema-architect.json': '{\n  "databases": [{ "name": "main", "file": [] }]\n}',
    });
    const { code, stderr } = await runCli(['lint', '.'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/schema-architect: \.\/schema-architect\.json:2:35: “file” is not known here/);
  });
});
