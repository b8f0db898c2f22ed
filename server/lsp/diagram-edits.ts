import type { Connection } from 'vscode-languageserver';
import type { FileEdit } from '../features/analysis.ts';
import { editDatabase } from '../features/diagram-edits/edit-database.ts';
import type { EditedDatabase } from '../features/diagram-edits/edited-database.ts';
import { say } from '../features/wording.ts';
import {
  type DiagramEditAnswer,
  type DiagramEditParams,
  diagramEditRequest,
  type EditedDocument,
} from '../protocol/messages.ts';
import { toPositionRange } from '../text/line-index.ts';
import type { Analyses } from './document-analysis.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { toUri } from './workspace-files.ts';

export interface EditingServer {
  readonly documents: Documents;
  readonly analyses: Analyses;
  readonly ready: () => Promise<unknown>;
  readonly versionedEdits: () => boolean;
}

/** The database of an open document as the edits need it. */
export function editedDatabase(
  { documents, analyses }: EditingServer,
  document: OpenDocument,
): EditedDatabase {
  const parts = analyses.database(document.uri)?.parts ?? [];
  return {
    analysis: analyses.of(document),
    active: document.uri,
    migrations: parts
      .filter(({ isMigration, isBorrowed }) => isMigration && !isBorrowed)
      .map(({ path }) => documents.all().find(({ uri }) => uri === toUri(path))?.uri ?? toUri(path)),
    isOpen: (file) => documents.get(file) !== undefined,
  };
}

/** Edits by document; null where a file is gone meanwhile. */
export function toDocuments(
  { documents, analyses }: EditingServer,
  edits: readonly FileEdit[],
): readonly EditedDocument[] | null {
  const result: EditedDocument[] = [];
  for (const uri of new Set(edits.map(({ file }) => file))) {
    const lines = analyses.lines(uri);
    if (!lines) return null;
    result.push({
      uri,
      version: documents.get(uri)?.version ?? null,
      edits: edits
        .filter(({ file }) => file === uri)
        .map((edit) => ({ range: toPositionRange(lines, edit), newText: edit.newText })),
    });
  }
  return result;
}

/** Answers what the diagram asks to be edited. */
export function registerDiagramEdits(connection: Connection, server: EditingServer): void {
  connection.onRequest<DiagramEditAnswer, void>(
    diagramEditRequest,
    async ({ uri, edit }: DiagramEditParams) => {
      await server.ready();
      const document = server.documents.get(uri);
      if (!document) return { problem: say('The file is not open any more.') };
      const outcome = editDatabase(editedDatabase(server, document), edit);
      if ('problem' in outcome) return outcome;
      const documents = toDocuments(server, outcome.edits);
      return documents
        ? { title: outcome.title, documents }
        : { problem: say('A file of the database is gone. Try again.') };
    },
  );
}
