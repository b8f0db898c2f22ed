import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import type { DiagramResult } from '../../server/protocol/messages.ts';
import { type LspSession, rangeOf, type SessionOptions, startSession } from '../support/lsp-session.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Opened {
  readonly server: LspSession;
  uri(path: string): string;
  write(path: string, text: string): void;
  remove(path: string): void;
}

async function openWorkspace(files: Record<string, string>, options: SessionOptions = {}): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'schema-architect-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const server = await startSession({ folders: [pathToFileURL(folder).href], ...options });
  cleanUps.push(() => server.stop());
  const uri = (path: string) => pathToFileURL(join(folder, path)).href;
  const notify = (path: string, type: number) =>
    server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(path), type }] });
  return {
    server,
    uri,
    write(path, text) {
      write(path, text);
      notify(path, 2);
    },
    remove(path) {
      rmSync(join(folder, path));
      notify(path, 3);
    },
  };
}

/** Waits until the last diagnostics of a document are these rules, in order; errors and warnings only. */
async function untilShown(server: LspSession, uri: string, rules: readonly string[]): Promise<void> {
  const shown = () =>
    server
      .publications(uri)
      .at(-1)
      ?.diagnostics.filter(({ severity }) => (severity ?? 1) <= 1)
      .map(({ code }) => String(code));
  for (let tries = 0; tries < 200; tries++) {
    if (JSON.stringify(shown()) === JSON.stringify(rules)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect(shown()).toEqual(rules);
}

const users = 'create table users (id uuid primary key, name text not null);\n';
const orders =
  'create table orders (\n  id bigint primary key,\n  user_id uuid not null references users on delete cascade\n);\ncreate index on orders (user_id);\n';

describe('a folder of migrations is one database', () => {
  test('whose files know each other’s columns, also while another one is edited', async () => {
    const { server, uri } = await openWorkspace({ 'db/001_users.sql': users, 'db/002_orders.sql': orders });
    server.open(uri('db/001_users.sql'), users);
    server.open(uri('db/002_orders.sql'), orders);
    await untilShown(server, uri('db/002_orders.sql'), []);
    server.change(uri('db/001_users.sql'), 2, { range: rangeOf(users, 'uuid'), text: 'text' });
    await untilShown(server, uri('db/002_orders.sql'), ['fk-type-mismatch']);
    server.change(uri('db/001_users.sql'), 3, { text: users });
    await untilShown(server, uri('db/002_orders.sql'), []);
  });

  test('whose closed files are as they are on disk, whatever an editor forgot', async () => {
    const opened = await openWorkspace({ 'db/001_users.sql': users, 'db/002_orders.sql': orders });
    const { server, uri } = opened;
    server.open(uri('db/002_orders.sql'), orders);
    await untilShown(server, uri('db/002_orders.sql'), []);
    opened.write('db/001_users.sql', users.replace('uuid', 'text'));
    await untilShown(server, uri('db/002_orders.sql'), ['fk-type-mismatch']);
    opened.remove('db/001_users.sql');
    await untilShown(server, uri('db/002_orders.sql'), ['unresolved-relation']);
    opened.write('db/001_users.sql', users);
    await untilShown(server, uri('db/002_orders.sql'), []);
  });

  test('whose tables stand in one diagram, each with its own document', async () => {
    const { server, uri } = await openWorkspace({ 'db/001_users.sql': users, 'db/002_orders.sql': orders });
    server.open(uri('db/002_orders.sql'), orders);
    await untilShown(server, uri('db/002_orders.sql'), []);
    const result = await server.request<DiagramResult>('schemaArchitect/diagram', {
      uri: uri('db/002_orders.sql'),
    });
    expect(
      result.picture.tables.map((table) => [table.name, table.place?.uri, table.place?.range.start]),
    ).toEqual([
      ['users', uri('db/001_users.sql'), { line: 0, character: 13 }],
      ['orders', uri('db/002_orders.sql'), { line: 0, character: 13 }],
    ]);
    expect(result.picture.relations).toHaveLength(1);
  });

  test('whose first analysis is told of where it takes a while, and only the first', async () => {
    const table = (at: number) =>
      `create table t${at} (id bigint primary key, note text not null, other text);\n`;
    const part = (at: number) => Array.from({ length: 300 }, (_, of) => table(at * 300 + of)).join('');
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`db/migrations/V${at + 1}__part.sql`, part(at)]),
    );
    const { server, uri } = await openWorkspace(files, { showsProgress: true });
    const last = uri('db/migrations/V60__part.sql');
    server.open(last, part(59));
    await server.published(last, 1);
    server.change(last, 2, { text: `${part(59)}select * from t0, t17999;` });
    expect((await server.published(last, 2)).filter(({ severity }) => severity === 1)).toEqual([]);
    const told = server.notifications.flatMap(({ method, params }) => {
      const { value } = params as { value?: { kind: string; title?: string } };
      return method === '$/progress' && value ? [value.title ?? value.kind] : [];
    });
    expect(told.filter((one) => one === 'Checking the SQL files')).toHaveLength(1);
    expect(told.at(-1)).toBe('end');
  });

  test('and does not mix with another project beside it', async () => {
    const { server, uri } = await openWorkspace({
      'a/migrations/V1__users.sql': users,
      'b/migrations/V1__users.sql': users,
      'b/migrations/V2__orders.sql': orders,
    });
    server.open(uri('a/migrations/V1__users.sql'), users);
    server.open(uri('b/migrations/V2__orders.sql'), orders);
    await untilShown(server, uri('a/migrations/V1__users.sql'), []);
    await untilShown(server, uri('b/migrations/V2__orders.sql'), []);
  });
});

