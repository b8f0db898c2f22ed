import {
  commands,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  l10n,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type OpenRuleArguments, openRuleCommand } from '../server/protocol/messages.ts';
import { isServed } from './documents.ts';
import type { Server } from './start-client.ts';

/** The commands that need no diagram. */
export function registerCommands(
  context: ExtensionContext,
  server: Server,
  output: LogOutputChannel,
): Disposable[] {
  return [
    commands.registerCommand('schemaArchitect.restartServer', () => server.restart()),
    commands.registerCommand('schemaArchitect.showOutput', () => output.show()),
    commands.registerCommand('schemaArchitect.fixAll', fixAll),
    commands.registerCommand(openRuleCommand, (target: OpenRuleArguments) => openRule(context, target.rule)),
  ];
}

/** Applies the safe fixes of the active file, as the editor does on saving. */
async function fixAll(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !isServed(document)) {
    await window.showInformationMessage(l10n.t('Open an SQL file to fix the problems in it.'));
    return;
  }
  await commands.executeCommand('editor.action.sourceAction', {
    kind: 'source.fixAll.schemaArchitect',
    apply: 'first',
  });
}

async function openRule(context: ExtensionContext, rule: string): Promise<void> {
  // The id becomes a part of a path.
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(rule)) return;
  const page = Uri.joinPath(context.extensionUri, 'docs', 'rules', `${rule}.md`);
  try {
    await workspace.fs.stat(page);
  } catch {
    await window.showWarningMessage(l10n.t('There is no documentation of the rule {0}.', rule));
    return;
  }
  await commands.executeCommand('markdown.showPreview', page);
}
