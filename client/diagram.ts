import {
  commands,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  l10n,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import type { DiagramDetail } from '../server/protocol/diagram.ts';
import {
  type AnalysedParams,
  analysedNotification,
  type DiagramParams,
  type DiagramResult,
  diagramRequest,
  type FromDiagramView,
} from '../server/protocol/messages.ts';
import { type DiagramPanel, diagramViewType, fillDiagramPanel, openDiagramPanel } from './diagram-panel.ts';
import { baseName, isServed } from './documents.ts';
import { openTable } from './open-table.ts';

/** The diagram panel: it shows the schema of the active SQL editor and follows its edits. */
export function registerDiagram(
  context: ExtensionContext,
  client: LanguageClient,
  output: LogOutputChannel,
): Disposable[] {
  let view: DiagramPanel | null = null;
  let followed: Uri | null = null;
  let asking = false;
  let outdated = false;
  const details = new Map<string, DiagramDetail>();
  /** Where each drawn table was last seen; a table of a broken file may be missing from the newest result. */
  const places = new Map<string, DiagramResult['picture']['tables'][number]>();

  function follow(editor: TextEditor | undefined): void {
    if (editor === undefined || !isServed(editor.document)) return;
    if (followed?.toString() === editor.document.uri.toString()) return;
    followed = editor.document.uri;
    places.clear();
    void refresh();
  }

  /** Asks for the newest picture; while one request is on its way, further ones become a single one after it. */
  async function refresh(): Promise<void> {
    outdated = true;
    if (asking || view === null || !view.panel.visible || client.state !== State.Running) return;
    asking = true;
    try {
      while (outdated) {
        outdated = false;
        await askAndShow();
      }
    } catch (error) {
      output.error(`${diagramRequest}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      asking = false;
    }
  }

  async function askAndShow(): Promise<void> {
    const target = followed;
    if (target === null) {
      view?.post({
        type: 'empty',
        reason: l10n.t('Open an SQL file, and the diagram of its tables appears here.'),
      });
      return;
    }
    const uri = client.code2ProtocolConverter.asUri(target);
    const result = await requestDiagram(target, { uri, detail: details.get(uri) ?? 'auto' });
    if (followed?.toString() !== target.toString() || view === null) return;
    const title = baseName(target);
    view.panel.title = l10n.t('Diagram: {0}', title);
    if (result === null) {
      view.post({ type: 'empty', reason: l10n.t('There is no diagram of {0}.', title) });
      return;
    }
    for (const table of result.picture.tables)
      places.set(placeKey(result.uri, table.schema, table.name), table);
    view.post({ type: 'show', title, result });
  }

  async function requestDiagram(target: Uri, params: DiagramParams): Promise<DiagramResult | null> {
    try {
      // A restored panel may show a document that no editor has opened yet.
      await workspace.openTextDocument(target);
    } catch {
      return null;
    }
    return client.sendRequest<DiagramResult | null>(diagramRequest, params);
  }

  function receive(message: FromDiagramView): void {
    if (message.type === 'ready') void refresh();
    else if (message.type === 'failed')
      output.error(l10n.t('The diagram could not be drawn: {0}', message.message));
    else if (message.type === 'detail') {
      details.set(message.uri, message.detail);
      void refresh();
    } else if (message.type === 'open') {
      const table = places.get(placeKey(message.uri, message.schema, message.name));
      if (table)
        void openTable(client.protocol2CodeConverter.asUri(table.uri), table.range, view?.panel.viewColumn);
    }
  }

  function adopt(next: DiagramPanel): void {
    view = next;
    next.panel.onDidChangeViewState(() => {
      if (next.panel.visible && outdated) void refresh();
    });
    next.panel.onDidDispose(() => {
      if (view === next) view = null;
    });
  }

  return [
    commands.registerCommand('schemaArchitect.openDiagram', async (uri?: unknown) => {
      if (uri instanceof Uri) follow(await window.showTextDocument(uri));
      else follow(window.activeTextEditor);
      if (view === null) adopt(openDiagramPanel(context, receive));
      else view.panel.reveal(undefined, true);
    }),
    window.registerWebviewPanelSerializer(diagramViewType, {
      async deserializeWebviewPanel(panel, state: { readonly uri?: string | null } | undefined) {
        view?.panel.dispose();
        if (state?.uri) followed ??= Uri.parse(state.uri, true);
        follow(window.activeTextEditor);
        adopt(fillDiagramPanel(context, panel, receive));
      },
    }),
    client.onNotification(analysedNotification, ({ uri }: AnalysedParams) => {
      if (followed !== null && uri === client.code2ProtocolConverter.asUri(followed)) void refresh();
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) void refresh();
    }),
    window.onDidChangeActiveTextEditor(follow),
    { dispose: () => view?.panel.dispose() },
  ];
}

function placeKey(uri: string, schema: string, name: string): string {
  return JSON.stringify([uri, schema, name]);
}
