import { rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { type LspSession, type SessionOptions, startSession, summary } from '../support/lsp-session.ts';
import { removeFoldersAfterwards, temporaryFolder } from '../support/run-cli.ts';

removeFoldersAfterwards();

const uri = 'file:///settings.sql';
const text = 'create table t (note varchar(255));\n';
const sessions: LspSession[] = [];

async function start(options: SessionOptions): Promise<LspSession> {
  const session = await startSession(options);
  sessions.push(session);
  return session;
}
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.stop()));
});

/** Waits until the newest diagnostics of a document are these. */
async function untilShown(server: LspSession, file: string, expected: readonly string[]): Promise<void> {
  const isShown = () => {
    const newest = server.publications(file).at(-1);
    return newest !== undefined && JSON.stringify(summary(newest.diagnostics)) === JSON.stringify(expected);
  };
  for (let turn = 0; turn < 100 && !isShown(); turn++)
    await new Promise((resolve) => setTimeout(resolve, 30));
  expect(summary(server.publications(file).at(-1)?.diagnostics ?? [])).toEqual(expected);
}

describe('settings', () => {
  test('are asked for and take effect at once', async () => {
    let settings: object = { rules: { 'varchar-255': 'off' } };
    const server = await start({ configuration: () => settings });
    server.open(uri, text);
    await untilShown(server, uri, ['missing-primary-key 0:13']);
    settings = { rules: { 'missing-primary-key': 'error', 'varchar-255': 'nonsense' } };
    server.notify('workspace/didChangeConfiguration', { settings: null });
    await untilShown(server, uri, ['missing-primary-key 0:13', 'varchar-255 0:21']);
    expect(
      server
        .publications(uri)
        .at(-1)
        ?.diagnostics.map(({ severity }) => severity),
    ).toEqual([1, 4]);
    expect(server.publications(uri).at(-1)?.version).toBe(1);
  });

  test('are taken from the notification where the client cannot be asked', async () => {
    const server = await start({
      initializationOptions: { settings: { rules: { 'missing-primary-key': 'off' } } },
    });
    server.open(uri, text);
    await untilShown(server, uri, ['varchar-255 0:21']);
    server.notify('workspace/didChangeConfiguration', {
      settings: { schemaArchitect: { rules: { 'varchar-255': 'off' } } },
    });
    await untilShown(server, uri, ['missing-primary-key 0:13']);
  });

  test('choose the version of PostgreSQL', async () => {
    let settings: object = { postgresVersion: 18 };
    const server = await start({ configuration: () => settings });
    const query = 'select total_time from pg_stat_statements;\n';
    server.open(uri, query);
    await untilShown(server, uri, ['pg-stat-statements-column 0:7']);
    expect(server.publications(uri).at(-1)?.diagnostics[0]?.message).toContain('total_exec_time');
    settings = { postgresVersion: 'newest' };
    server.notify('workspace/didChangeConfiguration', { settings: null });
    await untilShown(server, uri, ['pg-stat-statements-column 0:7']);
  });

  test('make a client that pulls ask again', async () => {
    let settings: object = {};
    const server = await start({ pulls: true, configuration: () => settings });
    server.open(uri, text);
    const before = await server.pull(uri);
    settings = { rules: { 'missing-primary-key': 'off', 'varchar-255': 'off' } };
    server.notify('workspace/didChangeConfiguration', { settings: null });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await server.pull(uri, before.resultId)).toMatchObject({ kind: 'full', items: [] });
    expect(server.publications(uri)).toEqual([]);
  });
});

describe('other files of the workspace', () => {
  const child = 'create table child (id bigint primary key references app.parent on delete cascade);\n';

  test('define names that are not reported as missing', async () => {
    const folder = temporaryFolder({
      'db/1.sql': 'create schema app;\ncreate table app.parent (id bigint primary key);\n',
      'db/2.sql': child,
    });
    const server = await start({ folders: [pathToFileURL(folder).href] });
    const file = pathToFileURL(`${folder}/db/2.sql`).href;
    server.open(file, child);
    await untilShown(server, file, []);
    rmSync(`${folder}/db/1.sql`);
    const changes = [{ uri: pathToFileURL(`${folder}/db/1.sql`).href, type: 3 }];
    server.notify('workspace/didChangeWatchedFiles', { changes });
    await untilShown(server, file, ['unresolved-relation 0:53']);
    writeFileSync(`${folder}/db/1.sql`, 'create table app.parent (id bigint primary key);');
    server.notify('workspace/didChangeWatchedFiles', { changes: [{ ...changes[0], type: 1 }] });
    await untilShown(server, file, []);
  });

  test('count no more when their folder leaves the workspace', async () => {
    const folder = temporaryFolder({ '1.sql': 'create table app.parent (id bigint primary key);\n' });
    const uriOfFolder = pathToFileURL(folder).href;
    const server = await start({ folders: [uriOfFolder] });
    server.open(uri, child);
    await untilShown(server, uri, []);
    server.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: uriOfFolder, name: 'db' }] },
    });
    await untilShown(server, uri, ['unresolved-relation 0:53']);
  });

  test('do not make a name of the same file known before it is created', async () => {
    const folder = temporaryFolder({ '1.sql': 'create table other (id bigint primary key);\n' });
    const server = await start({ folders: [pathToFileURL(folder).href] });
    const file = pathToFileURL(`${folder}/2.sql`).href;
    server.open(file, 'create table a (id bigint primary key references b on delete cascade);\n');
    await untilShown(server, file, ['unresolved-relation 0:49']);
  });
});
