import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import type { ActionSupport } from './code-actions.ts';

/** What the client of this connection can do. */
export interface Client extends ActionSupport {
  readonly pulls: boolean;
  readonly refreshes: boolean;
  readonly asksConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly notifyAnalysed: boolean;
  readonly changesFolders: boolean;
  /** Whether it carries out the command of the lenses above CREATE TABLE. */
  readonly showsInDiagram: boolean;
  readonly refreshesLenses: boolean;
  readonly showsProgress: boolean;
  readonly preparesRename: boolean;
}

export function clientOf({ capabilities, initializationOptions }: InitializeParams): Client {
  const { workspace, textDocument }: ClientCapabilities = capabilities;
  const own = (initializationOptions ?? {}) as {
    openRule?: boolean;
    notifyAnalysed?: boolean;
    showInDiagram?: boolean;
  };
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
    showsInDiagram: own.showInDiagram ?? false,
    refreshesLenses: (own.showInDiagram ?? false) && (workspace?.codeLens?.refreshSupport ?? false),
    notifyAnalysed: own.notifyAnalysed ?? false,
    changesFolders: workspace?.workspaceFolders ?? false,
    preparesRename: textDocument?.rename?.prepareSupport ?? false,
    showsProgress: capabilities.window?.workDoneProgress ?? false,
  };
}
