import { randomBytes } from 'node:crypto';
import { type ExtensionContext, env, l10n, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { FromDiagramView, ToDiagramView } from '../server/protocol/messages.ts';
import { diagramHtml } from './diagram-html.ts';
import { diagramWords } from './diagram-words.ts';
import { readDiagramMessage } from './read-diagram-message.ts';

export const diagramViewType = 'schemaArchitect.diagram';

/** The diagram's webview; it outlives reloads, its content comes by `post`. */
export interface DiagramPanel {
  readonly panel: WebviewPanel;
  post(message: ToDiagramView): void;
}

/** Opens an empty diagram beside the editor and leaves the focus where it is. */
export function openDiagramPanel(
  context: ExtensionContext,
  receive: (message: FromDiagramView) => void,
): DiagramPanel {
  const panel = window.createWebviewPanel(
    diagramViewType,
    l10n.t('ER diagram'),
    { viewColumn: ViewColumn.Beside, preserveFocus: true },
    { retainContextWhenHidden: true },
  );
  return fillDiagramPanel(context, panel, receive);
}

/** Puts the diagram's page into a panel: a new one, or one that VS Code restores after a reload. */
export function fillDiagramPanel(
  context: ExtensionContext,
  panel: WebviewPanel,
  receive: (message: FromDiagramView) => void,
): DiagramPanel {
  const { webview } = panel;
  const media = Uri.joinPath(context.extensionUri, 'dist', 'media');
  webview.options = { enableScripts: true, localResourceRoots: [media] };
  panel.iconPath = Uri.joinPath(context.extensionUri, 'media', 'diagram-icon.svg');
  webview.onDidReceiveMessage((received: unknown) => {
    const message = readDiagramMessage(received);
    if (message !== null) receive(message);
  });
  webview.html = diagramHtml({
    nonce: randomBytes(16).toString('hex'),
    cspSource: webview.cspSource,
    script: webview.asWebviewUri(Uri.joinPath(media, 'diagram.js')).toString(),
    layout: webview.asWebviewUri(Uri.joinPath(media, 'layout.js')).toString(),
    style: webview.asWebviewUri(Uri.joinPath(media, 'diagram.css')).toString(),
    language: env.language,
    words: diagramWords((text) => l10n.t(text)),
  });
  return { panel, post: (message) => void webview.postMessage(message) };
}
