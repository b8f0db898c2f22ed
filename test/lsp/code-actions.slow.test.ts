import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver';
import { applyEdits } from '../../server/text/apply-edits.ts';
import { buildLineIndex, toOffset } from '../../server/text/line-index.ts';
import { diagnosticsFromScratch, type LspSession, rangeOf, startSession } from '../support/lsp-session.ts';

interface SnippetEdit {
  readonly range: CodeActionRange;
  readonly snippet?: { readonly kind: string; readonly value: string };
  readonly newText?: string;
}
type CodeActionRange = Parameters<LspSession['actions']>[1];

/** The text after an edit as a client applies it; snippets as they are written. */
function apply(text: string, edit: WorkspaceEdit | undefined, uri: string): string {
  const ofDocument = edit?.documentChanges?.flatMap((change) =>
    'edits' in change && change.textDocument.uri === uri ? (change.edits as readonly SnippetEdit[]) : [],
  );
  const edits: readonly SnippetEdit[] = ofDocument ?? edit?.changes?.[uri] ?? [];
  const lines = buildLineIndex(text);
  return applyEdits(
    text,
    edits.map(({ range, newText, snippet }) => ({
      start: toOffset(lines, text, range.start),
      end: toOffset(lines, text, range.end),
      newText: newText ?? snippet?.value ?? '',
    })),
  );
}

const titles = (actions: readonly CodeAction[]) => actions.map(({ title }) => title);
const find = (actions: readonly CodeAction[], title: RegExp) =>
  actions.find((action) => title.test(action.title));
const rulesAfter = (uri: string, text: string) => diagnosticsFromScratch(uri, text).map(({ code }) => code);

const uri = 'file:///actions.sql';
const text = `create table t (
  id bigint primary key,
  a varchar(255), b varchar(255),
  kind missing_enum
);
`;

/** A client that knows little, and one that knows all that the server makes use of. */
let plain: LspSession;
let rich: LspSession;
beforeAll(async () => {
  [plain, rich] = await Promise.all([
    startSession(),
    startSession({
      initializationOptions: { openRule: true },
      workspaceEdit: { documentChanges: true, snippetEditSupport: true },
      codeAction: { resolveSupport: { properties: ['edit'] }, dataSupport: true },
    }),
  ]);
  for (const server of [plain, rich]) {
    server.open(uri, text);
    await server.published(uri, 1);
  }
});
afterAll(() => Promise.all([plain.stop(), rich.stop()]));

