import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lintReport } from '../support/lint-report.ts';
import { removeFoldersAfterwards, runCli, temporaryFolder } from '../support/run-cli.ts';

removeFoldersAfterwards();

/** A statement that shows in the findings in which order files are read. */
const mark = 'selec;';

async function orderOf(folder: string, ...paths: string[]): Promise<string[]> {
  const { report } = await lintReport(paths, { cwd: folder });
  return report.findings.map(({ file }) => file);
}

const marked = (...names: string[]) => Object.fromEntries(names.map((name) => [name, mark]));

describe('the files of a folder', () => {
  test('come in the order of their versions', async () => {
    const counters = temporaryFolder(marked('V10__c.sql', 'V9__b.sql', 'V1__a.sql', 'V2_1__x.sql'));
    expect(await orderOf(counters, '.')).toEqual([
      './V1__a.sql',
      './V2_1__x.sql',
      './V9__b.sql',
      './V10__c.sql',
    ]);
    const stamps = temporaryFolder(
      marked('2024-01-02-b.sql', '20240101_a.sql', '20240103_c.sql', '202401021200_d.sql'),
    );
    expect(await orderOf(stamps, '.')).toEqual([
      './20240101_a.sql',
      './2024-01-02-b.sql',
      './202401021200_d.sql',
      './20240103_c.sql',
    ]);
    const folders = temporaryFolder(marked('10/up.sql', '9/up.sql', '9/down.sql'));
    expect(await orderOf(folders, '.')).toEqual(['./9/up.sql', './10/up.sql']);
  });

  test('are the regular ones that end in .sql, down files left out', async () => {
    const folder = temporaryFolder(
      marked(
        '1_a.up.sql',
        '1_a.down.sql',
        'U1__undo.sql',
        'notes.txt',
        'B.SQL',
        'deep/er/c.sql',
        'x.sql/inside.sql',
      ),
    );
    symlinkSync(`${folder}/1_a.up.sql`, `${folder}/link.sql`);
    symlinkSync(folder, `${folder}/loop`);
    expect((await orderOf(folder, '.')).sort()).toEqual([
      './1_a.up.sql',
      './B.SQL',
      './deep/er/c.sql',
      './x.sql/inside.sql',
    ]);
  });

  test('are named below the folder as it was given', async () => {
    const folder = temporaryFolder(marked('db/schema.sql'));
    expect(await orderOf(folder, 'db')).toEqual(['db/schema.sql']);
    expect(await orderOf(folder, 'db/')).toEqual(['db/schema.sql']);
    expect(await orderOf(folder, `${folder}/db`)).toEqual([`${folder}/db/schema.sql`]);
  });

  test('may be none', async () => {
    const { code, stderr, report } = await lintReport([temporaryFolder()]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(report).toEqual({
      schemaVersion: 1,
      findings: [],
      summary: { files: 0, statements: 0, error: 0, warning: 0, info: 0, hint: 0 },
    });
  });
});

describe('several paths', () => {
  const folder = temporaryFolder({
    'child.sql': 'create table child (id bigint primary key references parent on delete cascade);\n',
    'parent.sql': 'create table parent (id bigint primary key);\n',
  });

  test('form one database in the order given', async () => {
    const right = await lintReport(['parent.sql', 'child.sql'], { cwd: folder });
    expect(right.report.findings).toEqual([]);
    expect(right.report.summary.files).toBe(2);
    const wrong = await lintReport(['child.sql', 'parent.sql'], { cwd: folder });
    expect(wrong.code).toBe(1);
    expect(wrong.report.findings.map(({ rule, file }) => [rule, file])).toEqual([
      ['unresolved-relation', 'child.sql'],
    ]);
  });

  test('read a file once, however often and under whatever name it is given', async () => {
    const { report } = await lintReport(['parent.sql', './parent.sql', '.', `${folder}/child.sql`], {
      cwd: folder,
    });
    expect(report.summary.files).toBe(2);
    expect(report.findings.map(({ rule }) => rule)).toEqual([]);
  });
});

describe('paths that are hard to read', () => {
  test('are named in one line each, and the others are checked', async () => {
    const folder = temporaryFolder(marked('a.sql'));
    const { code, stderr, report } = await lintReport(['missing.sql', 'a.sql'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toBe('schema-architect: missing.sql: no such file or folder\n');
    expect(report.findings.map(({ file }) => file)).toEqual(['a.sql']);
  });

  test('are reported when permission is missing', async () => {
    const uid = process.getuid?.() === 0 ? { uid: 65_534 } : {};
    const folder = temporaryFolder(marked('a.sql', 'shut/b.sql'));
    chmodSync(folder, 0o755);
    chmodSync(`${folder}/a.sql`, 0o000);
    chmodSync(`${folder}/shut`, 0o000);
    const { code, stderr } = await runCli(['lint', folder], uid);
    chmodSync(`${folder}/shut`, 0o755);
    expect(code).toBe(2);
    expect(stderr.trim().split('\n').sort()).toEqual([
      `schema-architect: ${folder}/a.sql: permission denied`,
      `schema-architect: ${folder}/shut: permission denied`,
    ]);
  });

  test('may have any name', async () => {
    const names = [
      '-dash.sql',
      'a b\tc.sql',
      'quo\'te"`$(x).sql',
      'ümläut😀.sql',
      'new\nline.sql',
      '%s%20.sql',
      '\u001b[31m.sql',
    ];
    const folder = temporaryFolder(marked(...names));
    const { report } = await lintReport(['--', ...names], { cwd: folder });
    expect(report.findings.map(({ file }) => file)).toEqual(names);
    const { stdout } = await runCli(['lint', '--', ...names], { cwd: folder });
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('\\u{1b}[31m.sql');
    expect(stdout).toContain('new\\u{a}line.sql');
  });

  test('may be a folder named like a file, or a symbolic link that was asked for', async () => {
    const folder = temporaryFolder(marked('real.sql', 'dir.sql/in.sql'));
    symlinkSync('real.sql', `${folder}/link.sql`);
    symlinkSync('loop.sql', `${folder}/loop.sql`);
    expect(await orderOf(folder, 'dir.sql', 'link.sql')).toEqual(['dir.sql/in.sql', 'link.sql']);
    const { code, stderr } = await runCli(['lint', 'loop.sql'], { cwd: folder });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'schema-architect: loop.sql: too many symbolic links\n',
    });
  });

  test('may be empty', async () => {
    const folder = temporaryFolder({
      'empty.sql': '',
      'bom.sql': '\ufeff',
      'blank.sql': ' \r\n-- nothing\n',
    });
    mkdirSync(`${folder}/none`);
    const { code, report } = await lintReport(['.'], { cwd: folder });
    expect(code).toBe(0);
    expect(report.summary).toMatchObject({ files: 3, statements: 0 });
    expect(report.findings).toEqual([]);
  });
});
