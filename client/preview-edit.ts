import {
  commands,
  type Disposable,
  l10n,
  type TextEdit,
  Uri,
  ViewColumn,
  type WorkspaceEdit,
  window,
  workspace,
} from 'vscode';

const scheme = 'schema-architect-edit';

/**
 * Shows what an edit would make of its files beside what they are, and asks whether to apply it. VS Code's own
 * refactor preview is no help: of edits that it asks about it ticks none, so its Apply does nothing.
 */
export async function previewEdit(title: string, edit: WorkspaceEdit): Promise<boolean> {
  const texts = new Map<string, string>();
  const files: (readonly [Uri, Uri, Uri])[] = [];
  for (const [uri, edits] of edit.entries()) {
    const after = Uri.from({ scheme, path: uri.path, query: String(files.length) });
    texts.set(after.toString(), await textAfter(uri, edits));
    files.push([uri, uri, after]);
  }
  const provider = workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
  try {
    await showDifference(title, files);
    return await askToApply(title);
  } finally {
    await closePreview(title);
    provider.dispose();
  }
}

async function textAfter(uri: Uri, edits: readonly TextEdit[]): Promise<string> {
  const document = await workspace.openTextDocument(uri);
  let text = document.getText();
  const placed = edits.map(({ range, newText }) => ({
    start: document.offsetAt(range.start),
    end: document.offsetAt(range.end),
    newText,
  }));
  for (const { start, end, newText } of placed.sort((a, b) => b.start - a.start))
    text = text.slice(0, start) + newText + text.slice(end);
  return text;
}

async function showDifference(title: string, files: readonly (readonly [Uri, Uri, Uri])[]): Promise<void> {
  const [first] = files;
  // The diagram stays in sight.
  const viewColumn = window.visibleTextEditors[0]?.viewColumn ?? ViewColumn.One;
  if (files.length === 1 && first) {
    const [, before, after] = first;
    await commands.executeCommand('vscode.diff', before, after, title, { preview: true, viewColumn });
  } else await commands.executeCommand('vscode.changes', title, files);
}

function askToApply(title: string): Promise<boolean> {
  const apply = { label: l10n.t('Apply'), description: title };
  const pick = window.createQuickPick();
  pick.items = [apply, { label: l10n.t('Discard') }];
  pick.placeholder = l10n.t('The change is shown below. Apply it?');
  // Whoever scrolls in the difference has not answered yet.
  pick.ignoreFocusOut = true;
  const closed: Disposable[] = [];
  return new Promise<boolean>((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0] === apply);
      pick.hide();
    });
    pick.onDidHide(() => resolve(false));
    // Closing the difference is an answer, too.
    closed.push(
      window.tabGroups.onDidChangeTabs((change) => {
        if (change.closed.some(({ label }) => label === title)) pick.hide();
      }),
    );
    pick.show();
  }).finally(() => {
    for (const each of closed) each.dispose();
    pick.dispose();
  });
}

async function closePreview(title: string): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs.filter(({ label }) => label === title));
  if (tabs.length > 0) await window.tabGroups.close(tabs, true);
}
