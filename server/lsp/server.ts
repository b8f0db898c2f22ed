import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticReport,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { AnalysisOptions } from '../features/analysis.ts';
import { analysedNotification, type DiagramParams, diagramRequest } from '../protocol/messages.ts';
import { loadParser } from '../syntax/parser.ts';
import { type ActionSupport, type BulkData, bulkEdit, codeActions, fixAllKind } from './code-actions.ts';
import { toDiagnostics } from './diagnostics.ts';
import { diagramResult } from './diagram.ts';
import { createDocuments } from './documents.ts';
import { createExternalNames } from './external-names.ts';
import { toOptions } from './settings.ts';

/** What the client of this connection can do. */
interface Client extends ActionSupport {
  readonly pulls: boolean;
  readonly refreshes: boolean;
  readonly asksConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly notifyAnalysed: boolean;
  readonly changesFolders: boolean;
}

function clientOf({ capabilities, initializationOptions }: InitializeParams): Client {
  const { workspace, textDocument }: ClientCapabilities = capabilities;
  const own = (initializationOptions ?? {}) as { openRule?: boolean; notifyAnalysed?: boolean };
  return {
    pulls: textDocument?.diagnostic !== undefined,
    refreshes: workspace?.diagnostics?.refreshSupport ?? false,
    asksConfiguration: workspace?.configuration ?? false,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    snippets: workspace?.workspaceEdit?.snippetEditSupport ?? false,
    resolvesEdit: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false,
    opensRules: own.openRule ?? false,
    related:
      textDocument?.publishDiagnostics?.relatedInformation ??
      textDocument?.diagnostic?.relatedInformation ??
      false,
    notifyAnalysed: own.notifyAnalysed ?? false,
    changesFolders: workspace?.workspaceFolders ?? false,
  };
}

