import {
  type Connection,
  LSPErrorCodes,
  type Range as LspRange,
  type PrepareRenameResult,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { nameAt } from '../features/rename/name-at.ts';
import { rename } from '../features/rename/rename.ts';
import { inEnglish } from '../features/wording.ts';
import { unquoteIdentifier } from '../syntax/quote-identifier.ts';
import { toOffset, toPositionRange } from '../text/line-index.ts';
import { type EditingServer, editedDatabase, toDocuments } from './diagram-edits.ts';

/** Answers textDocument/prepareRename and textDocument/rename for tables and their columns. */
export function registerRename(connection: Connection, server: EditingServer): void {
  async function find(uri: string, position: LspRange['start']) {
    await server.ready();
    const document = server.documents.get(uri);
    if (!document) return null;
    const offset = toOffset(document.lines, document.script.text, position);
    const analysis = server.analyses.of(document);
    const found = nameAt(analysis.catalog, document.script, offset);
    return found && { document, found };
  }

  connection.onPrepareRename(
    async ({ textDocument: { uri }, position }): Promise<PrepareRenameResult | null> => {
      const at = await find(uri, position);
      if (!at) return null;
      const { found, document } = at;
      const range = toPositionRange(document.lines, found.range);
      return { range, placeholder: found.column ?? found.table.name };
    },
  );
  connection.onRenameRequest(
    async ({ textDocument: { uri }, position, newName }): Promise<WorkspaceEdit | null> => {
      const at = await find(uri, position);
      if (!at) return null;
      const { table, column } = at.found;
      // A name that is written with its quotes is meant without them.
      const isQuoted = /^"(?:[^"]|"")+"$/.test(newName);
      const outcome = rename(editedDatabase(server, at.document), {
        table,
        column,
        newName: isQuoted ? unquoteIdentifier(newName) : newName,
      });
      if ('problem' in outcome)
        // Our own client has the text in other languages.
        throw new ResponseError(LSPErrorCodes.RequestFailed, inEnglish(outcome.problem), outcome.problem);
      const documents = toDocuments(server, outcome.edits) ?? [];
      return server.versionedEdits()
        ? {
            documentChanges: documents.map((one) => ({
              textDocument: { uri: one.uri, version: one.version },
              edits: [...one.edits],
            })),
          }
        : { changes: Object.fromEntries(documents.map((one) => [one.uri, [...one.edits]])) };
    },
  );
}
