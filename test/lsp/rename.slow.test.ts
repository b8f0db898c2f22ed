import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PrepareRenameResult, WorkspaceEdit } from 'vscode-languageserver';
import type { DiagramEdit, DiagramEditAnswer } from '../../server/protocol/messages.ts';
import { type LspSession, rangeOf, startSession } from '../support/lsp-session.ts';

const files = {
  'schema/users.sql': 'create table users (\n  id bigint primary key,\n  email text not null\n);\n',
  'schema/orders.sql':
    'create table orders (id bigint primary key, user_id bigint, email text);\ncreate view mails as select u.email, orders.email as other from users u, orders;\n',
  'app/migrations/001_a.sql': 'CREATE TABLE a (id int PRIMARY KEY);\n',
  'app/migrations/002_b.sql': 'CREATE TABLE b (id int PRIMARY KEY, a_id int);\n',
};
let folder: string;
let server: LspSession;
const uri = (path: keyof typeof files) => pathToFileURL(join(folder, path)).href;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'schema-architect-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  server = await startSession({
    folders: [pathToFileURL(folder).href],
    workspaceEdit: { documentChanges: true },
  });
  for (const path of ['schema/orders.sql', 'app/migrations/001_a.sql'] as const) {
    server.open(uri(path), files[path]);
    await server.published(uri(path), 1);
  }
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const at = (path: keyof typeof files, words: string, more = 0) => {
  const { start } = rangeOf(files[path], words);
  return {
    textDocument: { uri: uri(path) },
    position: { line: start.line, character: start.character + more },
  };
};

describe('textDocument/rename', () => {
  test('is offered for tables and columns, and nothing else', async () => {
    const prepare = (words: string, more = 0) =>
      server.request<PrepareRenameResult | null>(
        'textDocument/prepareRename',
        at('schema/orders.sql', words, more),
      );
    expect(await prepare('orders (')).toEqual({
      range: rangeOf(files['schema/orders.sql'], 'orders'),
      placeholder: 'orders',
    });
    expect(await prepare('user_id')).toMatchObject({ placeholder: 'user_id' });
    expect(await prepare('users u')).toMatchObject({ placeholder: 'users' });
    expect(await prepare('orders.email', 8)).toMatchObject({ placeholder: 'email' });
    expect(await prepare('bigint')).toBeNull();
  });

  test('over the files of a schema, with the versions of those that are open', async () => {
    const edit = await server.request<WorkspaceEdit>('textDocument/rename', {
      ...at('schema/orders.sql', 'users u'),
      newName: '"People"',
    });
    const [first, second] = edit.documentChanges ?? [];
    expect([first, second]).toEqual([
      {
        textDocument: { uri: uri('schema/orders.sql'), version: 1 },
        edits: [{ range: rangeOf(files['schema/orders.sql'], 'users'), newText: '"People"' }],
      },
      {
        textDocument: { uri: uri('schema/users.sql'), version: null },
        edits: [{ range: rangeOf(files['schema/users.sql'], 'users'), newText: '"People"' }],
      },
    ]);
  });

  test('says why not', async () => {
    await expect(
      server.request('textDocument/rename', { ...at('schema/orders.sql', 'users u'), newName: 'orders' }),
    ).rejects.toThrow('public already has a relation orders.');
  });
});

describe('schemaArchitect/diagramEdit', () => {
  const ask = (path: keyof typeof files, edit: DiagramEdit) =>
    server.request<DiagramEditAnswer>('schemaArchitect/diagramEdit', { uri: uri(path), edit });

  test('a foreign key, with its index', async () => {
    const answer = await ask('schema/orders.sql', {
      kind: 'add foreign key',
      table: { schema: 'public', name: 'orders' },
      column: 'user_id',
      parent: { schema: 'public', name: 'users' },
      parentColumn: 'id',
      onDelete: 'cascade',
    });
    expect(answer).toMatchObject({
      title: { text: 'Add a foreign key from {0} to {1}', values: ['orders.user_id', 'users.id'] },
      documents: [{ version: expect.toSatisfy((one) => one === 1 || one === null) }],
    });
    const texts = 'documents' in answer ? answer.documents.flatMap(({ edits }) => edits) : [];
    const written = texts.map(({ newText }) => newText).join('');
    expect(written).toContain('foreign key (user_id) references users (id) on delete cascade');
    expect(written).toContain('create index orders_user_id_idx on orders (user_id);');
  });

  test('a migration gets ALTER TABLE', async () => {
    const answer = await ask('app/migrations/001_a.sql', {
      kind: 'add column',
      table: { schema: 'public', name: 'a' },
      name: 'note',
      type: 'text',
    });
    expect(answer).toMatchObject({
      documents: [
        {
          uri: uri('app/migrations/001_a.sql'),
          version: 1,
          edits: [{ newText: '\n\nALTER TABLE a ADD COLUMN note text;' }],
        },
      ],
    });
  });

  test('a problem in words', async () => {
    const table = { schema: 'public', name: 'gone' };
    expect(await ask('schema/orders.sql', { kind: 'rename table', table, newName: 'x' })).toEqual({
      problem: { text: 'There is no table {0} any more.', values: ['gone'] },
    });
  });
});
