import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  applyFix,
  closeEditors,
  diagnosticsOf,
  gone,
  openFile,
  readSample,
  ruleOf,
  settled,
  shown,
} from './support.ts';

/** The sample, in a file of its own with its one missing type added. */
const completed = () =>
  `CREATE TYPE address_type_enum AS ENUM ('shipping', 'billing');\n${readSample('schema.sql')}`;

describe('findings', () => {
  afterEach(closeEditors);

  it('shows the errors and warnings of the sample with source, code and range', async () => {
    const { document } = await openFile('schema.sql', readSample('schema.sql'));
    const type = await shown(document, 'undefined-type');
    assert.equal(type.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(document.getText(type.range), 'address_type_enum');
    const unique = await shown(document, 'partial-unique-in-create-table');
    assert.equal(unique.severity, vscode.DiagnosticSeverity.Error);

    await settled(document);
    const errors = diagnosticsOf(document).filter(
      ({ severity }) => severity === vscode.DiagnosticSeverity.Error,
    );
    assert.deepEqual(errors.map(ruleOf).sort(), ['partial-unique-in-create-table', 'undefined-type']);
    const withoutIndex = diagnosticsOf(document).filter(
      (diagnostic) => ruleOf(diagnostic) === 'fk-without-index',
    );
    assert.equal(withoutIndex.length, 8);
  });

  it('applies a quick fix, and the problem disappears', async () => {
    const { document } = await openFile('fix.sql', completed());
    await applyFix(document, 'partial-unique-in-create-table');
    await gone(document, 'partial-unique-in-create-table');
    assert.match(document.getText(), /CREATE UNIQUE INDEX/i);
    const errors = diagnosticsOf(document).filter(
      ({ severity }) => severity === vscode.DiagnosticSeverity.Error,
    );
    assert.deepEqual(errors.map(ruleOf), []);
  });

  it('keeps the line ends of a CRLF file when it fixes it', async () => {
    const { document } = await openFile('crlf.sql', completed().replaceAll('\n', '\r\n'));
    assert.equal(document.eol, vscode.EndOfLine.CRLF);
    await applyFix(document, 'partial-unique-in-create-table');
    await gone(document, 'partial-unique-in-create-table');
    await document.save();
    const bytes = Buffer.from(await vscode.workspace.fs.readFile(document.uri)).toString('utf8');
    assert.match(bytes, /CREATE UNIQUE INDEX/i);
    assert.equal(bytes.replaceAll('\r\n', '').includes('\n'), false, 'a line ends with \\n alone');
  });

  it('fixes everything that is safe at the command', async () => {
    const { document } = await openFile('all.sql', completed());
    await shown(document, 'fk-without-index');
    await vscode.commands.executeCommand('schemaArchitect.fixAll');
    await gone(document, 'fk-without-index');
    await gone(document, 'partial-unique-in-create-table');
    const once = document.getText();
    await settled(document);
    await vscode.commands.executeCommand('schemaArchitect.fixAll');
    await settled(document);
    assert.equal(document.getText(), once, 'a second run changes nothing');
  });

  it('is right after an edit with several cursors', async () => {
    const tables = ['a', 'b', 'c'].map(
      (name) => `CREATE TABLE ${name} (id bigint PRIMARY KEY, t text, p bigint);`,
    );
    const editor = await openFile('cursors.sql', `${tables.join('\n')}\n`);
    const { document } = editor;
    await settled(document);
    editor.selections = tables.map((table, line) => {
      const at = new vscode.Position(line, table.indexOf('text'));
      return new vscode.Selection(at, at.translate(0, 'text'.length));
    });
    await vscode.commands.executeCommand('type', { text: 'varchar(255)' });
    editor.selections = tables.map((_, line) => {
      const end = document.lineAt(line).range.end.translate(0, -2);
      return new vscode.Selection(end, end);
    });
    await vscode.commands.executeCommand('type', { text: ' REFERENCES a' });

    const edited = await settled(document);
    assert.equal(edited.filter((line) => line.startsWith('varchar-255')).length, 3);
    assert.equal(edited.filter((line) => line.startsWith('fk-without-index')).length, 3);
    const { document: fresh } = await openFile('cursors-again.sql', document.getText());
    await shown(fresh, 'fk-without-index');
    assert.deepEqual(edited, await settled(fresh));
  });

  it('stands at the right place behind umlauts and emoji', async () => {
    const { document } = await openFile(
      'umlauts.sql',
      'CREATE TABLE größe (id bigint PRIMARY KEY /* 🐘🐘 */, x no_such_type);\n',
    );
    const diagnostic = await shown(document, 'undefined-type');
    assert.equal(document.getText(diagnostic.range), 'no_such_type');
  });
});
