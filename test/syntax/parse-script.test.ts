import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editScript, isSameScript, parseScript } from '../../server/syntax/parse-script.ts';
import { tokenize } from '../../server/syntax/tokenize.ts';
import { applyEdits } from '../../server/text/apply-edits.ts';
import { sampleFiles } from '../support/sql-files.ts';

const split = (text: string) =>
  parseScript(text).statements.map(({ statement }) =>
    statement.kind === 'sql' ? statement.text : `${statement.kind}: ${statement.text}`,
  );

describe('statements end where psql ends them', () => {
  test.each<[string, string, string[]]>([
    ['at semicolons', 'select 1; select 2;', ['select 1;', 'select 2;']],
    [
      'not in quotes and comments',
      `select ';' /* ; */ || ";" -- ;\n, $a$;$a$;`,
      [`select ';' /* ; */ || ";" -- ;\n, $a$;$a$;`],
    ],
    ['the last one without a semicolon', 'select 1;\nselect 2', ['select 1;', 'select 2']],
    ['comments between statements belong to none', '-- a\nselect 1; -- b\n/* c */', ['select 1;']],
    [
      'a function body in dollar quotes',
      'create function f() returns int as $$ begin; end; $$ language sql; select 1;',
      ['create function f() returns int as $$ begin; end; $$ language sql;', 'select 1;'],
    ],
    [
      'BEGIN ATOMIC bodies',
      'create function f() returns int begin atomic select 1; select case when true then 1 else 2 end; end; select 2;',
      [
        'create function f() returns int begin atomic select 1; select case when true then 1 else 2 end; end;',
        'select 2;',
      ],
    ],
    [
      'the actions of a rule',
      'create rule r as on insert to t do also (delete from a; delete from b); select 1;',
      ['create rule r as on insert to t do also (delete from a; delete from b);', 'select 1;'],
    ],
    [
      'nothing begins after the command to quit',
      'select 1;\n\\q\nselect 2; Not SQL.\n',
      ['select 1;', 'psql: \\q\nselect 2; Not SQL.'],
    ],
    [
      'unless a condition decides about it',
      '\\if :x\n\\quit\n\\endif\nselect 1;',
      ['psql: \\if :x', 'psql: \\quit', 'psql: \\endif', 'select 1;'],
    ],
    [
      'meta-commands are lines of their own',
      '\\restrict abc\nselect 1;\n\\c other\nselect 2;',
      ['psql: \\restrict abc', 'select 1;', 'psql: \\c other', 'select 2;'],
    ],
    ['\\gexec sends the statement', "select 'x' \\gexec\nselect 2;", ["select 'x' \\gexec", 'select 2;']],
    [
      'COPY data up to \\.',
      "COPY t (a) FROM stdin;\n1\t;\n'2\n\\.\nselect 1;",
      ['COPY t (a) FROM stdin;', "copy data: 1\t;\n'2\n\\.", 'select 1;'],
    ],
    [
      'COPY with few words before STDIN',
      'COPY "T x" FROM STDIN CSV;\na;b\n\\.\nselect 1;',
      ['COPY "T x" FROM STDIN CSV;', 'copy data: a;b\n\\.', 'select 1;'],
    ],
    [
      'a forgotten semicolon costs one statement',
      'create table a (x int)\ncreate table b (y int);',
      ['create table a (x int)', 'create table b (y int);'],
    ],
    [
      'a forgotten parenthesis costs one statement',
      'create table a (x int\n\nalter table b add c int;\nselect 1;',
      ['create table a (x int', 'alter table b add c int;', 'select 1;'],
    ],
    [
      'CREATE SCHEMA keeps its elements',
      'create schema s\ncreate table t (a int)\ncreate view v as select 1;',
      ['create schema s\ncreate table t (a int)\ncreate view v as select 1;'],
    ],
    ['an open quote ends with its line', "select 'x\n;select 2;", ["select 'x\n;", 'select 2;']],
    [
      'a statement begins on a line of its own only, also after many words',
      'select a, b, c, d from create_log, x where create table y\n  \n\tCREATE TABLE b (y int, created_on date,\n  alter_no int);',
      [
        'select a, b, c, d from create_log, x where create table y',
        'CREATE TABLE b (y int, created_on date,\n  alter_no int);',
      ],
    ],
    ['nothing', ' \n-- only a comment', []],
  ])('%s', (_name, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

/** Words, marks and spaces of which none begins a statement, a routine, a rule or COPY. */
const fragments = [
  ...'select created_at e U _x1 größe a$b 12 1.5e3 $1 :v : :: . , ( ) [ ] = < - --x / * /*;*/ ;'.split(' '),
  ...[' ', '\t', '\n', '\r\n', '\u00a0', '\ufeff', ' ; ', '--;\n', '/*', '"', "'"],
  ...["';'", "e';\\''", '";"', '$$;$$', '$a$;$a$', "u&';'", "b'1'"],
];

test('statements end at the semicolons of the lexer, whatever stands between them', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 60 }), (parts) => {
      const text = `select a, b, c, d ${parts.join('')}`;
      const ends = tokenize(text).flatMap(({ kind, start, end }) =>
        kind === 'punctuation' && text[start] === ';' ? [end] : [],
      );
      const terminated = parseScript(text).statements.flatMap(({ statement, start }) =>
        statement.kind === 'sql' && statement.terminated ? [start + statement.text.length] : [],
      );
      expect(terminated).toEqual(ends);
    }),
    { numRuns: 2000 },
  );
});

