import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Process, runningProcesses } from '../running-processes.ts';
import {
  closeEditors,
  diagnosticsOf,
  eventually,
  findDiagnostic,
  gone,
  openFile,
  ruleOf,
  settled,
  shown,
} from './support.ts';

const broken = 'CREATE TABLE note (id bigint PRIMARY KEY, kind no_such_type, title varchar(255));\n';

describe('server', () => {
  afterEach(closeEditors);

  it('follows the settings at once', async () => {
    const { document } = await openFile('settings.sql', broken);
    await shown(document, 'varchar-255');
    const settings = vscode.workspace.getConfiguration('schemaArchitect');
    try {
      await settings.update('rules', { 'varchar-255': 'off' }, vscode.ConfigurationTarget.Workspace);
      await gone(document, 'varchar-255');
      await settings.update('rules', { 'varchar-255': 'error' }, vscode.ConfigurationTarget.Workspace);
      const diagnostic = await shown(document, 'varchar-255');
      assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
    } finally {
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await eventually(
      'the severity is the default again',
      () => (findDiagnostic(document, 'varchar-255')?.severity ?? 0) !== vscode.DiagnosticSeverity.Error,
    );
  });

  it('follows the PostgreSQL version at once', async () => {
    // The extension of PostgreSQL 17 calls it shared_blk_read_time.
    const { document } = await openFile('version.sql', 'SELECT blk_read_time FROM pg_stat_statements;\n');
    await shown(document, 'pg-stat-statements-column');
    const settings = vscode.workspace.getConfiguration('schemaArchitect');
    try {
      await settings.update('postgresVersion', 16, vscode.ConfigurationTarget.Workspace);
      await gone(document, 'pg-stat-statements-column');
    } finally {
      await settings.update('postgresVersion', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await shown(document, 'pg-stat-statements-column');
  });

  it('starts again after it was killed, and knows the open documents', async () => {
    const { document } = await openFile('restart.sql', broken);
    await shown(document, 'undefined-type');
    const before = await eventually('the server runs', serverProcess);
    process.kill(before, 'SIGKILL');
    await eventually('another server runs', () => {
      const now = serverProcess();
      return now !== undefined && now !== before;
    });

    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      new vscode.Range(0, 0, 1, 0),
      'CREATE TABLE note (id bigint PRIMARY KEY, at no_time);\n',
    );
    await vscode.workspace.applyEdit(edit);
    const diagnostic = await eventually('the diagnostics are those of the edit', () =>
      diagnosticsOf(document).find(({ range }) => document.getText(range) === 'no_time'),
    );
    assert.equal(ruleOf(diagnostic), 'undefined-type');
  });

  it('starts again at the command', async () => {
    const { document } = await openFile('command.sql', broken);
    await shown(document, 'undefined-type');
    const before = await eventually('the server runs', serverProcess);
    await vscode.commands.executeCommand('schemaArchitect.restartServer');
    await eventually('another server runs', () => {
      const now = serverProcess();
      return now !== undefined && now !== before;
    });
    await shown(document, 'undefined-type');
    await settled(document);
    await vscode.commands.executeCommand('schemaArchitect.showOutput');
  });
});

/** The process id of the language server, which the extension host has started. */
function serverProcess(): number | undefined {
  const isServer = ({ parent, command }: Process) =>
    parent === process.pid && /dist[\\/]server\.js/.test(command);
  return runningProcesses().find(isServer)?.id;
}
