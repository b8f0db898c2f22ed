import { describe, expect, test } from 'vitest';
import { editScript, parseScript } from '../../server/syntax/parse-script.ts';
import { wholeFile } from '../../server/workspace/database.ts';
import { dependencyOrder } from '../../server/workspace/dependency-order.ts';
import { followIncludes } from '../../server/workspace/includes.ts';
import { migrationParts } from '../../server/workspace/migration-parts.ts';
import { blankOutside, selectStatements } from '../../server/workspace/select-statements.ts';

const text = `-- +goose Up
create table a (id bigint);
create table b (id bigint)
-- +goose Down
drop table b;
drop table a;
`;

describe('a part of a script', () => {
  const script = parseScript(text);
  const parts = migrationParts(text, 'goose')!;

  test('has only its statements, at their places; one that reaches over the end is cut', () => {
    const up = selectStatements(script, parts.up);
    expect(up.text).toBe(text);
    expect(up.statements.map(({ statement }) => statement.text.trim())).toEqual([
      'create table a (id bigint);',
      'create table b (id bigint)',
    ]);
    for (const { statement, start } of up.statements)
      expect(text.startsWith(statement.text, start)).toBe(true);
    const down = selectStatements(script, parts.down);
    expect(down.statements.map(({ statement }) => statement.text)).toEqual([
      'drop table b;',
      'drop table a;',
    ]);
    expect(text.indexOf('drop table b;')).toBe(down.statements[0]?.start);
  });

  test('is not cut off by what lies outside', () => {
    const cutOff = '-- +goose Up\nalter table a add b int\n-- +goose Down\nalter table a drop b;\n';
    const [up] = selectStatements(parseScript(cutOff), migrationParts(cutOff, 'goose')!.up).statements;
    expect(up?.statement).toMatchObject({
      text: 'alter table a add b int',
      cutOff: false,
      terminated: false,
    });
  });

  test('keeps the same values while its statements stay the same', () => {
    const first = selectStatements(script, parts.up).statements.map(({ statement }) => statement);
    const again = selectStatements(script, parts.up).statements.map(({ statement }) => statement);
    expect(again.every((statement, at) => statement === first[at])).toBe(true);
    expect(first[0]).toBe(script.statements[0]?.statement);
    expect(selectStatements(script, null)).toBe(script);
  });

  test('can be blanked around, so that editing does not bring the rest back', () => {
    const blanked = blankOutside(text, parts.up);
    expect(blanked).toHaveLength(text.length);
    expect(blanked.split('\n').map(({ length }) => length)).toEqual(
      text.split('\n').map(({ length }) => length),
    );
    expect(blanked).toContain('-- +goose Up');
    expect(blanked).not.toContain('drop');
    const at = text.indexOf('(id bigint)\n');
    const edited = editScript(parseScript(blanked), { start: at + 1, end: at + 1, newText: 'x int, ' });
    expect(edited.statements).toHaveLength(2);
    expect(edited.statements[1]?.statement.text).toContain('(x int, id bigint)');
  });
});

describe('includes', () => {
  const follow = (files: Readonly<Record<string, string>>, first = '/p/load.sql') =>
    followIncludes([wholeFile(first, false)], '/p', (path) => files[path] ?? null);

  test('\\ir looks from its own file, \\i from the first one’s folder and above', () => {
    const { parts, problems } = follow({
      '/p/load.sql': '\\ir sub/a.sql\n\\i sub/c.sql\n',
      '/p/sub/a.sql': "\\ir 'b b.sql'\n",
      '/p/sub/b b.sql': 'select 1;',
      '/p/sub/c.sql': '\\i sub/d.sql\nselect 2;',
      '/p/sub/d.sql': 'select 3;',
    });
    expect(parts.map(({ path }) => path)).toEqual([
      '/p/load.sql',
      '/p/sub/a.sql',
      '/p/sub/b b.sql',
      '/p/sub/d.sql',
      '/p/sub/c.sql',
    ]);
    expect(problems).toEqual([]);
  });

  test('stand between the statements around them', () => {
    const main = 'create table a (id int);\n\\ir b.sql\ncreate table c (id int);\n';
    const { parts } = follow({ '/p/load.sql': main, '/p/b.sql': 'create table b (id int);' });
    expect(
      parts.map(({ path, stretches }) => [
        path,
        stretches?.map(({ start, end }) => main.slice(start, end).trim()) ?? null,
      ]),
    ).toEqual([
      ['/p/load.sql', ['create table a (id int);']],
      ['/p/b.sql', null],
      ['/p/load.sql', ['create table c (id int);']],
    ]);
  });

  test('circles are cut, missing files are said at their place, variables are not guessed', () => {
    const main = '\\ir a.sql\n\\ir gone.sql\n\\ir :file\n\\if :x\n\\ir gone2.sql\n\\endif\n';
    const { parts, problems } = follow({
      '/p/load.sql': main,
      '/p/a.sql': '\\ir load.sql\n\\ir a.sql\nselect 1;',
    });
    expect(parts.map(({ path }) => path)).toEqual(['/p/load.sql', '/p/a.sql']);
    expect(problems.map(({ path, message }) => [path, message])).toEqual([
      ['/p/a.sql', expect.stringContaining('includes itself')],
      ['/p/a.sql', expect.stringContaining('includes itself')],
      ['/p/load.sql', 'the file gone.sql that psql includes here does not exist'],
    ]);
    expect(main.slice(problems[2]?.start, problems[2]?.end)).toBe('\\ir gone.sql');
  });
});

describe('the order of needs', () => {
  const order = (needs: Readonly<Record<string, string>>) =>
    dependencyOrder(Object.keys(needs), (file) => [...(needs[file] ?? '')]).join('');

  test('changes as little as it must', () => {
    expect(order({ a: '', b: '', c: '' })).toBe('abc');
    expect(order({ a: 'c', b: '', c: '' })).toBe('cab');
    expect(order({ a: 'c', b: 'a', c: 'd', d: '' })).toBe('dcab');
  });

  test('keeps circles in the given order, after what they need', () => {
    expect(order({ a: 'b', b: 'a', c: '' })).toBe('abc');
    expect(order({ a: 'b', b: 'ad', c: 'a', d: '' })).toBe('dabc');
    expect(order({ a: 'a?' })).toBe('a');
  });

  test('takes a chain of any length', () => {
    const files = Array.from({ length: 50_000 }, (_, at) => String(at));
    const sorted = dependencyOrder(files, (file) => [String(Number(file) + 1)]);
    expect(sorted[0]).toBe('49999');
    expect(sorted).toHaveLength(50_000);
  });
});
