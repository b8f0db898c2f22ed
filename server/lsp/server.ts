import {
  type CodeAction,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  ErrorCodes,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { AnalysisOptions } from '../features/analysis.ts';
import { analysedNotification } from '../protocol/messages.ts';
import { loadParser } from '../syntax/parser.ts';
import { capabilitiesFor, registerFor } from './capabilities.ts';
import { type Client, clientOf } from './client-support.ts';
import { type BulkData, bulkEdit, codeActions } from './code-actions.ts';
import {
  configurationDiagnostics,
  createConfigurationTexts,
  isConfiguration,
} from './configuration-files.ts';
import { toDiagnostics } from './diagnostics.ts';
import { registerDiagramEdits } from './diagram-edits.ts';
import { registerDiagramRequests } from './diagram-requests.ts';
import { createAnalyses } from './document-analysis.ts';
import { createDocuments, type OpenDocument } from './documents.ts';
import { refreshLenses, registerOutline } from './outline.ts';
import { createProgress, showWork } from './progress.ts';
import { registerRename } from './rename.ts';
import { showsLenses, toOptions } from './settings.ts';
import { createWorkspaceFiles, toPath, toUri } from './workspace-files.ts';

/** Lets the messages that have arrived by now be handled, so that stale work shows as such. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Milliseconds that the first findings wait for the workspace at most. */
const longestWait = 1000;
/** Characters of SQL whose first analysis takes a second or so. */
const longWork = 1_000_000;
/** Milliseconds without an edit after which the databases are looked for again. */
const recognitionPause = 400;
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
  const documents = createDocuments();
  const configurations = createConfigurationTexts();
  const workspace = createWorkspaceFiles(
    () => new Map([...documents.all().flatMap(openText), ...configurations.all()]),
    () => invalidate(),
  );
  const analyses = createAnalyses(documents, workspace, () => base);
  /** Files whose new texts may make other databases of them. */
  const stale = new Set<string>();
  let staleTimer: NodeJS.Timeout | null = null;

  function openText({ uri, script }: OpenDocument): [string, string][] {
    const path = toPath(uri);
    return path === null ? [] : [[path, script.text]];
  }

  /** Looks again which databases there are, when typing pauses. */
  function recogniseLater(uri: string): void {
    stale.add(uri);
    if (staleTimer) clearTimeout(staleTimer);
    staleTimer = setTimeout(() => {
      const uris = [...stale];
      stale.clear();
      void workspace.update(uris);
    }, recognitionPause);
  }

  /** The settings, or the databases of the workspace, are others: all open documents are analysed anew. */
  function invalidate(): void {
    revision++;
    publishConfigurations();
    if (client?.refreshesLenses) refreshLenses(connection);
    if (client?.pulls) {
      if (client.refreshes) void connection.languages.diagnostics.refresh();
      for (const { uri, version } of documents.all()) announce(uri, version);
    } else for (const { uri } of documents.all()) schedule(uri);
  }

  function announce(uri: string, version: number): void {
    if (client?.notifyAnalysed) void connection.sendNotification(analysedNotification, { uri, version });
  }

  /** Runs work that analyses a document; of a large database's first time, which takes a while, the person is told. */
  async function analysing<T>(uri: string, work: () => T): Promise<T> {
    const document = documents.get(uri);
    const isLong = client?.showsProgress && document && analyses.ahead(document) > longWork;
    const shown = isLong ? await showWork(connection, 'Checking the SQL files') : null;
    try {
      return work();
    } finally {
      shown?.done();
    }
  }

  /** Publishes to a client that does not pull; edits that arrive before it is done replace it. */
  function schedule(uri: string): void {
    if (waiting.has(uri)) return;
    waiting.add(uri);
    void (async () => {
      await ready;
      await nextTurn();
      const found = await analysing(uri, () => {
        waiting.delete(uri);
        const document = documents.get(uri);
        return document && { version: document.version, diagnostics: diagnosticsOf(document) };
      });
      if (!found) return;
      await connection.sendDiagnostics({ uri, ...found });
      announce(uri, found.version);
    })().catch((error: unknown) =>
      connection.console.error(
        `The analysis of ${uri} failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
      ),
    );
  }

  function diagnosticsOf(document: OpenDocument): Diagnostic[] {
    return toDiagnostics(document, analyses.of(document), client?.related ? analyses.lines : null);
  }

  function configurationItems(uri: string): Diagnostic[] {
    const text = configurations.text(uri);
    return text === null ? [] : configurationDiagnostics(text, workspace.problems(toPath(uri) ?? ''));
  }

  /** A client that pulls asks for those of open configuration files itself. */
  function publishConfigurations(): void {
    if (client?.pulls) return;
    for (const uri of configurations.uris())
      void connection.sendDiagnostics({ uri, diagnostics: configurationItems(uri) });
  }

  /** Reads the folders; where that takes long, the person sees how far it is. */
  async function loadFolders(): Promise<void> {
    const progress = createProgress(connection, client?.showsProgress ?? false);
    await workspace.load(folders, (read, total) => progress.report(read, total));
    progress.done();
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
      capabilities: capabilitiesFor(client),
    };
  });

  connection.onInitialized(async () => {
    const started = (async () => {
      if (client?.asksConfiguration) await readSettings(null);
      await loadFolders();
    })();
    // A client that never answers, or a huge workspace, does not keep the first findings back for long.
    ready = Promise.all([parserReady, Promise.race([started, wait(longestWait)])]);
    if (client) await registerFor(client, connection);
    if (!client?.changesFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(async ({ added, removed }) => {
      const gone = new Set(removed.map((folder) => folder.uri));
      folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map((folder) => folder.uri)];
      await loadFolders();
    });
  });

  connection.onDidChangeConfiguration(async ({ settings: given }) => {
    const own = given as { schemaArchitect?: unknown } | null;
    await readSettings(own?.schemaArchitect ?? own);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => workspace.update(changes.map((change) => change.uri)));

  const changed = (uri: string) => {
    if (client?.pulls || !documents.get(uri)) return;
    schedule(uri);
    for (const other of analyses.related(uri)) schedule(other);
  };
  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
    if (isConfiguration(uri)) {
      configurations.open(uri, text);
      return void workspace.update([uri]);
    }
    documents.open(uri, version, text, workspace.file(toPath(uri) ?? '')?.script);
    changed(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    if (configurations.change(uri, contentChanges)) return recogniseLater(uri);
    workspace.edited(uri, documents.change(uri, version, contentChanges));
    changed(uri);
    if (workspace.file(toPath(uri) ?? '')) recogniseLater(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    if (configurations.close(uri)) return void workspace.update([uri]);
    documents.close(uri);
    analyses.forget(uri);
    if (workspace.file(toPath(uri) ?? '')) recogniseLater(uri);
    if (!client?.pulls) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on(async (params, token): Promise<DocumentDiagnosticReport> => {
    await ready;
    await nextTurn();
    if (token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.ServerCancelled, 'a newer request replaces this one', {
        retriggerRequest: true,
      });
    const { uri } = params.textDocument;
    return analysing(uri, () => {
      const document = documents.get(uri);
      if (!document) return { kind: 'full', items: configurationItems(uri) };
      const resultId = `${document.version}.${revision}`;
      if (params.previousResultId === resultId) return { kind: 'unchanged', resultId };
      const items = diagnosticsOf(document);
      announce(uri, document.version);
      return { kind: 'full', resultId, items };
    });
  });

  connection.onCodeAction(async (params): Promise<CodeAction[]> => {
    await parserReady;
    const document = documents.get(params.textDocument.uri);
    if (!document || !client) return [];
    return codeActions({
      document,
      analysis: analyses.of(document),
      toFix: () => analyses.toFix(document),
      linesOf: analyses.lines,
      versionOf: (uri) => documents.get(uri)?.version ?? null,
      params,
      support: client,
    });
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
    return { ...action, edit: bulkEdit(document, analyses.toFix(document), data, client) };
  });
  registerDiagramRequests(connection, {
    documents,
    analyses,
    workspace,
    configurationText: (path) => configurations.text(toUri(path)) ?? workspace.configurationText(path),
    ready: () => parserReady.then(nextTurn),
  });
  const editing = {
    documents,
    analyses,
    ready: () => ready,
    versionedEdits: () => client?.versionedEdits ?? false,
  };
  registerDiagramEdits(connection, editing);
  registerRename(connection, editing);
  registerOutline(connection, {
    documents,
    analyses,
    ready: () => ready,
    showsLenses: () => (client?.showsInDiagram ?? false) && showsLenses(settings),
  });
  connection.listen();
}
