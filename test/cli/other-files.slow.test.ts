import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { lintReport } from '../support/lint-report.ts';
import { removeFoldersAfterwards, temporaryFolder } from '../support/run-cli.ts';

removeFoldersAfterwards();

const dialects = fileURLToPath(new URL('../fixtures/dialects/', import.meta.url));

describe('a file for another database', () => {
  test.each([
    ['mysql.sql', 'MySQL'],
    ['sqlite.sql', 'SQLite'],
    ['sql-server.sql', 'SQL Server'],
    ['oracle.sql', 'Oracle'],
  ])('%s gets one information that says so', async (file, name) => {
    const { code, stderr, report } = await lintReport([dialects + file]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]).toMatchObject({ rule: 'foreign-dialect', severity: 'info', object: null });
    expect(report.findings[0]?.message).toContain(`looks like ${name},`);
    expect(report.findings[0]?.message).toContain('-- schema-architect-dialect postgresql');
  });

  test('is checked as PostgreSQL where a comment asks for it', async () => {
    const text = `-- schema-architect-dialect postgresql\n${readFileSync(`${dialects}mysql.sql`, 'utf8')}`;
    const { code, report } = await lintReport(['a.sql'], { cwd: temporaryFolder({ 'a.sql': text }) });
    expect(code).toBe(1);
    expect(report.findings.some(({ rule }) => rule === 'syntax-error')).toBe(true);
    expect(report.findings.some(({ rule }) => rule === 'foreign-dialect')).toBe(false);
  });

  test('does not hide the PostgreSQL files beside it', async () => {
    const folder = temporaryFolder({
      '1.sql': readFileSync(`${dialects}oracle.sql`),
      '2.sql': 'create table customers (note text);',
    });
    const { report } = await lintReport(['.'], { cwd: folder });
    expect(report.findings.map(({ rule, file }) => [rule, file])).toEqual([
      ['foreign-dialect', './1.sql'],
      ['missing-primary-key', './2.sql'],
    ]);
  });

  test('is not seen in PostgreSQL with one slip', async () => {
    const folder = temporaryFolder({
      'a.sql':
        'create table a (id int primary key auto_increment);\ncreate table b (id bigint primary key);\ncreate table c (id bigint primary key);\n',
    });
    const { report } = await lintReport(['a.sql'], { cwd: folder });
    expect(report.findings.map(({ rule }) => rule)).toContain('syntax-error');
    expect(report.findings.map(({ rule }) => rule)).not.toContain('foreign-dialect');
  });
});

test('a file above 5 MB gets syntax and names checked, and one information', async () => {
  const filler = `insert into notes values ${"(1, 'a line of data that fills the file'), ".repeat(2000)}(2, 'end');\n`;
  const head =
    'create table notes (id int, note varchar(255));\ncreate table child (id bigint references missing);\n';
  const text = `${head}${filler.repeat(Math.ceil((5 * 1024 * 1024) / filler.length))}selec 1;\n`;
  const { code, report } = await lintReport(['a.sql'], { cwd: temporaryFolder({ 'a.sql': text }) });
  expect(code).toBe(1);
  expect(report.findings.map(({ rule, severity }) => [rule, severity])).toEqual([
    ['large-file', 'info'],
    ['unresolved-relation', 'error'],
    ['syntax-error', 'error'],
  ]);
  expect(report.findings[0]?.message).toContain('5 MB');
});

test('a file that is not UTF-8 is checked and gets one information at its first wrong byte', async () => {
  const bytes = Buffer.from('create table t (id bigint primary key);\n-- Straße\n-- weiß\n', 'latin1');
  const { code, report } = await lintReport(['a.sql'], { cwd: temporaryFolder({ 'a.sql': bytes }) });
  expect(code).toBe(0);
  expect(report.findings.map(({ rule, severity, range }) => [rule, severity, range.start])).toEqual([
    ['not-utf-8', 'info', { line: 1, character: 7 }],
  ]);
});
