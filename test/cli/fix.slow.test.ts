import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lintReport } from '../support/lint-report.ts';
import { removeFoldersAfterwards, runCli, temporaryFolder } from '../support/run-cli.ts';

removeFoldersAfterwards();

const table = 'create table t (id bigint primary key, note varchar(255));\n';

function fix(folder: string, ...paths: string[]) {
  return runCli(['lint', '--fix', ...paths], { cwd: folder });
}

describe('lint --fix', () => {
  test('keeps CRLF and the byte order mark, also in lines that it adds', async () => {
    const before =
      '\ufeffcreate table a (id bigint primary key);\r\ncreate table b (\r\n  id bigint primary key,\r\n  a_id bigint references a on delete cascade\r\n);\r\n';
    const folder = temporaryFolder({ 'a.sql': before });
    expect((await fix(folder, 'a.sql')).code).toBe(0);
    const after = readFileSync(`${folder}/a.sql`, 'utf8');
    expect(after).toMatch(/^\ufeffcreate table a/);
    expect(after).toMatch(/\r\n\r\nCREATE INDEX/i);
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
    expect(after.indexOf('\ufeff', 1)).toBe(-1);
  });

  test('changes nothing the second time, not even the time stamp', async () => {
    const folder = temporaryFolder({ 'a.sql': table });
    await fix(folder, 'a.sql');
    const { mtimeNs } = statSync(`${folder}/a.sql`, { bigint: true });
    const once = readFileSync(`${folder}/a.sql`, 'utf8');
    expect(once).toBe(table.replace('varchar(255)', 'text'));
    await fix(folder, 'a.sql');
    expect(readFileSync(`${folder}/a.sql`, 'utf8')).toBe(once);
    expect(statSync(`${folder}/a.sql`, { bigint: true }).mtimeNs).toBe(mtimeNs);
  });

  test('applies fixes that wait for each other in rounds and prints what is left', async () => {
    const folder = temporaryFolder({
      'a.sql':
        'create table p (id bigint primary key);\ncreate table c (\n  id bigint primary key,\n  p_id bigint references p on delete cascade,\n  p_ids bigint references p on delete cascade,\n  code char(3),\n  note varchar(255),\n  unique (p_id, code) where note is null\n);\ncreate index x on c (p_ids);\ncreate index y on c (p_ids);\n',
    });
    const { report } = await lintReport(['--fix', 'a.sql'], { cwd: folder });
    const again = await lintReport(['a.sql'], { cwd: folder });
    expect(report).toEqual(again.report);
    expect(report.findings.filter(({ fixes }) => fixes.some(({ safety }) => safety === 'safe'))).toEqual([]);
    const after = readFileSync(`${folder}/a.sql`, 'utf8');
    expect(after).toMatch(/create unique index \S+ on c \(p_id, code\) where note is null/i);
    expect(after).toContain('note text');
    expect(after.match(/create index/gi)).toHaveLength(2);
  });

  test('writes only the files that need it, of several', async () => {
    const good = 'create table g (id bigint primary key);  \n\n\n';
    const folder = temporaryFolder({ '1.sql': good, '2.sql': table });
    const before = statSync(`${folder}/1.sql`, { bigint: true }).mtimeNs;
    await fix(folder, '.');
    expect(statSync(`${folder}/1.sql`, { bigint: true }).mtimeNs).toBe(before);
    expect(readFileSync(`${folder}/1.sql`, 'utf8')).toBe(good);
    expect(readFileSync(`${folder}/2.sql`, 'utf8')).toContain('note text');
  });

  test('never rewrites a file that is not UTF-8, and says so once', async () => {
    const bytes = Buffer.from(`-- Grösse, Maß\n${table}-- für später\n`, 'latin1');
    const folder = temporaryFolder({ 'latin.sql': bytes });
    const { code, report } = await lintReport(['--fix', 'latin.sql'], { cwd: folder });
    expect(code).toBe(0);
    expect(readFileSync(`${folder}/latin.sql`).equals(bytes)).toBe(true);
    expect(report.findings.map(({ rule }) => rule)).toEqual(['not-utf-8', 'varchar-255']);
  });

  test('reports a file that it may not write, with exit code 2', async () => {
    const uid = process.getuid?.() === 0 ? { uid: 65_534 } : {};
    const folder = temporaryFolder({ 'a.sql': table });
    const { chmodSync } = await import('node:fs');
    chmodSync(folder, 0o755);
    chmodSync(`${folder}/a.sql`, 0o444);
    const { code, stderr } = await runCli(['lint', '--fix', `${folder}/a.sql`], uid);
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/a\.sql: cannot be written/);
    expect(readFileSync(`${folder}/a.sql`, 'utf8')).toBe(table);
  });
});
