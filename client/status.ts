import {
  DiagnosticSeverity,
  type Disposable,
  l10n,
  languages,
  StatusBarAlignment,
  ThemeColor,
  type Uri,
  window,
} from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { isServed } from './documents.ts';

/** The findings of the file in the active editor, in the status bar; a click opens the problems. */
export function createStatus(client: LanguageClient): Disposable[] {
  const item = window.createStatusBarItem('schemaArchitect.status', StatusBarAlignment.Left, -1);
  item.name = 'Schema Architect';

  function update(): void {
    const document = window.activeTextEditor?.document;
    if (document === undefined || !isServed(document)) {
      item.hide();
      return;
    }
    if (client.state === State.Running) showCounts(document.uri);
    else showState();
    item.show();
  }

  function showCounts(uri: Uri): void {
    const own = languages.getDiagnostics(uri).filter(({ source }) => source === 'schema-architect');
    const count = (severity: DiagnosticSeverity): number =>
      own.filter((diagnostic) => diagnostic.severity === severity).length;
    const errors = count(DiagnosticSeverity.Error);
    const warnings = count(DiagnosticSeverity.Warning);
    const others = own.length - errors - warnings;
    item.text =
      own.length === 0 ? '$(database) $(check)' : `$(database) $(error) ${errors} $(warning) ${warnings}`;
    item.tooltip = l10n.t(
      'Schema Architect in this file: {0} errors, {1} warnings, {2} hints',
      errors,
      warnings,
      others,
    );
    item.accessibilityInformation = { label: item.tooltip, role: 'button' };
    item.backgroundColor = undefined;
    item.command = 'workbench.actions.view.problems';
  }

  function showState(): void {
    const isStarting = client.state === State.Starting;
    item.text = isStarting ? '$(database) $(loading~spin)' : '$(database) $(debug-disconnect)';
    item.tooltip = isStarting
      ? l10n.t('Schema Architect is starting.')
      : l10n.t('The Schema Architect server does not run. Click to start it.');
    item.backgroundColor = isStarting ? undefined : new ThemeColor('statusBarItem.warningBackground');
    item.command = 'schemaArchitect.restartServer';
  }

  update();
  return [
    item,
    window.onDidChangeActiveTextEditor(update),
    languages.onDidChangeDiagnostics(update),
    client.onDidChangeState(update),
  ];
}
