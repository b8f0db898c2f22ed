import { commands, type Disposable, l10n, Uri, window } from 'vscode';
import type { DiagramComparison, TableName } from '../server/protocol/diagram.ts';
import {
  type DiagramCommand,
  type DiagramTarget,
  diagramTableAtRequest,
  type ShowInDiagramArguments,
  showInDiagramCommand,
} from '../server/protocol/messages.ts';
import { chooseRevision } from './choose-revision.ts';
import type { DiagramSession } from './diagram-session.ts';
import { isServed } from './documents.ts';
import { chooseFormat, exportText } from './export-diagram.ts';
import { chooseSavedView, deleteSavedView, saveShownView } from './saved-views.ts';

/** What the diagram's page does by itself: the command's last word, and the page's. */
const pageCommands: Readonly<Record<string, DiagramCommand>> = {
  'schemaArchitect.diagram.search': 'search',
  'schemaArchitect.diagram.focus': 'focus',
  'schemaArchitect.diagram.showAll': 'showAll',
  'schemaArchitect.diagram.back': 'back',
  'schemaArchitect.diagram.forward': 'forward',
  'schemaArchitect.diagram.undo': 'undo',
  'schemaArchitect.diagram.redo': 'redo',
  'schemaArchitect.diagram.fit': 'fit',
  'schemaArchitect.diagram.list': 'list',
  'schemaArchitect.diagram.options': 'options',
  'schemaArchitect.diagram.keys': 'keys',
  'schemaArchitect.diagram.follow': 'follow',
};

/** The commands of the diagram. Those about a picture open it where it is not open. */
export function registerDiagramCommands(session: DiagramSession): Disposable[] {
  const { client } = session;

  async function openDiagram(uri?: unknown): Promise<boolean> {
    session.followEditor(uri instanceof Uri ? await window.showTextDocument(uri) : window.activeTextEditor);
    session.open();
    return session.uri() !== null;
  }

  /** Opens the diagram where it is closed; an open one goes on showing what it shows. */
  async function ensureDiagram(takesFocus = false): Promise<boolean> {
    if (session.panel() === null) session.followEditor(window.activeTextEditor);
    session.open(takesFocus);
    return session.uri() !== null;
  }

  async function showInDiagram(target?: Partial<ShowInDiagramArguments>): Promise<void> {
    if (typeof target?.uri === 'string' && target.name !== undefined && target.schema !== undefined) {
      const { schema, name } = target;
      if (await openDiagram(client.protocol2CodeConverter.asUri(target.uri)))
        session.post({ type: 'reveal', table: { schema, name } });
      return;
    }
    const table = await tableUnderCursor();
    if (table === null) {
      await window.showInformationMessage(l10n.t('There is no table at the cursor.'));
      return;
    }
    if (await openDiagram()) session.post({ type: 'reveal', table });
  }

  async function tableUnderCursor(): Promise<TableName | null> {
    const editor = window.activeTextEditor;
    if (editor === undefined || !isServed(editor.document)) return null;
    return client.sendRequest<TableName | null>(diagramTableAtRequest, {
      uri: client.code2ProtocolConverter.asUri(editor.document.uri),
      position: client.code2ProtocolConverter.asPosition(editor.selection.active),
    });
  }

  async function compare(comparison: DiagramComparison | null): Promise<void> {
    if (await ensureDiagram()) session.post({ type: 'change', view: { comparison } });
  }

  async function compareRevision(): Promise<void> {
    const uri = session.uri() ?? window.activeTextEditor?.document.uri;
    const revision = uri === undefined ? null : await chooseRevision(uri);
    if (revision !== null) await compare({ with: 'revision', revision });
  }

  async function compareBefore(): Promise<void> {
    const document = window.activeTextEditor?.document;
    const uri = document && isServed(document) ? document.uri : session.uri();
    if (uri) await compare({ with: 'before', uri: client.code2ProtocolConverter.asUri(uri) });
  }

  async function exportAs(to: DiagramTarget): Promise<void> {
    if (!(await ensureDiagram())) return;
    const format = await chooseFormat(to);
    if (format === null) return;
    if ('text' in format) await exportText(session, format.text, to);
    else session.post({ type: 'picture', format: format.picture, to });
  }

  async function openView(): Promise<void> {
    if (!(await ensureDiagram())) return;
    const saved = await chooseSavedView(session, l10n.t('View to open'));
    if (saved !== null) session.post({ type: 'change', view: saved.view, isNew: true });
  }

  return [
    commands.registerCommand('schemaArchitect.openDiagram', openDiagram),
    commands.registerCommand(showInDiagramCommand, showInDiagram),
    commands.registerCommand('schemaArchitect.diagram.compareHead', () =>
      compare({ with: 'revision', revision: 'HEAD' }),
    ),
    commands.registerCommand('schemaArchitect.diagram.compareRevision', compareRevision),
    commands.registerCommand('schemaArchitect.diagram.compareSaved', () => compare({ with: 'saved' })),
    commands.registerCommand('schemaArchitect.diagram.compareBefore', compareBefore),
    commands.registerCommand('schemaArchitect.diagram.stopComparing', () => compare(null)),
    commands.registerCommand('schemaArchitect.diagram.copyAs', () => exportAs('clipboard')),
    commands.registerCommand('schemaArchitect.diagram.saveAs', () => exportAs('file')),
    commands.registerCommand('schemaArchitect.diagram.openView', openView),
    commands.registerCommand('schemaArchitect.diagram.saveView', async () => {
      if (await ensureDiagram()) await saveShownView(session);
    }),
    commands.registerCommand('schemaArchitect.diagram.deleteView', async () => {
      if (await ensureDiagram()) await deleteSavedView(session);
    }),
    ...Object.entries(pageCommands).map(([name, command]) =>
      commands.registerCommand(name, async () => {
        if (await ensureDiagram(true)) session.post({ type: 'run', command });
      }),
    ),
  ];
}
