import { l10n, Range, type Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { DiagramView } from '../server/protocol/diagram.ts';
import {
  type DiagramSaveViewParams,
  diagramSaveViewRequest,
  diagramViewsRequest,
  type NamedDiagramView,
  type SavedDiagramView,
} from '../server/protocol/messages.ts';
import type { DiagramSession } from './diagram-session.ts';

/** Lets a person choose one of the views of schema-architect.json. */
export async function chooseSavedView(
  session: DiagramSession,
  placeHolder: string,
): Promise<NamedDiagramView | null> {
  const views = await savedViews(session);
  if (views.length === 0) {
    await window.showInformationMessage(
      l10n.t(
        'No view is saved in schema-architect.json yet. “Save Diagram View…” saves the one that is shown.',
      ),
    );
    return null;
  }
  const chosen = await window.showQuickPick(
    views.map((view) => ({ label: view.name, view })),
    { placeHolder },
  );
  return chosen?.view ?? null;
}

/** Asks for a name and writes the shown view into schema-architect.json. */
export async function saveShownView(session: DiagramSession): Promise<void> {
  const taken = new Set((await savedViews(session)).map(({ name }) => name));
  const typed = await window.showInputBox({
    prompt: l10n.t('Name of the view in schema-architect.json'),
    validateInput: (name) =>
      taken.has(name.trim()) ? l10n.t('The view {0} will be replaced.', name.trim()) : null,
  });
  const name = typed?.trim();
  if (!name) return;
  if (await writeView(session, name, session.view()))
    window.setStatusBarMessage(l10n.t('The view {0} was saved in schema-architect.json.', name), 4000);
}

/** Takes a view out of schema-architect.json. */
export async function deleteSavedView(session: DiagramSession): Promise<void> {
  const chosen = await chooseSavedView(session, l10n.t('View to delete'));
  if (chosen !== null) await writeView(session, chosen.name, null);
}

async function savedViews(session: DiagramSession): Promise<readonly NamedDiagramView[]> {
  const uri = session.uri();
  if (uri === null) return [];
  return session.client.sendRequest<NamedDiagramView[]>(diagramViewsRequest, {
    uri: session.client.code2ProtocolConverter.asUri(uri),
  });
}

async function writeView(
  session: DiagramSession,
  name: string,
  view: Partial<DiagramView> | null,
): Promise<boolean> {
  const target = session.uri();
  if (target === null) return false;
  const params: DiagramSaveViewParams = {
    uri: session.client.code2ProtocolConverter.asUri(target),
    name,
    view,
  };
  const saved = await session.client.sendRequest<SavedDiagramView | null>(diagramSaveViewRequest, params);
  if (saved === null) {
    await window.showErrorMessage(
      l10n.t('The view could not be saved: schema-architect.json has to be mended first.'),
    );
    return false;
  }
  return writeText(session.client.protocol2CodeConverter.asUri(saved.uri), saved.text);
}

/** Replaces the text as an edit of the document, so that it can be undone there. */
async function writeText(file: Uri, text: string): Promise<boolean> {
  const edit = new WorkspaceEdit();
  edit.createFile(file, { ignoreIfExists: true });
  if (!(await workspace.applyEdit(edit))) return false;
  const document = await workspace.openTextDocument(file);
  const change = new WorkspaceEdit();
  const everything = new Range(document.positionAt(0), document.positionAt(document.getText().length));
  change.replace(file, everything, text);
  return (await workspace.applyEdit(change)) && document.save();
}
