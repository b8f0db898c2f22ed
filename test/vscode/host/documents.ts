import * as assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  applyFix,
  closeEditors,
  diagnosticsOf,
  eventually,
  gone,
  openFile,
  pause,
  ruleOf,
  settled,
  shown,
  workspaceFolder,
} from './support.ts';

const broken = 'CREATE TABLE note (id bigint PRIMARY KEY, kind no_such_type);\n';

describe('documents', () => {
  afterEach(closeEditors);

  it('serves untitled documents', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'sql',
      content: 'CREATE TABLE slot (id bigint PRIMARY KEY, day date, UNIQUE (day) WHERE day IS NOT NULL);\n',
    });
    assert.equal(document.uri.scheme, 'untitled');
    await vscode.window.showTextDocument(document);
    await applyFix(document, 'partial-unique-in-create-table');
    await gone(document, 'partial-unique-in-create-table');
  });

  it('leaves the git side of a comparison alone', async () => {
    const file = vscode.Uri.file(join(workspaceFolder(), 'schema.sql'));
    const uri = vscode.Uri.from({
      scheme: 'git',
      path: file.path,
      query: JSON.stringify({ path: file.fsPath, ref: 'HEAD' }),
    });
    await vscode.commands.executeCommand('vscode.diff', uri, file, 'HEAD ↔ now');
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.getText(), /CREATE TABLE customers/);
    assert.equal(document.languageId, 'sql');
    await shown(await vscode.workspace.openTextDocument(file), 'partial-unique-in-create-table');
    await pause(500);
    assert.deepEqual(diagnosticsOf(document), []);
  });

  for (const language of ['postgres', 'pgsql']) {
    it(`serves the language id ${language}`, async () => {
      const { document } = await openFile(`other.${language}`, broken);
      assert.equal(document.languageId, language);
      await shown(document, 'undefined-type');
    });
  }

  it('drops the diagnostics when a document becomes another language', async () => {
    const { document } = await openFile('language.sql', broken);
    await shown(document, 'undefined-type');
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await gone(document, 'undefined-type');
  });

  it('says one thing about a file of another database', async () => {
    const { document } = await openFile(
      'mysql.sql',
      'CREATE TABLE `user` (\n  `id` int(11) NOT NULL AUTO_INCREMENT,\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n',
    );
    const summary = await settled(document);
    assert.equal(summary.length, 1, summary.join('\n'));
    assert.equal(diagnosticsOf(document)[0]?.severity, vscode.DiagnosticSeverity.Information);
  });

  it('opens the diagram beside the file, and only once', async () => {
    const editor = await openFile('diagram.sql', 'CREATE TABLE note (id bigint PRIMARY KEY);\n');
    await vscode.commands.executeCommand('schemaArchitect.openDiagram');
    const diagrams = () =>
      vscode.window.tabGroups.all.flatMap((group) =>
        group.tabs.filter(({ input }) => input instanceof vscode.TabInputWebview).map(() => group.viewColumn),
      );
    await eventually('the diagram is shown', () => diagrams().length === 1);
    assert.notEqual(diagrams()[0], editor.viewColumn);
    await vscode.window.showTextDocument(editor.document, editor.viewColumn);
    await vscode.commands.executeCommand('schemaArchitect.openDiagram');
    await pause(300);
    assert.equal(diagrams().length, 1);
  });

  it('names every rule in the code of its diagnostic', async () => {
    const { document } = await openFile('codes.sql', broken);
    await shown(document, 'undefined-type');
    for (const diagnostic of diagnosticsOf(document))
      assert.match(ruleOf(diagnostic), /^[a-z]+(-[a-z0-9]+)*$/);
  });
});
