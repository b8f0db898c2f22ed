import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/text/apply-edits.ts';
import { buildLineIndex, toPosition } from '../../server/text/line-index.ts';
import {
  diagnosticsFromScratch,
  type LspSession,
  rangeOf,
  startSession,
  summary,
} from '../support/lsp-session.ts';

let server: LspSession;
beforeAll(async () => {
  server = await startSession();
});
afterAll(() => server.stop());

describe('positions', () => {
  test('count UTF-16 units behind emoji and umlauts', async () => {
    const uri = 'file:///emoji.sql';
    const text = `/* 😀😀 */ create table "größe 👩‍👩‍👧" (note varchar(255) default 'ü😀', price float);\n`;
    server.open(uri, text);
    const ranges = (await server.published(uri, 1)).map(({ code, range }) => [code, range]);
    expect(ranges).toEqual([
      ['missing-primary-key', rangeOf(text, '"größe 👩‍👩‍👧"')],
      ['varchar-255', rangeOf(text, 'varchar(255)')],
      ['float-for-money', rangeOf(text, 'float')],
    ]);
  });

  test.each([
    ['CRLF', '\r\n'],
    ['a lone CR', '\r'],
    ['LF', '\n'],
  ])('stay right through edits with %s', async (name, lineEnd) => {
    const uri = `file:///${encodeURIComponent(name)}.sql`;
    let text = ['-- 😀', 'create table t (', '  id bigint,', '  größe char(3)', ');', ''].join(lineEnd);
    server.open(uri, text);
    await server.published(uri, 1);
    const edits: readonly (readonly [string, string])[] = [
      ['-- 😀', '-- 😀😀ä'],
      ['id bigint', `id bigint primary key,${lineEnd}  note varchar(255)`],
      ['  größe', `  -- größer${lineEnd}  größe`],
    ];
    let version = 1;
    for (const [words, newText] of edits) {
      server.change(uri, ++version, { range: rangeOf(text, words), text: newText });
      text = text.replace(words, newText);
      expect(await server.published(uri, version)).toEqual(diagnosticsFromScratch(uri, text));
    }
    expect(summary(await server.published(uri, version))).toEqual(['varchar-255 3:7', 'char-n 5:8']);
  });

  test('are not moved by a byte order mark', async () => {
    const uri = 'file:///bom.sql';
    const text = '\ufeffcreate table t (note text);\n';
    server.open(uri, text);
    const diagnostics = await server.published(uri, 1);
    expect(diagnostics.map(({ code, range }) => [code, range])).toEqual([
      ['missing-primary-key', { start: { line: 0, character: 14 }, end: { line: 0, character: 15 } }],
    ]);
  });

  test('past an end are moved to that end, and several changes of one version apply in order', async () => {
    const uri = 'file:///past.sql';
    const text = 'create table t (id bigint primary key)';
    server.open(uri, text);
    const far = { line: 9999, character: 9999 };
    server.change(
      uri,
      2,
      { range: { start: far, end: far }, text: ';\ncreate table u (note text' },
      { range: { start: far, end: far }, text: ');\n' },
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '-- first\n' },
    );
    expect(summary(await server.published(uri, 2))).toEqual(['missing-primary-key 2:13']);
    server.change(uri, 3, { text: 'selec;' });
    expect(summary(await server.published(uri, 3))).toEqual(['syntax-error 0:0']);
  });
});

const base = `create type mood as enum ('sad', 'ok');
create table customers (id bigint primary key, email varchar(255) unique, "größe" mood);
create table orders (
  id int generated always as identity primary key,
  customer_id bigint references customers (id), -- 😀
  total float, at timestamp default now(), updated_at timestamptz default now()
);
create index orders_customer on orders (customer_id);
alter table orders add column note char(10);
create view open_orders as select id from orders where total > 0;
`;
const words = [
  'orders',
  'customers',
  'bigint',
  ';',
  ')',
  "'",
  '"',
  '$$',
  '--',
  '/*',
  '\n',
  '\r\n',
  '😀',
  'ü',
  ',',
  'create table x (id int);\n',
  'drop table customers;\n',
  ' primary key',
  'unique (total) where at is null,',
  '-- schema-architect-ignore\n',
  '',
];

test('diagnostics after any edits equal those of a lint from scratch', async () => {
  let run = 0;
  const edit = fc.record({
    start: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat({ max: 12 }),
    newText: fc.constantFrom(...words),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
      const uri = `file:///random-${run++}.sql`;
      let text = base;
      let version = 1;
      server.open(uri, text);
      for (const { start: share, length, newText } of edits) {
        const start = Math.floor(share * text.length);
        const end = Math.min(text.length, start + length);
        const lines = buildLineIndex(text);
        // An editor cannot put its cursor between the two halves of a line break or of an emoji.
        const isInside = (offset: number) =>
          /^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/.test(text.slice(offset - 1, offset + 1));
        if (isInside(start) || isInside(end)) continue;
        server.change(uri, ++version, {
          range: { start: toPosition(lines, start), end: toPosition(lines, end) },
          text: newText,
        });
        text = applyEdits(text, [{ start, end, newText }]);
        // Some versions are waited for, others are overtaken.
        if (length % 2 === 0)
          expect(await server.published(uri, version)).toEqual(diagnosticsFromScratch(uri, text));
      }
      expect(await server.published(uri, version)).toEqual(diagnosticsFromScratch(uri, text));
      server.notify('textDocument/didClose', { textDocument: { uri } });
    }),
    { seed: 20_260_701, numRuns: 60 },
  );
});