describe('quick fixes', () => {
  test('are preferred where they are safe, and name the diagnostic that they remove', async () => {
    const actions = await plain.actions(uri, rangeOf(text, 'varchar(255)'));
    const safe = find(actions, /^Change a to text$/);
    expect(safe).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(safe?.diagnostics).toMatchObject([{ code: 'varchar-255', range: rangeOf(text, 'varchar(255)') }]);
    const fixed = apply(text, safe?.edit, uri);
    expect(fixed).toBe(text.replace('a varchar(255)', 'a text'));
    const suggestion = find(actions, /^Change a to text with a CHECK/);
    expect(suggestion).not.toHaveProperty('isPreferred');
    expect(apply(text, suggestion?.edit, uri)).toContain('char_length(a) <= 255');
  });

  test('are offered at the cursor only', async () => {
    const { start } = rangeOf(text, 'varchar(255)');
    expect(find(await plain.actions(uri, { start, end: start }), /^Change a to text$/)).toBeDefined();
    const elsewhere = rangeOf(text, 'primary key').end;
    expect(await plain.actions(uri, { start: elsewhere, end: elsewhere })).toEqual([]);
  });

  test('are snippets where the client understands them, else plain text', async () => {
    const at = rangeOf(text, 'missing_enum');
    const [snippet, words] = await Promise.all([rich.actions(uri, at), plain.actions(uri, at)]);
    const create = /^Create the enum type missing_enum$/;
    const written = apply(text, find(snippet, create)?.edit, uri);
    expect(find(snippet, create)?.edit).toHaveProperty('documentChanges.0.textDocument', { uri, version: 1 });
    expect(written).toMatch(/CREATE TYPE missing_enum AS ENUM \([^)]*\$\{1:/i);
    const plainText = apply(text, find(words, create)?.edit, uri);
    expect(plainText).not.toMatch(/\$\{?\d/);
    expect(rulesAfter(uri, plainText)).toEqual(['varchar-255', 'varchar-255']);
  });
});

describe('bulk actions', () => {
  test('fix all findings of a rule', async () => {
    const all = find(await plain.actions(uri, rangeOf(text, 'varchar(255)')), /^Fix all varchar-255/);
    expect(all?.kind).toBe('quickfix');
    expect(apply(text, all?.edit, uri)).toBe(text.replaceAll('varchar(255)', 'text'));
  });

  test('are computed when chosen, where the client can wait', async () => {
    const all = find(await rich.actions(uri, rangeOf(text, 'varchar(255)')), /^Fix all varchar-255/);
    expect(all?.edit).toBeUndefined();
    const resolved = await rich.request<CodeAction>('codeAction/resolve', all);
    expect(apply(text, resolved.edit, uri)).toBe(text.replaceAll('varchar(255)', 'text'));
  });

  test('are refused for a document that has changed since', async () => {
    const changed = 'file:///changed.sql';
    rich.open(changed, text);
    await rich.published(changed, 1);
    const all = find(await rich.actions(changed, rangeOf(text, 'varchar(255)')), /^Fix all varchar-255/);
    const start = { line: 0, character: 0 };
    rich.change(changed, 2, { range: { start, end: start }, text: '\n' });
    await expect(rich.request('codeAction/resolve', all)).rejects.toThrow(/changed/);
  });

  test('apply every safe fix on saving, rounds included, and only when asked for', async () => {
    const fixable = `create table p (id bigint primary key);\r\ncreate table c (\r\n  id bigint primary key, note varchar(255), p_id bigint references p on delete cascade,\r\n  unique (id) where note is null\r\n);\r\n`;
    const file = 'file:///fix-all.sql';
    plain.open(file, fixable);
    await plain.published(file, 1);
    const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    expect(find(await plain.actions(file, everywhere), /^Apply all safe fixes$/)).toBeUndefined();
    for (const only of ['source.fixAll.schemaArchitect', 'source.fixAll', 'source']) {
      const actions = await plain.actions(file, everywhere, { only: [only] });
      expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.schemaArchitect']);
      const fixed = apply(fixable, actions[0]?.edit, file);
      expect(fixed.replaceAll('\r\n', '')).not.toContain('\n');
      expect(rulesAfter(file, fixed)).toEqual([]);
    }
    expect(await plain.actions(file, everywhere, { only: ['source.organizeImports'] })).toEqual([]);
  });

  test('are none where nothing can be fixed', async () => {
    const file = 'file:///nothing.sql';
    plain.open(file, 'create table t (id bigint primary key);');
    await plain.published(file, 1);
    const here = { start: { line: 0, character: 0 }, end: { line: 0, character: 40 } };
    expect(await plain.actions(file, here, { only: ['source.fixAll'] })).toEqual([]);
  });
});

describe('“ignore on this line”', () => {
  async function ignore(name: string, sql: string, words: string, rule: string): Promise<string | null> {
    const file = `file:///${name}.sql`;
    plain.open(file, sql);
    await plain.published(file, 1);
    const action = find(
      await plain.actions(file, rangeOf(sql, words)),
      new RegExp(`^Ignore ${rule} on this line$`),
    );
    return action ? apply(sql, action.edit, file) : null;
  }

  test('puts a comment above, as far in as the line', async () => {
    const after = await ignore('above', text, 'varchar(255)', 'varchar-255');
    expect(after).toBe(text.replace('  a varchar', '  -- schema-architect-ignore varchar-255\n  a varchar'));
    expect(rulesAfter(uri, after ?? '')).toEqual(['undefined-type']);
  });

  test('keeps the line ends of the file', async () => {
    const after = await ignore(
      'crlf',
      'create table t (\r\n  note text\r\n);\r\n',
      't (',
      'missing-primary-key',
    );
    expect(after).toBe(
      '-- schema-architect-ignore missing-primary-key\r\ncreate table t (\r\n  note text\r\n);\r\n',
    );
  });

  test('adds to a comment that is there', async () => {
    const sql =
      'create table t (\n  id bigint primary key,\n  -- schema-architect-ignore varchar-255\n  price float, note varchar(255)\n);\n';
    const after = await ignore('merge', sql, 'float', 'float-for-money');
    expect(after).toBe(sql.replace('ignore varchar-255', 'ignore varchar-255, float-for-money'));
    expect(rulesAfter(uri, after ?? '')).toEqual([]);
  });

  test('never lands inside a string, a body or a comment', async () => {
    const inString =
      "create table t (\n  id bigint primary key, word text default 'a\nb', note varchar(255)\n);\n";
    expect(await ignore('string', inString, 'varchar(255)', 'varchar-255')).toBeNull();
    const inComment = 'create table t (\n  id bigint primary key, /* a\nb */ note varchar(255)\n);\n';
    expect(await ignore('comment', inComment, 'varchar(255)', 'varchar-255')).toBeNull();
  });
});

describe('opening the documentation', () => {
  test('is offered where the client says that it can', async () => {
    const at = rangeOf(text, 'varchar(255)');
    const open = /^Open the documentation of varchar-255$/;
    expect(find(await rich.actions(uri, at), open)?.command).toMatchObject({
      command: 'schemaArchitect.openRule',
      arguments: [{ rule: 'varchar-255' }],
    });
    expect(titles(await plain.actions(uri, at)).filter((title) => open.test(title))).toEqual([]);
  });
});

test('a document with replaced characters is offered no edit', async () => {
  const file = 'file:///latin.sql';
  const sql = '-- Gr\ufffd\ufffde\ncreate table t (id bigint primary key, note varchar(255));\n';
  plain.open(file, sql);
  await plain.published(file, 1);
  const actions = await plain.actions(file, rangeOf(sql, 'varchar(255)'));
  expect(actions.filter(({ edit }) => edit)).toEqual([]);
  const all = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  expect(await plain.actions(file, all, { only: ['source.fixAll'] })).toEqual([]);
});
