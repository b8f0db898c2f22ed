import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenize } from '../../server/syntax/tokenize.ts';
import { corpusFiles, sampleFiles } from '../support/sql-files.ts';

const show = (text: string) =>
  tokenize(text)
    .filter((token) => token.kind !== 'white space')
    .map((token) => `${token.kind}: ${text.slice(token.start, token.end)}`);

test.each([
  ["'it''s'", ["string: 'it''s'"]],
  [
    "E'a\\'b' N'x' B'01' X'ff' U&'d\\0061'",
    ["string: E'a\\'b'", "string: N'x'", "string: B'01'", "string: X'ff'", "string: U&'d\\0061'"],
  ],
  ['"a""b" U&"x"', ['quoted identifier: "a""b"', 'quoted identifier: U&"x"']],
  [
    '$$a;b$$ $t$ $$ $t$ a$b$c $1',
    ['dollar string: $$a;b$$', 'dollar string: $t$ $$ $t$', 'word: a$b$c', 'parameter: $1'],
  ],
  ['/* a /* b */ c */ -- d\nx', ['block comment: /* a /* b */ c */', 'line comment: -- d', 'word: x']],
  [
    '1 1.5 .5 1e10 0xFF 1_000 1..2',
    [
      'number: 1',
      'number: 1.5',
      'number: .5',
      'number: 1e10',
      'number: 0xFF',
      'number: 1_000',
      'number: 1',
      'punctuation: .',
      'number: .2',
    ],
  ],
  [
    'a=-1 b->>c x::int y:=2 @-@',
    [
      'word: a',
      'operator: =',
      'operator: -',
      'number: 1',
      'word: b',
      'operator: ->>',
      'word: c',
      'word: x',
      'punctuation: ::',
      'word: int',
      'word: y',
      'punctuation: :=',
      'number: 2',
      'operator: @-@',
    ],
  ],
  [
    'a = :x AND b = :\'y\' AND c = :"z" AND d[1:n]',
    [
      'word: a',
      'operator: =',
      'psql variable: :x',
      'word: AND',
      'word: b',
      'operator: =',
      "psql variable: :'y'",
      'word: AND',
      'word: c',
      'operator: =',
      'psql variable: :"z"',
      'word: AND',
      'word: d',
      'punctuation: [',
      'number: 1',
      'punctuation: :',
      'word: n',
      'punctuation: ]',
    ],
  ],
  ["'open\nnext", ["error: 'open", 'word: next']],
  ['größe 表 😀', ['word: größe', 'word: 表', 'word: 😀']],
  ['+--x\n', ['operator: +', 'line comment: --x']],
])('%s', (text, expected) => {
  expect(show(text)).toEqual(expected);
});

function expectLossless(text: string): void {
  const tokens = tokenize(text);
  const wrong = tokens.filter(
    (token, index) => token.start !== (tokens[index - 1]?.end ?? 0) || token.end <= token.start,
  );
  expect(wrong).toEqual([]);
  expect(tokens.at(-1)?.end ?? 0).toBe(text.length);
}

test('the tokens of any text are that text', () => {
  const unit = fc.constantFrom(...'\'"$/*-;:\\([])E\n\r x1.+ü', '😀', '--', '/*', '*/', '$$', "E'", '::');
  fc.assert(fc.property(fc.string({ unit, maxLength: 60 }), expectLossless), { seed: 3, numRuns: 2000 });
});

test('the tokens of real files are those files', () => {
  const files = [...sampleFiles(), ...corpusFiles(60_000)];
  expect(files.length).toBeGreaterThan(2);
  for (const { text } of files) expectLossless(text);
});
