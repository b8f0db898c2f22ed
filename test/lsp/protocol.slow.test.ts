import { describe, expect, test } from 'vitest';
import type { DiagramResult } from '../../server/protocol/messages.ts';
import { RequestFailure } from '../support/lsp-client.ts';
import { rangeOf, startSession, summary } from '../support/lsp-session.ts';

const methodNotFound = -32_601;

describe('the server', () => {
  test('ends with code 0 after shutdown and exit, and writes nothing else', async () => {
    const server = await startSession();
    server.open('file:///a.sql', 'selec;');
    await server.published('file:///a.sql', 1);
    expect(await server.request('shutdown', null)).toBeNull();
    server.notify('exit', null);
    expect(await server.exited).toBe(0);
    expect(server.errorOutput()).toBe('');
  });

  test('says what it is and what it can do', async () => {
    const server = await startSession();
    expect(server.initialized.serverInfo?.name).toBe('schema-architect');
    expect(server.initialized.capabilities).toMatchObject({
      textDocumentSync: { openClose: true, change: 2 },
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.schemaArchitect'] },
    });
    await server.stop();
  });

  test('answers an unknown request with an error and ignores an unknown notification', async () => {
    const server = await startSession();
    const failure = await server.request('textDocument/frobnicate', {}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RequestFailure);
    expect((failure as RequestFailure).code).toBe(methodNotFound);
    server.notify('$/frobnicate', {});
    server.notify('textDocument/frobnicate', {});
    server.open('file:///a.sql', 'selec;');
    expect(summary(await server.published('file:///a.sql', 1))).toEqual(['syntax-error 0:0']);
    expect(await server.stop()).toBe(0);
  });

  test('lives on after messages that are no JSON, no request or about no document', async () => {
    const server = await startSession();
    server.sendRaw('{"jsonrpc": "2.0", ');
    server.sendRaw('[]');
    server.sendRaw('"text"');
    server.sendRaw('{"jsonrpc":"2.0","id":77,"method":"textDocument/codeAction"}');
    server.change('file:///unknown.sql', 2, { text: 'selec;' });
    server.notify('textDocument/didClose', { textDocument: { uri: 'file:///unknown.sql' } });
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    expect(await server.actions('file:///unknown.sql', range)).toEqual([]);
    expect(await server.request('schemaArchitect/diagram', { uri: 'file:///unknown.sql' })).toBeNull();
    server.open('file:///a.sql', 'selec;');
    expect(summary(await server.published('file:///a.sql', 1))).toEqual(['syntax-error 0:0']);
    expect(await server.stop()).toBe(0);
  });

  test('ends when its client goes away', async () => {
    const server = await startSession();
    server.notify('exit', null);
    expect(await server.exited).toBe(1);
  });
});

describe('schemaArchitect/diagram', () => {
  const uri = 'file:///diagram.sql';
  const text = `-- 😀
create table "größe 😀" (id bigint primary key);
create table child (id bigint primary key, parent bigint references "größe 😀");
`;

  test('returns mermaid text and the places of the tables’ names', async () => {
    const server = await startSession();
    server.open(uri, text);
    const { picture, ...rest } = await server.request<DiagramResult>('schemaArchitect/diagram', { uri });
    expect(rest).toEqual({ uri, version: 1, damaged: 0 });
    expect(picture.mermaid).toMatch(/^erDiagram\n/);
    expect(picture.tables.map(({ id, name, place }) => [id, name, place?.range])).toEqual([
      ['T0', 'größe 😀', rangeOf(text, '"größe 😀"')],
      ['T1', 'child', rangeOf(text, 'child')],
    ]);
    expect(picture.relations).toHaveLength(1);
    await server.stop();
  });

  test('follows edits, tells of damage and draws keys only on request', async () => {
    const server = await startSession();
    server.open(uri, text);
    const first = await server.request<DiagramResult>('schemaArchitect/diagram', { uri });
    const end = { line: 3, character: 0 };
    server.change(uri, 2, {
      range: { start: end, end },
      text: 'alter table child add column note text;\nselec;\n',
    });
    const second = await server.request<DiagramResult>('schemaArchitect/diagram', { uri });
    expect(second).toMatchObject({ version: 2, damaged: 1 });
    expect(second.picture.mermaid).toContain('text note');
    expect(second.picture.hash).not.toBe(first.picture.hash);
    const keys = await server.request<DiagramResult>('schemaArchitect/diagram', {
      uri,
      view: { detail: 'keys' },
    });
    expect(keys.picture.detail).toBe('keys');
    expect(keys.picture.mermaid).not.toContain('text note');
    await server.stop();
  });
});