describe('ways up and down in one file', () => {
  const text = `-- +goose Up
create table users (id bigint primary key);

-- +goose Down
drop table users;
`;
  const next = `-- +goose Up
create table orders (
  id bigint primary key,
  user_id bigint references users on delete cascade
);
create index on orders (user_id);

-- +goose Down
drop table ordres;
`;

  test('the down part builds nothing, and is checked on what its own migration leaves', async () => {
    const { server, uri } = await openWorkspace({ 'm/00001_users.sql': text, 'm/00002_orders.sql': next });
    const file = uri('m/00002_orders.sql');
    server.open(file, next);
    await untilShown(server, file, ['unresolved-relation']);
    server.change(file, 2, { range: rangeOf(next, 'ordres'), text: 'orders' });
    await untilShown(server, file, []);
  });

  test('what is typed in the way up stays there', async () => {
    const { server, uri } = await openWorkspace({ 'm/00001_users.sql': text, 'm/00002_orders.sql': next });
    const file = uri('m/00001_users.sql');
    server.open(file, text);
    await untilShown(server, file, []);
    const added = 'create table more (id missing primary key);\n';
    server.change(file, 2, {
      range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } },
      text: added,
    });
    await untilShown(server, file, ['undefined-type']);
    // After the pause the file is looked at anew, with the same result.
    await new Promise((resolve) => setTimeout(resolve, 700));
    await untilShown(server, file, ['undefined-type']);
  });
});

describe('schema-architect.json', () => {
  const configuration =
    '{\n  // one database\n  "databases": [{ "name": "main", "files": ["b.sql", "a.sql"] }]\n}\n';
  const files = {
    'schema-architect.json': configuration,
    'a.sql': orders,
    'b.sql': users,
    'c.sql': 'create table users (id text primary key);\n',
  };

  test('says which files are a database, and in what order', async () => {
    const { server, uri } = await openWorkspace(files);
    server.open(uri('a.sql'), orders);
    await untilShown(server, uri('a.sql'), []);
  });

  test('is checked as it is typed; meanwhile the last good one stays in force', async () => {
    const { server, uri } = await openWorkspace(files);
    const file = uri('schema-architect.json');
    server.open(uri('a.sql'), orders);
    await untilShown(server, uri('a.sql'), []);
    server.open(file, configuration);
    await untilShown(server, file, []);
    server.change(file, 2, { range: rangeOf(configuration, '"files"'), text: '"filse"' });
    await untilShown(server, file, ['configuration', 'configuration']);
    await untilShown(server, uri('a.sql'), []);
    server.change(file, 3, { text: configuration.replace('"b.sql", ', '') });
    await untilShown(server, file, []);
    await untilShown(server, uri('a.sql'), ['unresolved-relation']);
  });
});
