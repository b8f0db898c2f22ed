import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import type { Analysis } from '../../server/features/analysis.ts';
import { lintJson } from '../../server/features/lint-json.ts';
import { modelJson } from '../../server/features/model-json.ts';
import { editScript, parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import type { Script } from '../../server/syntax/script.ts';
import { sampleFiles } from '../support/sql-files.ts';

beforeAll(() => loadParser());

const name = 'file.sql';
const database = (script: Script) => [{ name, script }];

/** Everything that a person sees, the fixes included. */
function outcome(analysis: Analysis): object {
  return { lint: lintJson(analysis), model: modelJson(analysis.catalog), damaged: analysis.damaged(name) };
}

const files = sampleFiles().filter(({ text }) => text.length < 6000);
const words = [
  'x',
  ' ',
  ';',
  '(',
  ')',
  ',',
  "'",
  '--',
  ' not null',
  ' references orders(id)',
  'create index on orders (status);',
  'drop table orders cascade;',
  'alter table orders rename to bills;',
  '\n',
  'primary key',
  '$$',
];
const edit = fc.record({
  at: fc.nat(),
  length: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.nat(20) },
    { weight: 1, arbitrary: fc.nat(400) },
  ),
  newText: fc.constantFrom(...words),
});

test('there are files to edit', () => expect(files.length).toBeGreaterThan(3));

test('an analysis after edits equals one from scratch, and undone edits lead back', () => {
  fc.assert(
    fc.property(fc.nat(files.length - 1), fc.array(edit, { minLength: 1, maxLength: 6 }), (index, edits) => {
      let script = parseScript(files[index]!.text);
      let analysis = analyse(database(script), defaultOptions);
      const start = outcome(analysis);
      const texts = [script.text];
      for (const { at, length, newText } of edits) {
        const from = at % (script.text.length + 1);
        script = editScript(script, {
          start: from,
          end: Math.min(script.text.length, from + length),
          newText,
        });
        texts.push(script.text);
        analysis = analyse(database(script), defaultOptions, analysis);
        expect(outcome(analysis), texts.join('\n=====\n')).toEqual(
          outcome(analyse(database(parseScript(script.text)), defaultOptions)),
        );
      }
      script = editScript(script, { start: 0, end: script.text.length, newText: files[index]!.text });
      expect(outcome(analyse(database(script), defaultOptions, analysis))).toEqual(start);
    }),
    { seed: 5, numRuns: 40 },
  );
});

test('a rollback notices that what it puts back has changed, when a statement is taken away and put back', () => {
  const column = 'alter table kept add column lost int;';
  const text = `create table kept (id int);\n${column}\nbegin;\nsavepoint two;\ndrop table kept;\nrollback to two;`;
  const start = text.indexOf(column);
  let script = parseScript(text);
  let analysis = analyse(database(script), defaultOptions);
  for (const edit of [
    { start, end: start + column.length, newText: '' },
    { start, end: start, newText: column },
  ]) {
    script = editScript(script, edit);
    analysis = analyse(database(script), defaultOptions, analysis);
    expect(outcome(analysis)).toEqual(outcome(analyse(database(parseScript(script.text)), defaultOptions)));
  }
});

test('an edit leaves the objects that it does not concern as they are', () => {
  const text =
    'create table a (id int primary key);\ncreate table b (id int primary key, a_id int references a);\ncreate table c (id int primary key);';
  const script = parseScript(text);
  const before = analyse(database(script), defaultOptions);
  const after = analyse(
    database(editScript(script, { start: text.indexOf('a_id'), end: text.indexOf('a_id'), newText: 'x' })),
    defaultOptions,
    before,
  );
  const table = (analysis: Analysis, at: number) => analysis.catalog.tables[at];
  expect(table(after, 0)).toBe(table(before, 0));
  expect(table(after, 1)).not.toBe(table(before, 1));
  expect(table(after, 2)).toBe(table(before, 2));
});
