import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { Client } from './client-support.ts';
import { fixAllKind } from './code-actions.ts';

/** What the server offers to a client of these abilities. Diagnostics are pulled or pushed, never both. */
export function capabilitiesFor(client: Client): ServerCapabilities {
  return {
    documentSymbolProvider: true,
    renameProvider: client.preparesRename ? { prepareProvider: true } : true,
    ...(client.showsInDiagram ? { codeLensProvider: {} } : {}),
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
  };
}

/** SQL, and what tells of the tools that apply it. */
const watchedFiles =
  '**/{*.sql,*.SQL,schema-architect.json,sqitch.plan,sqitch.conf,_journal.json,config.yaml,config.toml,Cargo.toml,diesel.toml,flyway.conf,flyway.toml,dbconfig.yml,.gmrc,schema.prisma}';

/** Asks a client that can be asked to tell of changed settings and files. */
export async function registerFor(client: Client, connection: Connection): Promise<void> {
  if (client.registersConfiguration)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'schemaArchitect' });
  if (client.registersWatchers)
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: watchedFiles }],
    });
}
