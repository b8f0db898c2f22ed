import {
  type CodeLens,
  CodeLensRefreshRequest,
  type Connection,
  type DocumentSymbol,
  SymbolKind,
} from 'vscode-languageserver';
import { isTable } from '../catalog/catalog.ts';
import type { Analysis } from '../features/analysis.ts';
import { type OutlineEntry, type OutlineKind, outline } from '../features/outline.ts';
import { showInDiagramCommand } from '../protocol/messages.ts';
import { toPositionRange } from '../text/line-index.ts';
import type { Analyses } from './document-analysis.ts';
import type { Documents, OpenDocument } from './documents.ts';

const kinds: Readonly<Record<OutlineKind, SymbolKind>> = {
  table: SymbolKind.Class,
  view: SymbolKind.Interface,
  column: SymbolKind.Field,
  constraint: SymbolKind.Key,
  index: SymbolKind.Property,
  trigger: SymbolKind.Event,
  policy: SymbolKind.Object,
  enum: SymbolKind.Enum,
  label: SymbolKind.EnumMember,
  type: SymbolKind.Struct,
  sequence: SymbolKind.Number,
  function: SymbolKind.Function,
  schema: SymbolKind.Namespace,
  extension: SymbolKind.Package,
};

/** The outline of a document: what its statements define, with columns, constraints and indexes. */
export function documentSymbols(document: OpenDocument, analysis: Analysis): DocumentSymbol[] {
  const toSymbol = ({ kind, name, detail, range, nameRange, children }: OutlineEntry): DocumentSymbol => ({
    // The protocol wants a name that is not blank.
    name: name.trim() === '' ? `"${name}"` : name,
    detail,
    kind: kinds[kind],
    range: toPositionRange(document.lines, range),
    selectionRange: toPositionRange(document.lines, nameRange),
    children: children.map(toSymbol),
  });
  return outline(analysis, document.uri).map(toSymbol);
}

/** Above each CREATE TABLE whose table is there at the end: shows it in the diagram. */
export function tableLenses(document: OpenDocument, analysis: Analysis): CodeLens[] {
  const { catalog } = analysis;
  return document.script.statements.flatMap(({ statement }) =>
    catalog
      .createdBy(statement.id)
      .filter(isTable)
      .flatMap(({ schema, name, nameRange, statement: created }) => {
        const at = nameRange.statement === created ? nameRange : { statement: created, start: 0, end: 0 };
        const place = analysis.place(at);
        if (place?.file !== document.uri) return [];
        return [
          {
            range: toPositionRange(document.lines, place.range),
            command: {
              title: 'Show in diagram',
              command: showInDiagramCommand,
              arguments: [{ uri: document.uri, schema, name }],
            },
          },
        ];
      }),
  );
}

export interface OutlineServer {
  readonly documents: Documents;
  readonly analyses: Analyses;
  readonly ready: () => Promise<unknown>;
  readonly showsLenses: () => boolean;
}

/** Answers requests for outlines and code lenses. */
export function registerOutline(connection: Connection, server: OutlineServer): void {
  const { documents, analyses } = server;
  connection.onDocumentSymbol(async ({ textDocument: { uri } }) => {
    await server.ready();
    const document = documents.get(uri);
    return document ? documentSymbols(document, analyses.of(document)) : [];
  });
  connection.onCodeLens(async ({ textDocument: { uri } }) => {
    await server.ready();
    const document = documents.get(uri);
    return document && server.showsLenses() ? tableLenses(document, analyses.of(document)) : [];
  });
}

/** Has the client ask for the lenses anew: a setting or another file has changed. */
export function refreshLenses(connection: Connection): void {
  // A client that is about to end answers no more.
  connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
}
