import {
  commands,
  type Disposable,
  type ExtensionContext,
  env,
  type LogOutputChannel,
  Uri,
  window,
} from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import type { PicturedPlace } from '../server/protocol/diagram.ts';
import {
  type AnalysedParams,
  analysedNotification,
  type DiagramMatch,
  type DiagramPlaceParams,
  diagramPlaceRequest,
  diagramSearchRequest,
  type FromDiagramView,
} from '../server/protocol/messages.ts';
import { registerDiagramCommands } from './diagram-commands.ts';
import { editFromDiagram } from './diagram-edits.ts';
import { diagramViewType } from './diagram-panel.ts';
import { createDiagramSession } from './diagram-session.ts';
import { exportDrawing, exportText } from './export-diagram.ts';
import { followCursor } from './follow-cursor.ts';
import { openPlace } from './open-place.ts';

/** The diagram panel: it shows the schema of the active SQL editor and follows its edits. */
export function registerDiagram(
  context: ExtensionContext,
  client: LanguageClient,
  output: LogOutputChannel,
): Disposable[] {
  const session = createDiagramSession(context, client, output, (message) => {
    handle(message).catch((error) =>
      output.error(`diagram, ${message.type}: ${error instanceof Error ? error.message : String(error)}`),
    );
  });

  /** Does what the page asks for. */
  async function handle(message: FromDiagramView): Promise<void> {
    switch (message.type) {
      case 'open': {
        const { uri, schema, name, column } = message;
        const table = { schema, name };
        const place = await placeOf({ uri, table, ...(column === undefined ? {} : { column }) });
        const drawn = session.drawnTable(schema, name);
        return open(place ?? drawn?.columns.find((one) => one.name === column)?.place ?? drawn?.place);
      }
      case 'openRelation':
        return open(await placeOf({ uri: message.uri, relation: message.relation }));
      case 'openDifference':
        return open(session.result()?.picture.differences?.[message.index]?.place);
      case 'search':
        return search(message.text);
      case 'export':
        return exportText(session, message.format, message.to);
      case 'drawing':
        return exportDrawing(session, message.format, message.to, message.content);
      case 'copy':
        return env.clipboard.writeText(message.text);
      case 'edit':
        return editFromDiagram(session, message.uri, message.wish);
      case 'command':
        return commands.executeCommand(`schemaArchitect.diagram.${message.command}`);
      default:
        return undefined;
    }
  }

  function placeOf(params: DiagramPlaceParams): Promise<PicturedPlace | null> {
    return client.sendRequest<PicturedPlace | null>(diagramPlaceRequest, params);
  }

  async function open(place: PicturedPlace | null | undefined): Promise<void> {
    if (!place) return;
    const uri = client.protocol2CodeConverter.asUri(place.uri);
    await openPlace(uri, place.range, session.panel()?.panel.viewColumn);
  }

  async function search(text: string): Promise<void> {
    const uri = session.uri();
    if (uri === null) return;
    const params = { uri: client.code2ProtocolConverter.asUri(uri), text };
    const matches = await client.sendRequest<DiagramMatch[]>(diagramSearchRequest, params);
    session.post({ type: 'matches', text, matches });
  }

  return [
    ...registerDiagramCommands(session),
    ...followCursor(session),
    window.registerWebviewPanelSerializer(diagramViewType, {
      async deserializeWebviewPanel(panel, state: { readonly uri?: string | null } | undefined) {
        session.restore(panel, state?.uri ? Uri.parse(state.uri, true) : null);
        session.followEditor(window.activeTextEditor);
      },
    }),
    client.onNotification(analysedNotification, ({ uri }: AnalysedParams) => {
      const shown = session.uri();
      if (shown !== null && uri === client.code2ProtocolConverter.asUri(shown)) void session.refresh();
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) void session.refresh();
    }),
    window.onDidChangeActiveTextEditor((editor) => session.followEditor(editor)),
    { dispose: () => session.panel()?.panel.dispose() },
  ];
}
