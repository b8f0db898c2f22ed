import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../server/syntax/parser.ts';
import { loadWorkspace, updateWorkspace } from '../../server/workspace/load-workspace.ts';
import { removeFoldersAfterwards, temporaryFolder } from '../support/run-cli.ts';
import { tables } from './listing.ts';

beforeAll(loadParser);
removeFoldersAfterwards();

const shape = (workspace: Awaited<ReturnType<typeof loadWorkspace>>) =>
  workspace.folders.map(({ databases, root }) =>
    databases.map(({ tool, parts }) =>
      [tool, ...parts.map(({ path }) => path.slice(root.length + 1))].join(' '),
    ),
  );

describe('a workspace', () => {
  test('reads each folder for itself', async () => {
    const first = temporaryFolder(tables('V1__a.sql', 'node_modules/x/V9__z.sql'));
    const second = temporaryFolder(tables('1_a.up.sql', '1_a.down.sql'));
    const progress: number[] = [];
    const workspace = await loadWorkspace([first, second], { onProgress: (read) => progress.push(read) });
    expect(shape(workspace)).toEqual([['flyway V1__a.sql'], ['golang-migrate 1_a.up.sql']]);
    expect(progress.length).toBe(3);
  });

  test('follows files that are created, changed, renamed and deleted', async () => {
    const folder = temporaryFolder(tables('m/V1__a.sql', 'm/V2__b.sql'));
    let workspace = await loadWorkspace([folder]);
    writeFileSync(`${folder}/m/V3__c.sql`, 'select 1;');
    workspace = await updateWorkspace(workspace, [`${folder}/m/V3__c.sql`]);
    expect(shape(workspace)).toEqual([['flyway m/V1__a.sql m/V2__b.sql m/V3__c.sql']]);
    renameSync(`${folder}/m/V3__c.sql`, `${folder}/m/V4__c.sql`);
    workspace = await updateWorkspace(workspace, [`${folder}/m/V3__c.sql`, `${folder}/m/V4__c.sql`]);
    expect(shape(workspace)).toEqual([['flyway m/V1__a.sql m/V2__b.sql m/V4__c.sql']]);
    renameSync(`${folder}/m`, `${folder}/n`);
    workspace = await updateWorkspace(workspace, [`${folder}/m`, `${folder}/n`]);
    expect(shape(workspace)).toEqual([['flyway n/V1__a.sql n/V2__b.sql n/V4__c.sql']]);
    rmSync(`${folder}/n/V1__a.sql`);
    workspace = await updateWorkspace(workspace, [`${folder}/n/V1__a.sql`]);
    expect(shape(workspace)).toEqual([['flyway n/V2__b.sql n/V4__c.sql']]);
    expect(workspace.folders[0]?.failures.size).toBe(0);
  });

  test('stays the same value where nothing that counts has changed', async () => {
    const folder = temporaryFolder({ ...tables('a/V1__a.sql', 'b/V1__b.sql'), 'notes.txt': 'x' });
    const workspace = await loadWorkspace([folder]);
    expect(
      await updateWorkspace(workspace, [`${folder}/notes.txt`, `${folder}/a/V1__a.sql`, '/elsewhere.sql']),
    ).toBe(workspace);
    writeFileSync(`${folder}/a/V1__a.sql`, 'create table other (id int);');
    const next = await updateWorkspace(workspace, [`${folder}/a/V1__a.sql`]);
    expect(next).not.toBe(workspace);
    // The same files in the same order are the same database.
    expect(next.folders[0]?.databases[1]).toBe(workspace.folders[0]?.databases[1]);
    expect(next.folders[0]?.files.get(`${folder}/b/V1__b.sql`)).toBe(
      workspace.folders[0]?.files.get(`${folder}/b/V1__b.sql`),
    );
  });

  test('takes a branch switch of 500 files in one call', async () => {
    const names = Array.from({ length: 500 }, (_, at) => `m/${String(at).padStart(4, '0')}_x.sql`);
    const folder = temporaryFolder(tables(...names));
    const workspace = await loadWorkspace([folder]);
    for (const name of names.slice(0, 250)) rmSync(`${folder}/${name}`);
    for (const name of names.slice(250))
      writeFileSync(`${folder}/${name}`, '-- migrate:up\nselect 1;\n-- migrate:down\n');
    const next = await updateWorkspace(
      workspace,
      names.map((name) => `${folder}/${name}`),
    );
    expect(next.folders[0]?.databases.map(({ tool, parts }) => [tool, parts.length])).toEqual([
      ['dbmate', 250],
    ]);
  });

  test('believes open documents more than the disk', async () => {
    const folder = temporaryFolder(tables('1.sql'));
    const path = `${folder}/1.sql`;
    const openTexts = new Map([[path, '-- +goose Up\nselect 1;\n']]);
    const workspace = await loadWorkspace([folder], { openTexts });
    expect(workspace.folders[0]?.databases[0]?.tool).toBe('goose');
    const closed = await updateWorkspace(workspace, [path], { openTexts: new Map([[path, 'select 1;']]) });
    expect(closed.folders[0]?.databases[0]?.tool).toBe('numbered files');
  });

  test('reads what is included from outside, and the configuration above', async () => {
    const folder = temporaryFolder({
      'shared/types.sql': "create type state as enum ('new');",
      'app/load.sql': '\\ir ../shared/types.sql\ncreate table t (id bigint primary key, s state);\n',
    });
    const [app] = (await loadWorkspace([`${folder}/app`])).folders;
    expect(app?.databases.map(({ parts }) => parts.map(({ path }) => path))).toEqual([
      [`${folder}/shared/types.sql`, `${folder}/app/load.sql`],
    ]);
  });

  test('keeps the last good configuration, and says what is wrong with the new one', async () => {
    const folder = temporaryFolder({
      ...tables('a.sql', 'b.sql'),
      'schema-architect.json': '{ "databases": [ { "name": "x", "files": ["b.sql", "a.sql"] } ] }',
    });
    const path = `${folder}/schema-architect.json`;
    const workspace = await loadWorkspace([folder]);
    writeFileSync(path, '{ "databases": [ { "name": "x", "file": [] } ] }');
    const bad = await updateWorkspace(workspace, [path]);
    expect(shape(bad)).toEqual([['configuration b.sql a.sql']]);
    expect(bad.folders[0]?.problems.get(path)?.length).toBeGreaterThan(0);
    rmSync(path);
    const gone = await updateWorkspace(bad, [path]);
    expect(shape(gone)).toEqual([['schema files a.sql b.sql']]);
    expect(gone.folders[0]?.problems.size).toBe(0);
  });

  test('survives what cannot be read', async () => {
    const folder = temporaryFolder(tables('a.sql', 'shut/b.sql', 'new\nline/ü.sql'));
    symlinkSync(folder, `${folder}/loop`);
    symlinkSync('nowhere.sql', `${folder}/dangling.sql`);
    mkdirSync(`${folder}/folder.sql`);
    chmodSync(`${folder}/shut`, 0o000);
    const workspace = await loadWorkspace([folder, `${folder}/missing`], { largestFile: 1000 });
    chmodSync(`${folder}/shut`, 0o755);
    expect(workspace.folders[0]?.files.has(`${folder}/a.sql`)).toBe(true);
    expect(workspace.folders[1]?.databases).toEqual([]);
    expect([...(workspace.folders[1]?.failures.values() ?? [])].map(({ message }) => message)).toEqual([
      'no such file or folder',
    ]);
    const large = await loadWorkspace([folder], { largestFile: 10 });
    expect(large.folders[0]?.failures.get(`${folder}/a.sql`)?.message).toBe('too large to be read');
  });
});
