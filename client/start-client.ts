import { type ExtensionContext, type LogOutputChannel, l10n, window } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  ResponseError,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import { createCrashCounter } from './crash-counter.ts';
import { serverSelector } from './documents.ts';
import { isWording, translate } from './translate.ts';

export interface Server {
  readonly client: LanguageClient;
  /** Starts the server, or ends it and starts it again. */
  restart(): Promise<void>;
}

/** From Node 24 on the young objects alone may take 130 MB, of which the server has no use; before, that was the limit. */
const engineFlags = ['--max-semi-space-size=16'];

/** Makes the client of the language server in dist/server.js, which restarts after a crash and says so. */
export function createServer(context: ExtensionContext, output: LogOutputChannel): Server {
  const module = context.asAbsolutePath('dist/server.js');
  const crashes = createCrashCounter();
  let hasCrashed = false;

  const client = new LanguageClient(
    'schemaArchitect',
    'Schema Architect',
    {
      run: { module, transport: TransportKind.ipc, options: { execArgv: engineFlags } },
      debug: {
        module,
        transport: TransportKind.ipc,
        options: { execArgv: [...engineFlags, '--nolazy', '--inspect=6019'] },
      },
    },
    {
      documentSelector: serverSelector,
      outputChannel: output,
      diagnosticCollectionName: 'schema-architect',
      initializationOptions: { openRule: true, notifyAnalysed: true, showInDiagram: true },
      middleware: {
        // The server speaks English.
        provideCodeLenses: async (document, token, next) => {
          const lenses = await next(document, token);
          for (const { command } of lenses ?? []) if (command) command.title = l10n.t('Show in diagram');
          return lenses;
        },
        provideRenameEdits: async (document, position, newName, token, next) => {
          try {
            return await next(document, position, newName, token);
          } catch (error) {
            throw error instanceof ResponseError && isWording(error.data)
              ? new Error(translate(error.data))
              : error;
          }
        },
      },
      synchronize: { configurationSection: 'schemaArchitect' },
      initializationFailedHandler: (error) => {
        output.error(String(error));
        return false;
      },
      errorHandler: {
        error: (error, _message, count) => {
          output.error(error.message);
          return { action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
        },
        closed: () => {
          hasCrashed = true;
          if (crashes.ended(Date.now()) === 'restart') return { action: CloseAction.Restart, handled: true };
          hasCrashed = false;
          void offerRestart(restart, output);
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    },
  );

  client.onDidChangeState(({ newState }) => {
    if (newState !== State.Running || !hasCrashed) return;
    hasCrashed = false;
    const message = l10n.t('The Schema Architect server stopped unexpectedly and was started again.');
    output.warn(message);
    void sayRestarted(message, output);
  });

  async function restart(): Promise<void> {
    crashes.reset();
    hasCrashed = false;
    if (client.isRunning()) await client.restart();
    else await client.start();
  }
  return { client, restart };
}

async function sayRestarted(message: string, output: LogOutputChannel): Promise<void> {
  const show = l10n.t('Show Output');
  if ((await window.showWarningMessage(message, show)) === show) output.show();
}

async function offerRestart(restart: () => Promise<void>, output: LogOutputChannel): Promise<void> {
  const again = l10n.t('Restart Server');
  const show = l10n.t('Show Output');
  const chosen = await window.showErrorMessage(
    l10n.t('The Schema Architect server stopped again and again, and is not started any more.'),
    again,
    show,
  );
  if (chosen === again) await restart();
  if (chosen === show) output.show();
}
