import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LspSession, rangeOf, startSession, summary } from '../support/lsp-session.ts';

const missingKey = 'create table t (note text);\n';

describe('a client that does not pull', () => {
  let server: LspSession;
  beforeAll(async () => {
    server = await startSession();
  });
  afterAll(() => server.stop());

  test('is sent diagnostics with the version they belong to', async () => {
    expect(server.initialized.capabilities.diagnosticProvider).toBeUndefined();
    const uri = 'file:///push.sql';
    server.open(uri, missingKey);
    expect(await server.published(uri, 1)).toMatchObject([
      { code: 'missing-primary-key', severity: 2, source: 'schema-architect' },
    ]);
    server.change(uri, 2, { range: rangeOf(missingKey, 'text'), text: 'text primary key' });
    expect(await server.published(uri, 2)).toEqual([]);
    expect(server.publications(uri).map(({ version }) => version)).toEqual([1, 2]);
  });

  test('sees them go when it closes the document', async () => {
    const uri = 'file:///close.sql';
    server.open(uri, missingKey);
    await server.published(uri, 1);
    server.notify('textDocument/didClose', { textDocument: { uri } });
    await server.waitFor(({ params }) => {
      const published = params as { uri?: string; diagnostics?: readonly unknown[] };
      return published.uri === uri && published.diagnostics?.length === 0;
    });
  });

  test('gets those of the last of 20 quick edits last, and not all 20', async () => {
    const uri = 'file:///quick.sql';
    const text = missingKey.repeat(300).replace(/ t /g, () => ` t${Math.floor(Math.random() * 1e9)} `);
    server.open(uri, text);
    await server.published(uri, 1);
    const before = server.publications(uri).length;
    const start = { line: 150, character: 'create table '.length };
    for (let version = 2; version <= 21; version++)
      server.change(uri, version, { range: { start, end: start }, text: String.fromCharCode(95 + version) });
    const last = await server.published(uri, 21);
    expect(last[150]?.message).toMatch(/^tsrqponmlkjihgfedcba/);
    const versions = server
      .publications(uri)
      .slice(before)
      .map(({ version }) => version ?? 0);
    expect(versions.at(-1)).toBe(21);
    expect([...versions].sort((a, b) => a - b)).toEqual(versions);
    expect(versions.length).toBeLessThan(20);
  });

  test('has untitled documents served, and old sides of comparisons not', async () => {
    server.open('untitled:Untitled-1', missingKey);
    expect(summary(await server.published('untitled:Untitled-1', 1))).toEqual(['missing-primary-key 0:13']);
    for (const uri of ['git:/repo/a.sql?%7B%7D', 'gitlens:/repo/a.sql', 'git-graph:/x.sql'])
      server.open(uri, missingKey);
    server.open('file:///after.sql', missingKey, 'pgsql');
    await server.published('file:///after.sql', 1);
    expect(server.publications('git:/repo/a.sql?%7B%7D')).toEqual([]);
    expect(server.publications('gitlens:/repo/a.sql')).toEqual([]);
  });

  test('is shown the 999 most severe and a word on the others', async () => {
    const uri = 'file:///many.sql';
    const poor = Array.from({ length: 1200 }, (_, index) => `create table t${index} (note text);`);
    server.open(uri, `${poor.join('\n')}\nselec 1;\n`);
    const diagnostics = await server.published(uri, 1);
    expect(diagnostics).toHaveLength(1000);
    expect(diagnostics.filter(({ code }) => code === 'syntax-error')).toHaveLength(1);
    expect(diagnostics.at(-1)).toMatchObject({ code: 'more-findings', severity: 3 });
    expect(diagnostics.at(-1)?.message).toMatch(/^202 more findings/);
  });

  test('has a document above 5 MB checked for syntax and names only', async () => {
    const uri = 'file:///large.sql';
    const filler = `insert into t values ${"('a line of data that fills the file'), ".repeat(3000)}('end');\n`;
    server.open(uri, `${missingKey}${filler.repeat(Math.ceil((5 * 1024 * 1024) / filler.length))}selec 1;\n`);
    const diagnostics = await server.published(uri, 1);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['large-file', 3],
      ['syntax-error', 1],
    ]);
  });

  test('is told the other places of a finding', async () => {
    const uri = 'file:///related.sql';
    server.open(uri, 'create table t (id bigint primary key);\ncreate table t (id bigint primary key);\n');
    const [taken] = await server.published(uri, 1);
    expect(taken?.relatedInformation?.map(({ location }) => location)).toEqual([
      { uri, range: { start: { line: 0, character: 13 }, end: { line: 0, character: 14 } } },
    ]);
  });
});

describe('a client that pulls', () => {
  let server: LspSession;
  beforeAll(async () => {
    server = await startSession({ pulls: true });
  });
  afterAll(() => server.stop());

  test('is answered, and never sent any', async () => {
    expect(server.initialized.capabilities.diagnosticProvider).toMatchObject({
      identifier: 'schema-architect',
    });
    const uri = 'file:///pull.sql';
    server.open(uri, missingKey);
    const first = await server.pull(uri);
    expect(first).toMatchObject({ kind: 'full', items: [{ code: 'missing-primary-key' }] });
    server.change(uri, 2, { range: rangeOf(missingKey, 'text'), text: 'text primary key' });
    expect(await server.pull(uri)).toMatchObject({ kind: 'full', items: [] });
    server.notify('textDocument/didClose', { textDocument: { uri } });
    expect(await server.pull(uri)).toEqual({ kind: 'full', items: [] });
    expect(server.publications(uri)).toEqual([]);
  });

  test('is told when nothing has changed', async () => {
    const uri = 'file:///same.sql';
    server.open(uri, missingKey);
    const first = await server.pull(uri);
    const again = await server.pull(uri, first.resultId);
    expect(again).toEqual({ kind: 'unchanged', resultId: first.resultId });
    server.change(uri, 2, { range: rangeOf(missingKey, 'note'), text: 'remark' });
    expect((await server.pull(uri, first.resultId)).kind).toBe('full');
  });

  test('may take a request back', async () => {
    const uri = 'file:///cancel.sql';
    server.open(uri, missingKey.repeat(2000));
    const requests = Array.from({ length: 5 }, () =>
      server.cancellableRequest('textDocument/diagnostic', { textDocument: { uri } }),
    );
    for (const { cancel } of requests.slice(0, 4)) cancel();
    const outcomes = await Promise.allSettled(requests.map(({ answer }) => answer));
    expect(outcomes.map(({ status }) => status)).toEqual([...Array(4).fill('rejected'), 'fulfilled']);
  });
});
