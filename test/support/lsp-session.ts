import type {
  CodeAction,
  CodeActionContext,
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeResult,
  Range,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import { toDiagnostics } from '../../server/lsp/diagnostics.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import { buildLineIndex, toPosition } from '../../server/text/line-index.ts';
import { builtFile } from './built-file.ts';
import { type LspClient, startLspClient } from './lsp-client.ts';

await loadParser();

export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

export interface SessionOptions {
  /** Asks for diagnostics instead of having them sent. */
  readonly pulls?: boolean;
  /** What workspace/configuration answers; without it the client cannot be asked. */
  readonly configuration?: () => unknown;
  readonly folders?: readonly string[];
  readonly initializationOptions?: object;
  readonly workspaceEdit?: object;
  readonly codeAction?: object;
  /** Shows the progress of work that the server tells of. */
  readonly showsProgress?: boolean;
}

export interface LspSession extends LspClient {
  readonly initialized: InitializeResult;
  open(uri: string, text: string, languageId?: string): void;
  change(uri: string, version: number, ...changes: TextDocumentContentChangeEvent[]): void;
  /** The diagnostics that were sent for a version. */
  published(uri: string, version: number): Promise<readonly Diagnostic[]>;
  /** All that was sent for a document so far. */
  publications(uri: string): readonly Published[];
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  actions(uri: string, range: Range, context?: Partial<CodeActionContext>): Promise<CodeAction[]>;
}

function capabilities(options: SessionOptions): object {
  return {
    general: { positionEncodings: ['utf-16'] },
    window: { workDoneProgress: options.showsProgress ?? false },
    workspace: {
      configuration: options.configuration !== undefined,
      workspaceFolders: true,
      ...(options.workspaceEdit ? { workspaceEdit: options.workspaceEdit } : {}),
    },
    textDocument: {
      publishDiagnostics: { relatedInformation: true, versionSupport: true },
      codeAction: options.codeAction ?? {},
      ...(options.pulls ? { diagnostic: {} } : {}),
    },
  };
}

/** Starts the built server over stdio and greets it. */
export async function startSession(options: SessionOptions = {}): Promise<LspSession> {
  const client = startLspClient(process.execPath, [builtFile('server.js'), '--stdio'], {
    'workspace/configuration': (params) =>
      (params as { items: readonly unknown[] }).items.map(() => options.configuration?.()),
  });
  const initialized = await client.request<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: options.folders?.map((uri) => ({ uri, name: uri })) ?? null,
    capabilities: capabilities(options),
    initializationOptions: options.initializationOptions,
  });
  client.notify('initialized', {});
  const isPublication = (uri: string, method: string, params: unknown): params is Published =>
    method === 'textDocument/publishDiagnostics' && (params as Published).uri === uri;
  return {
    ...client,
    initialized,
    open: (uri, text, languageId = 'sql') =>
      client.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    change: (uri, version, ...contentChanges) =>
      client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
    async published(uri, version) {
      const fits = ({ method, params }: { method: string; params: unknown }) =>
        isPublication(uri, method, params) && params.version === version;
      return ((await client.waitFor(fits)).params as Published).diagnostics;
    },
    publications: (uri) =>
      client.notifications.flatMap(({ method, params }) =>
        isPublication(uri, method, params) ? [params] : [],
      ),
    pull: (uri, previousResultId) =>
      client.request('textDocument/diagnostic', {
        textDocument: { uri },
        ...(previousResultId ? { previousResultId } : {}),
      }),
    actions: (uri, range, context) =>
      client.request('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: [], ...context },
      }),
  };
}

/** What a server without any memory says of a text. */
export function diagnosticsFromScratch(uri: string, text: string): Diagnostic[] {
  const script = parseScript(text);
  const analysis = analyse([{ name: uri, script }], defaultOptions);
  return toDiagnostics({ uri, version: 1, script, lines: buildLineIndex(text) }, analysis, () => null);
}

/** The range of the first occurrence of words in a text. */
export function rangeOf(text: string, words: string, from = 0): Range {
  const lines = buildLineIndex(text);
  const start = text.indexOf(words, from);
  if (start < 0) throw new Error(`the text does not contain ${words}`);
  return { start: toPosition(lines, start), end: toPosition(lines, start + words.length) };
}

/** `rule line:character` of each diagnostic. */
export function summary(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, range }) => `${code} ${range.start.line}:${range.start.character}`);
}