/** Lets the messages that have arrived by now be handled, so that stale work shows as such. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

const longestWait = 1000;
const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Serves one client over a connection. */
export function serve(connection: Connection): void {
  let client: Client | null = null;
  let folders: readonly string[] = [];
  let settings: unknown = {};
  let revision = 0;
  const waiting = new Set<string>();
  const parserReady = loadParser();
  /** Done when diagnostics can be right: the parser, the settings, and the names of the workspace's other files. */
  let ready: Promise<unknown> = parserReady;
  const onCrash: AnalysisOptions['onCrash'] = (rule, error) => {
    connection.console.error(
      `The rule ${rule} failed; its findings are left out here. ${error instanceof Error ? (error.stack ?? error.message) : error}`,
    );
  };
  let base = toOptions(settings, onCrash);
  const optionsByUri = new Map<string, AnalysisOptions>();
  const names = createExternalNames(() => invalidate());
  const documents = createDocuments((uri) => {
    const known = optionsByUri.get(uri);
    if (known) return known;
    const options: AnalysisOptions = { ...base, externals: names.except(uri) };
    optionsByUri.set(uri, options);
    return options;
  });

  /** Settings or the workspace's names changed: all open documents are analysed anew. */
  function invalidate(): void {
    revision++;
    optionsByUri.clear();
    if (client?.pulls) {
      if (client.refreshes) void connection.languages.diagnostics.refresh();
      for (const { uri, version } of documents.all()) announce(uri, version);
    } else for (const { uri } of documents.all()) schedule(uri);
  }

  function announce(uri: string, version: number): void {
    if (client?.notifyAnalysed) void connection.sendNotification(analysedNotification, { uri, version });
  }

  /** Publishes to a client that does not pull; edits that arrive before it is done replace it. */
  function schedule(uri: string): void {
    if (waiting.has(uri)) return;
    waiting.add(uri);
    void (async () => {
      await ready;
      await nextTurn();
      waiting.delete(uri);
      const document = documents.get(uri);
      if (!document) return;
      const analysis = documents.analysis(document);
      await connection.sendDiagnostics({
        uri,
        version: document.version,
        diagnostics: toDiagnostics(document, analysis, client?.related ?? false),
      });
      announce(uri, document.version);
    })().catch((error: unknown) =>
      connection.console.error(
        `The analysis of ${uri} failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
      ),
    );
  }

  async function readSettings(given: unknown): Promise<void> {
    const section = client?.asksConfiguration
      ? await connection.workspace.getConfiguration('schemaArchitect')
      : given;
    // A client that knows nothing of the section leaves what it started the server with.
    if (section === null || section === undefined) return;
    settings = section;
    base = toOptions(settings, onCrash);
    invalidate();
  }

  connection.onInitialize((params): InitializeResult => {
    client = clientOf(params);
    folders =
      params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
    const given = (params.initializationOptions ?? {}) as { settings?: unknown };
    base = toOptions(given.settings ?? {}, onCrash);
    return {
      serverInfo: { name: 'schema-architect' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, fixAllKind],
          resolveProvider: client.resolvesEdit,
        },
        ...(client.pulls
          ? {
              diagnosticProvider: {
                identifier: 'schema-architect',
                interFileDependencies: true,
                workspaceDiagnostics: false,
              },
            }
          : {}),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(async () => {
    const started = (async () => {
      if (client?.asksConfiguration) await readSettings(null);
      await names.load(folders);
    })();
    // A client that never answers, or a huge workspace, does not keep the first findings back for long.
    ready = Promise.all([parserReady, Promise.race([started, wait(longestWait)])]);
    if (client?.registersConfiguration)
      await connection.client.register(DidChangeConfigurationNotification.type, {
        section: 'schemaArchitect',
      });
    if (client?.registersWatchers)
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.sql' }],
      });
    if (!client?.changesFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(async ({ added, removed }) => {
      const gone = new Set(removed.map((folder) => folder.uri));
      folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map((folder) => folder.uri)];
      await names.load(folders);
    });
  });

  connection.onDidChangeConfiguration(async ({ settings: given }) => {
    const own = given as { schemaArchitect?: unknown } | null;
    await readSettings(own?.schemaArchitect ?? own);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => names.update(changes.map((change) => change.uri)));

  const changed = (uri: string) => {
    const document = documents.get(uri);
    if (!document) return;
    if (!client?.pulls) schedule(uri);
  };
  connection.onDidOpenTextDocument(({ textDocument }) => {
    documents.open(textDocument.uri, textDocument.version, textDocument.text);
    changed(textDocument.uri);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    documents.change(textDocument.uri, textDocument.version, contentChanges);
    changed(textDocument.uri);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    documents.close(textDocument.uri);
    optionsByUri.delete(textDocument.uri);
    if (!client?.pulls) void connection.sendDiagnostics({ uri: textDocument.uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on(async (params, token): Promise<DocumentDiagnosticReport> => {
    await ready;
    await nextTurn();
    if (token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.ServerCancelled, 'a newer request replaces this one', {
        retriggerRequest: true,
      });
    const document = documents.get(params.textDocument.uri);
    if (!document) return { kind: 'full', items: [] };
    const resultId = `${document.version}.${revision}`;
    if (params.previousResultId === resultId) return { kind: 'unchanged', resultId };
    const items = toDiagnostics(document, documents.analysis(document), client?.related ?? false);
    announce(document.uri, document.version);
    return { kind: 'full', resultId, items };
  });

  connection.onCodeAction(async (params): Promise<CodeAction[]> => {
    await parserReady;
    const document = documents.get(params.textDocument.uri);
    if (!document || !client) return [];
    return codeActions(document, documents.analysis(document), params, client);
  });
  connection.onCodeActionResolve((action) => {
    const data = action.data as BulkData | undefined;
    const document = data && documents.get(data.uri);
    if (!data || !document || !client) return action;
    if (document.version !== data.version)
      throw new ResponseError(
        ErrorCodes.InvalidRequest,
        'the document has changed since this action was offered',
      );
    return { ...action, edit: bulkEdit(document, documents.analysis(document), data, client) };
  });
  connection.onRequest(diagramRequest, async (params: DiagramParams) => {
    await parserReady;
    await nextTurn();
    const document = documents.get(params.uri);
    return document ? diagramResult(document, documents.analysis(document), params) : null;
  });
  connection.listen();
}
