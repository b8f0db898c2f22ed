import {
  type ExtensionContext,
  type LogOutputChannel,
  l10n,
  type TextEditor,
  type Uri,
  workspace,
} from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import type { DiagramView, PicturedTable, TableName } from '../server/protocol/diagram.ts';
import {
  type DiagramAnswer,
  type DiagramParams,
  type DiagramResult,
  diagramRequest,
  type FromDiagramView,
  type ToDiagramView,
} from '../server/protocol/messages.ts';
import { createDiagramMemory } from './diagram-memory.ts';
import { type DiagramPanel, fillDiagramPanel, openDiagramPanel } from './diagram-panel.ts';
import { baseName, isServed } from './documents.ts';
import { translate } from './translate.ts';

/** The diagram's panel and what it shows: the database of the SQL file that was active last. */
export interface DiagramSession {
  readonly client: LanguageClient;
  panel(): DiagramPanel | null;
  uri(): Uri | null;
  result(): DiagramResult | null;
  /** How a person has chosen to look at it; what the cursor adds is not in it. */
  view(): Partial<DiagramView>;
  isFollowing(): boolean;
  /** A table as it was drawn last; that of a broken file may be missing from the newest picture. */
  drawnTable(schema: string, name: string): PicturedTable | undefined;
  followEditor(editor: TextEditor | undefined): void;
  followCursor(table: TableName | null): void;
  refresh(): Promise<void>;
  /** Opens the panel or shows it; `takesFocus` for what the keyboard goes on with. */
  open(takesFocus?: boolean): void;
  /** Fills a panel that VS Code restores. */
  restore(panel: DiagramPanel['panel'], uri: Uri | null): void;
  /** Sends a message as soon as the page has something to show. */
  post(message: ToDiagramView): void;
}

/** `handle` gets the page's messages that are not about its own picture. */
export function createDiagramSession(
  context: ExtensionContext,
  client: LanguageClient,
  output: LogOutputChannel,
  handle: (message: FromDiagramView) => void,
): DiagramSession {
  const memory = createDiagramMemory(context);
  let panel: DiagramPanel | null = null;
  let followed: Uri | null = null;
  let asking = false;
  let outdated = false;
  let cursor: TableName | null = null;
  /** The number of the page's last question. */
  let asked = 0;
  let shown: DiagramResult | null = null;
  /** The database whose view the page has; it forgets with the page. */
  let restored: string | null = null;
  let waiting: ToDiagramView[] = [];
  /** The database of each document that was shown. */
  const databases = new Map<string, string>();
  const drawn = new Map<string, PicturedTable>();

  const protocolUri = (uri: Uri): string => client.code2ProtocolConverter.asUri(uri);
  const keptOf = (uri: string) => memory.get(databases.get(uri) ?? uri);

  function viewOf(uri: string): Partial<DiagramView> {
    const { view, follow } = keptOf(uri);
    return follow && cursor ? { ...view, expanded: [...(view.expanded ?? []), cursor] } : view;
  }

  /** Asks for the newest picture; while one request is on its way, further ones become a single one after it. */
  async function refresh(): Promise<void> {
    outdated = true;
    if (asking || panel === null || !panel.panel.visible || client.state !== State.Running) return;
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
      panel?.post({
        type: 'empty',
        reason: l10n.t('Open an SQL file, and the diagram of its tables appears here.'),
      });
      return;
    }
    const uri = protocolUri(target);
    const answersTo = asked;
    const answer = await request(target, {
      uri,
      view: viewOf(uri),
      ...(shown?.uri === uri ? { known: shown.picture.hash } : {}),
    });
    if (followed?.toString() !== target.toString() || panel === null) return;
    const title = baseName(target);
    panel.panel.title = l10n.t('Diagram: {0}', title);
    if (answer === null) {
      panel.post({ type: 'empty', reason: l10n.t('There is no diagram of {0}.', title) });
      return;
    }
    const database = answer.database ?? uri;
    if ((databases.get(uri) ?? uri) !== database) {
      // Only the answer tells the database; how that was looked at last may be another picture.
      databases.set(uri, database);
      outdated = true;
      return;
    }
    if (restored !== database) panel.post({ type: 'restore', database, kept: memory.get(database) });
    restored = database;
    if ('unchanged' in answer) {
      const { version, damaged } = answer;
      panel.post({ type: 'same', uri, version, damaged, asked: answersTo });
    } else {
      shown = answer;
      for (const table of answer.picture.tables) drawn.set(keyOf(table.schema, table.name), table);
      panel.post({ type: 'show', title, result: inOwnLanguage(answer), asked: answersTo });
    }
    for (const message of waiting.splice(0)) panel.post(message);
  }

  async function request(target: Uri, params: DiagramParams): Promise<DiagramAnswer> {
    try {
      // A restored panel may show a document that no editor has opened yet.
      await workspace.openTextDocument(target);
    } catch {
      return null;
    }
    return client.sendRequest<DiagramAnswer>(diagramRequest, params);
  }

  function receive(message: FromDiagramView): void {
    if (message.type === 'ready') {
      restored = null;
      shown = null;
      void refresh();
    } else if (message.type === 'view') {
      memory.set(message.database, message.kept);
      if (message.asked === 0) return;
      asked = message.asked;
      void refresh();
    } else if (message.type === 'failed')
      output.error(l10n.t('The diagram could not be drawn: {0}', message.message));
    else handle(message);
  }

  function adopt(next: DiagramPanel): void {
    panel = next;
    restored = null;
    shown = null;
    next.panel.onDidChangeViewState(() => {
      if (next.panel.visible && outdated) void refresh();
    });
    next.panel.onDidDispose(() => {
      if (panel !== next) return;
      panel = null;
      waiting = [];
    });
  }

  return {
    client,
    panel: () => panel,
    uri: () => followed,
    result: () => shown,
    view: () => (followed === null ? {} : keptOf(protocolUri(followed)).view),
    isFollowing: () => followed !== null && keptOf(protocolUri(followed)).follow,
    drawnTable: (schema, name) => drawn.get(keyOf(schema, name)),
    followEditor(editor) {
      if (editor === undefined || !isServed(editor.document)) return;
      if (followed?.toString() === editor.document.uri.toString()) return;
      followed = editor.document.uri;
      cursor = null;
      drawn.clear();
      void refresh();
    },
    followCursor(table) {
      cursor = table;
      panel?.post({ type: 'cursor', table });
      if (table !== null) void refresh();
    },
    refresh,
    open(takesFocus = false) {
      if (panel === null) adopt(openDiagramPanel(context, receive));
      panel?.panel.reveal(undefined, !takesFocus);
    },
    restore(restoredPanel, uri) {
      panel?.panel.dispose();
      followed ??= uri;
      adopt(fillDiagramPanel(context, restoredPanel, receive));
    },
    post(message) {
      if (panel === null) return;
      if (shown === null || asking || outdated) waiting.push(message);
      else panel.post(message);
    },
  };
}

/** With the server's words in the editor's language. */
function inOwnLanguage(result: DiagramResult): DiagramResult {
  const { problem } = result;
  return problem ? { ...result, problem: { text: translate(problem), values: [] } } : result;
}

function keyOf(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}
