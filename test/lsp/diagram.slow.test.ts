import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodeLens, DocumentSymbol } from 'vscode-languageserver';
import type { DiagramView } from '../../server/protocol/diagram.ts';
import type {
  DiagramMatch,
  DiagramResult,
  NamedDiagramView,
  SavedDiagramView,
  UnchangedDiagram,
} from '../../server/protocol/messages.ts';
import { type LspSession, rangeOf, startSession } from '../support/lsp-session.ts';

const customers = 'create table customers (id bigint primary key, name text);\n';
const orders = `create table orders (
  id bigint primary key,
  customer_id bigint not null references customers on delete cascade
);
create index on orders (customer_id);
`;

let folder: string;
let server: LspSession;
const uri = (path: string) => pathToFileURL(join(folder, path)).href;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder });
const ask = <Answer = DiagramResult>(view: Partial<DiagramView> = {}, more: object = {}) =>
  server.request<Answer>('schemaArchitect/diagram', { uri: uri('db/2_orders.sql'), view, ...more });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'schema-architect-'));
  const files = {
    'db/1_customers.sql': customers,
    'db/2_orders.sql': orders,
    'schema-architect.json': '{ "contexts": { "sales": ["orders"] }, "views": { "few": { "hops": 0 } } }\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'one');
  server = await startSession({
    folders: [pathToFileURL(folder).href],
    initializationOptions: { showInDiagram: true },
  });
  server.open(uri('db/2_orders.sql'), orders);
  await server.published(uri('db/2_orders.sql'), 1);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('schemaArchitect/diagram', () => {
  test('has all that the view draws, each with its place', async () => {
    const { picture } = await ask();
    expect(picture).toMatchObject({
      detail: 'full',
      overview: false,
      total: 2,
      hiddenCount: 0,
      differences: null,
    });
    const [first, second] = picture.tables;
    expect(first).toMatchObject({ name: 'customers', own: false, place: { uri: uri('db/1_customers.sql') } });
    expect(second).toMatchObject({ name: 'orders', own: true, columnCount: 2, findings: [] });
    expect(second?.columns[1]).toMatchObject({
      name: 'customer_id',
      type: 'bigint',
      notNull: true,
      keys: ['FK'],
      place: { uri: uri('db/2_orders.sql'), range: rangeOf(orders, 'customer_id') },
    });
    expect(picture.relations).toMatchObject([
      {
        parent: 'T0',
        child: 'T1',
        onDelete: 'cascade',
        count: 1,
        place: { range: rangeOf(orders, 'references customers on delete cascade') },
      },
    ]);
    expect(JSON.stringify(picture)).not.toContain('nameRange');
  });

  test('takes the view’s choices and the configuration’s contexts', async () => {
    const focus = [{ schema: 'public', name: 'orders' }];
    const { picture } = await ask({ focus, hops: 0, grouping: 'context', detail: 'names' });
    expect(picture.groups).toEqual([{ id: 'G0', title: 'sales', colour: 0, tableCount: 1 }]);
    expect(picture.tables).toMatchObject([{ name: 'orders', columns: [], moreRelations: 1, group: 'G0' }]);
  });

  test('is not sent again where it is the same', async () => {
    const { picture, ...state } = await ask();
    expect(await ask<UnchangedDiagram>({}, { known: picture.hash })).toEqual({ ...state, unchanged: true });
    expect(await ask({ detail: 'keys' }, { known: picture.hash })).toHaveProperty('picture');
  });

  test('compares with a revision, the saved file and one migration', async () => {
    const end = { line: 5, character: 0 };
    const added = 'alter table orders add column note text;\n';
    server.change(uri('db/2_orders.sql'), 2, { range: { start: end, end }, text: added });
    const told = ({ picture }: DiagramResult) =>
      picture.differences?.map(({ change, name }) => `${change} ${name}`);
    for (const comparison of [{ with: 'revision', revision: 'main' }, { with: 'saved' }] as const) {
      const result = await ask({ comparison });
      expect(told(result)).toEqual(['added public.orders.note']);
      expect(result.picture.tables[1]).toMatchObject({ name: 'orders', change: 'changed' });
      expect(result.picture.differences?.[0]?.place?.range).toEqual(rangeOf(orders + added, 'note'));
    }
    expect(told(await ask({ comparison: { with: 'before', uri: uri('db/2_orders.sql') } }))).toEqual([
      'added public.orders',
      'added orders_customer_id_fkey on public.orders',
    ]);
    server.change(uri('db/2_orders.sql'), 3, { text: orders });
  });

  test('says why a comparison is not there, and draws without it', async () => {
    const unknown = await ask({ comparison: { with: 'revision', revision: 'nowhere' } });
    expect(unknown).toMatchObject({
      problem: {
        text: 'There is nothing to compare with: {0}.',
        values: ['git knows no revision “nowhere” here'],
      },
      picture: { total: 2, differences: null },
    });
    server.open('untitled:a', 'create table a (id int primary key);');
    const request = (comparison: object) =>
      server.request<DiagramResult>('schemaArchitect/diagram', { uri: 'untitled:a', view: { comparison } });
    expect(await request({ with: 'saved' })).toMatchObject({
      problem: { text: 'This document has not been saved yet.', values: [] },
    });
    expect(await request({ with: 'revision', revision: 'main' })).toMatchObject({
      problem: { text: 'Only files have revisions.', values: [] },
    });
    expect(await request({ with: 'before', uri: 'file:///elsewhere.sql' })).toHaveProperty('problem');
  });
});

test('places follow edits that leave the picture as it is', async () => {
  const at = 'file:///places.sql';
  const text = 'create table a (id int, b int, c int);\n';
  const placesIn = async () => {
    const { picture } = await server.request<DiagramResult>('schemaArchitect/diagram', { uri: at });
    return picture.tables[0]?.columns.map(({ place }) => place?.range.start);
  };
  server.open(at, text);
  const [, b] = (await placesIn())!;
  expect(b).toEqual({ line: 0, character: 24 });
  // The same offsets, another line.
  const before = { start: { line: 0, character: 23 }, end: { line: 0, character: 24 } };
  server.change(at, 2, { range: before, text: '\n' });
  expect(await placesIn()).toEqual([
    { line: 0, character: 16 },
    { line: 1, character: 0 },
    { line: 1, character: 7 },
  ]);
  const start = { line: 0, character: 0 };
  server.change(at, 3, { range: { start, end: start }, text: '\n' });
  expect((await placesIn())?.[1]).toEqual({ line: 2, character: 0 });
});

test('search, table at a position, place and export', async () => {
  const at = uri('db/2_orders.sql');
  const matches = await server.request<DiagramMatch[]>('schemaArchitect/diagramSearch', {
    uri: at,
    text: 'cust',
  });
  expect(matches.map(({ table, column }) => [table.name, column])).toEqual([
    ['customers', null],
    ['orders', 'customer_id'],
  ]);
  expect(matches[0]?.place?.uri).toBe(uri('db/1_customers.sql'));
  const tableAt = (position: object) =>
    server.request('schemaArchitect/diagramTableAt', { uri: at, position });
  expect(await tableAt({ line: 1, character: 3 })).toEqual({ schema: 'public', name: 'orders' });
  expect(await tableAt(rangeOf(orders, 'customers').start)).toEqual({ schema: 'public', name: 'customers' });
  const place = (what: object) => server.request('schemaArchitect/diagramPlace', { uri: at, ...what });
  const table = { schema: 'public', name: 'orders' };
  expect(await place({ table, column: 'id' })).toEqual({ uri: at, range: rangeOf(orders, 'id') });
  const { picture } = await ask();
  expect(await place({ relation: picture.relations[0]?.id })).toEqual(picture.relations[0]?.place);
  expect(await place({ table: { schema: 'x', name: 'y' } })).toBeNull();
  for (const [format, start] of [
    ['mermaid', 'erDiagram\n'],
    ['markdown', '```mermaid\n'],
    ['dbml', 'Table "customers" {\n'],
    ['plantuml', '@startuml\n'],
    ['json', '{"schemaVersion":1'],
  ] as const) {
    const text = await server.request<string>('schemaArchitect/diagramExport', { uri: at, view: {}, format });
    expect(text.slice(0, start.length)).toBe(start);
  }
});

test('saved views are listed, and saving one gives the configuration’s new text', async () => {
  const at = uri('db/2_orders.sql');
  const views = await server.request<NamedDiagramView[]>('schemaArchitect/diagramViews', { uri: at });
  expect(views).toEqual([{ name: 'few', view: { hops: 0 } }]);
  const saved = await server.request<SavedDiagramView>('schemaArchitect/diagramSaveView', {
    uri: at,
    name: 'keys',
    view: { detail: 'keys', comparison: { with: 'before', uri: at } },
  });
  expect(saved.uri).toBe(uri('schema-architect.json'));
  expect(JSON.parse(saved.text)).toEqual({
    contexts: { sales: ['orders'] },
    views: { few: { hops: 0 }, keys: { detail: 'keys' } },
  });
});

test('the outline and the lenses', async () => {
  const textDocument = { uri: uri('db/2_orders.sql') };
  const symbols = await server.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
  expect(symbols.map(({ name, detail }) => `${name} ${detail}`)).toEqual([
    'orders table',
    'orders_customer_id_idx on orders',
  ]);
  expect(symbols[0]?.children?.map(({ name }) => name)).toEqual([
    'id',
    'customer_id',
    'orders_pkey',
    'orders_customer_id_fkey',
  ]);
  const lenses = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument });
  expect(lenses).toEqual([
    {
      range: rangeOf(orders, 'orders'),
      command: {
        title: 'Show in diagram',
        command: 'schemaArchitect.showInDiagram',
        arguments: [{ uri: textDocument.uri, schema: 'public', name: 'orders' }],
      },
    },
  ]);
});

test('lenses are only for clients that show tables, and can be off', async () => {
  const plain = await startSession();
  expect(plain.initialized.capabilities.codeLensProvider).toBeUndefined();
  expect(plain.initialized.capabilities.documentSymbolProvider).toBe(true);
  await plain.stop();
  const off = await startSession({
    initializationOptions: { showInDiagram: true },
    configuration: () => ({ codeLens: { enabled: false } }),
  });
  off.open('file:///a.sql', customers);
  await off.published('file:///a.sql', 1);
  expect(await off.request('textDocument/codeLens', { textDocument: { uri: 'file:///a.sql' } })).toEqual([]);
  await off.stop();
});