describe('an edit', () => {
  test('keeps the other statements as they are, and the id of the edited one', () => {
    const before = parseScript('select 1;\nselect 2;\nselect 3;');
    const after = editScript(before, { start: 17, end: 17, newText: '2' });
    expect(after.statements.map(({ statement }) => statement.text)).toEqual([
      'select 1;',
      'select 22;',
      'select 3;',
    ]);
    expect(after.statements[0]?.statement).toBe(before.statements[0]?.statement);
    expect(after.statements[1]?.statement.id).toBe(before.statements[1]?.statement.id);
    expect(after.statements[2]?.statement).toBe(before.statements[2]?.statement);
    expect(after.statements[2]?.start).toBe((before.statements[2]?.start ?? 0) + 1);
  });

  test.each<[string, string, { start: number; end: number; newText: string }]>([
    [
      'a quote that swallows what follows',
      'select 1; select 2; select 3;',
      { start: 7, end: 8, newText: "'" },
    ],
    ['a semicolon removed', 'select 1; select 2; select 3;', { start: 8, end: 9, newText: '' }],
    [
      'text after an unterminated statement',
      'select 1; select 2',
      { start: 18, end: 18, newText: ' from t;' },
    ],
    ['COPY data cut', 'copy t from stdin;\n1\n\\.\nselect 1;', { start: 21, end: 23, newText: '' }],
    ['a comment opened', 'select 1; select 2; /* x */ select 3;', { start: 9, end: 9, newText: '/*' }],
    ['everything deleted', 'select 1; select 2;', { start: 0, end: 19, newText: '' }],
  ])('%s', (_name, text, edit) => {
    const incremental = editScript(parseScript(text), edit);
    expect(isSameScript(incremental, parseScript(applyEdits(text, [edit])))).toBe(true);
  });

  test('of any kind gives what splitting from scratch gives', () => {
    const start =
      "create table a (x int);\ncopy a from stdin;\n1\n\\.\n-- c\ncreate function f() returns int as $$ select 1; $$ language sql;\n\\c x\nselect 'a;b';\ninsert into a values (1)";
    const inserted = fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        '$$',
        ';',
        '(',
        ')',
        '/*',
        '*/',
        '--',
        '\n',
        '\\.',
        '\\c y\n',
        '\n\\q\n',
        '\n\\if x\n',
        '\n\\endif\n',
        'copy a from stdin;\n',
        'create table b (y int);',
        'begin atomic ',
        ' ',
      ),
      fc.string({ maxLength: 4 }),
    );
    const edit = fc.record({
      at: fc.nat(1000),
      length: fc.oneof(fc.constant(0), fc.nat(12)),
      newText: inserted,
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        let script = parseScript(start);
        for (const { at, length, newText } of edits) {
          const from = at % (script.text.length + 1);
          script = editScript(script, {
            start: from,
            end: Math.min(script.text.length, from + length),
            newText,
          });
          expect(isSameScript(script, parseScript(script.text)), script.text).toBe(true);
        }
        const ids = script.statements.map(({ statement }) => statement.id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { seed: 4, numRuns: 1500 },
    );
  });

  test('in the samples, at every place', () => {
    for (const { text } of sampleFiles().slice(0, 3)) {
      const script = parseScript(text);
      for (let at = 0; at < Math.min(text.length, 6000); at += 37) {
        for (const newText of [';', "'", '(']) {
          const edited = editScript(script, { start: at, end: at, newText });
          expect(isSameScript(edited, parseScript(edited.text))).toBe(true);
        }
      }
    }
  });
});
