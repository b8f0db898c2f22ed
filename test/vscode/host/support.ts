import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** The temporary copy of samples/shop that the editor has opened. */
export function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open.');
  return folder.uri.fsPath;
}

export function readSample(name: string): string {
  return readFileSync(join(workspaceFolder(), name), 'utf8');
}

const created = new Set<string>();

/** Writes a file into the workspace and shows it; `closeEditors` removes it again. */
export async function openFile(name: string, text: string): Promise<vscode.TextEditor> {
  const path = join(workspaceFolder(), name);
  if (!existsSync(path)) created.add(path);
  writeFileSync(path, text);
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(path));
}

type Maybe<T> = T | false | null | undefined;

/** Calls `get` until it returns something, and fails with `what` after ten seconds. */
export async function eventually<T>(what: string, get: () => Maybe<T> | Promise<Maybe<T>>): Promise<T> {
  const deadline = Date.now() + 10_000;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const value = await get();
      if (value) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await pause(25);
  }
  throw new Error(`Waited 10 s in vain: ${what}.${last instanceof Error ? ` ${last.message}` : ''}`);
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Our diagnostics of a document. */
export function diagnosticsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'schema-architect');
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

export function findDiagnostic(document: vscode.TextDocument, rule: string): vscode.Diagnostic | undefined {
  return diagnosticsOf(document).find((diagnostic) => ruleOf(diagnostic) === rule);
}

/** Waits until a rule is shown in a document. */
export function shown(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  return eventually(`${rule} is shown; there are ${listed(document)}`, () => findDiagnostic(document, rule));
}

/** Waits until a rule is no longer shown in a document. */
export async function gone(document: vscode.TextDocument, rule: string): Promise<void> {
  await eventually(`${rule} is gone`, () => findDiagnostic(document, rule) === undefined);
}

function listed(document: vscode.TextDocument): string {
  return diagnosticsOf(document).map(ruleOf).join(', ') || 'none';
}

/** Rule, severity and words of each diagnostic, in an order that does not depend on the server's. */
export function summaryOf(document: vscode.TextDocument): string[] {
  return diagnosticsOf(document)
    .map((diagnostic) => `${ruleOf(diagnostic)} ${diagnostic.severity} ${document.getText(diagnostic.range)}`)
    .sort();
}

/** Waits until the diagnostics of a document have been the same for a while, and returns their summary. */
export async function settled(document: vscode.TextDocument): Promise<string[]> {
  let before = '';
  let since = Date.now();
  return eventually('the diagnostics settle', () => {
    const summary = summaryOf(document);
    const now = JSON.stringify(summary);
    if (now !== before) {
      before = now;
      since = Date.now();
    }
    return Date.now() - since > 600 && summary;
  });
}

/** Applies the fix that Ctrl+. would put first at a rule's diagnostic. */
export async function applyFix(document: vscode.TextDocument, rule: string): Promise<void> {
  const { range } = await shown(document, rule);
  const action = await eventually('there is a quick fix with an edit', async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
      20,
    );
    return actions.find(({ edit, isPreferred }) => edit && isPreferred) ?? actions.find(({ edit }) => edit);
  });
  if (!action.edit || !(await vscode.workspace.applyEdit(action.edit)))
    throw new Error(`VS Code refused the edit of "${action.title}".`);
}

/** Closes every editor without saving, and removes what the test wrote: the server reads the whole folder. */
export async function closeEditors(): Promise<void> {
  for (const editor of vscode.window.visibleTextEditors) {
    if (!editor.document.isDirty) continue;
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  for (const path of created) rmSync(path, { force: true });
  created.clear();
}
