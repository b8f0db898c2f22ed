import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { builtFile } from '../support/built-file.ts';
import { lintReport } from '../support/lint-report.ts';
import { removeFoldersAfterwards, runCli, temporaryFolder } from '../support/run-cli.ts';

removeFoldersAfterwards();

describe('wrong usage', () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no command', [], /name a command: lint, model, diagram, rules or server/],
    ['an unknown command', ['frobnicate'], /no command “frobnicate”/],
    ['an unknown option', ['lint', '--frobnicate', '.'], /Unknown option '--frobnicate'/],
    ['no path', ['lint'], /name at least one file or folder/],
    ['an empty path', ['lint', ''], /a PATH is empty/],
    ['an unknown format', ['lint', '--format', 'xml', '.'], /--format takes pretty or json, not “xml”/],
    ['a format without its value', ['lint', '--format'], /--format/],
    ['an unknown severity', ['lint', '--fail-on', 'hint', '.'], /--fail-on takes error, warning or info/],
    ['an unknown version', ['lint', '--postgres-version', '12', '.'], /--postgres-version takes 13 to 18/],
    ['a model without its format', ['model', '.'], /model needs --format json/],
    ['an unknown picture', ['diagram', '--format', 'gif', '.'], /--format takes mermaid, markdown, dbml, /],
    ['an option of another command', ['rules', '--fix'], /rules does not take --fix/],
    ['a path that is not wanted', ['rules', '.'], /rules takes no PATH/],
    ['a server without a transport', ['server'], /server needs --stdio/],
  ];
  test.each(cases)('%s is one clear line and exit code 2', async (_name, args, message) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^schema-architect: [^\n]+\n$/);
  });
});

test('--help and --version tell about themselves', async () => {
  const help = await runCli(['--help']);
  expect(help.code).toBe(0);
  for (const command of ['lint', 'model', 'diagram', 'rules', 'server'])
    expect(help.stdout).toContain(`schema-architect ${command}`);
  expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
});

describe('the exit code', () => {
  const folder = temporaryFolder({
    'error.sql': 'selec;',
    'warning.sql': 'create table t (note text);',
    'info.sql':
      'create table t (id bigint primary key, a int, b int);\ncreate index x on t (a);\ncreate index y on t (a, b);',
    'hint.sql': 'create table t (id bigint primary key, note varchar(255));',
    'none.sql': 'create table t (id bigint primary key);',
  });
  const expected = {
    error: { error: 1, warning: 0, info: 0, hint: 0, none: 0 },
    warning: { error: 1, warning: 1, info: 0, hint: 0, none: 0 },
    info: { error: 1, warning: 1, info: 1, hint: 0, none: 0 },
  };
  test.each(Object.entries(expected))('follows --fail-on %s', async (failOn, codes) => {
    for (const [name, code] of Object.entries(codes)) {
      const result = await runCli(['lint', '--fail-on', failOn, `${name}.sql`], { cwd: folder });
      expect(result.code, `${name}.sql`).toBe(code);
    }
  });

  test('is by errors where --fail-on is not given, also after --fix', async () => {
    expect((await runCli(['lint', 'error.sql'], { cwd: folder })).code).toBe(1);
    expect((await runCli(['lint', 'warning.sql'], { cwd: folder })).code).toBe(0);
    const fixable = temporaryFolder({
      'a.sql': 'create table t (id bigint primary key, a int, b int, unique (a) where b is null);',
    });
    expect((await runCli(['lint', 'a.sql'], { cwd: fixable })).code).toBe(1);
    expect((await runCli(['lint', '--fix', 'a.sql'], { cwd: fixable })).code).toBe(0);
  });
});

test('the pretty report shows file, place, severity, message and rule', async () => {
  const folder = temporaryFolder({ 'a.sql': '-- 😀\nselec 1;\ncreate table t (note text);\n' });
  const { stdout } = await runCli(['lint', 'a.sql'], { cwd: folder });
  const lines = stdout.split('\n');
  expect(lines[0]).toBe('a.sql');
  expect(lines[1]).toMatch(/^ +2:1 {2}error {4}Syntax error at or near "selec".* {2}syntax-error$/);
  expect(lines[2]).toMatch(/^ +3:14 {2}warning {2}t has no primary key.* {2}missing-primary-key$/);
  expect(lines.at(-2)).toBe('2 findings (1 error, 1 warning) in 1 file, 2 statements.');
});

describe('large output', () => {
  const tables = Array.from(
    { length: 3000 },
    (_, index) => `create table t${index} (note varchar(255), price float, at timestamp);\n`,
  ).join('');
  const folder = temporaryFolder({ 'a.sql': tables });

  test('is complete when it is piped', async () => {
    const { report } = await lintReport(['a.sql'], { cwd: folder });
    expect(JSON.stringify(report).length).toBeGreaterThan(1_000_000);
    expect(report.summary.warning + report.summary.hint).toBe(report.findings.length);
    expect(report.findings.at(-1)?.object?.table ?? report.findings.at(-1)?.object?.name).toBe('t2999');
  });

  test('may be read in part, without a complaint', async () => {
    const child = spawn(process.execPath, [builtFile('cli.js'), 'lint', '--format', 'json', 'a.sql'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
