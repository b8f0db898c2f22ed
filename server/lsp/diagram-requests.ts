import type { Connection } from 'vscode-languageserver';
import type { Analysis } from '../features/analysis.ts';
import type { DiagramSource } from '../features/diagram/build-diagram.ts';
import { exportDiagram } from '../features/diagram/export-diagram.ts';
import { readSchema } from '../features/diagram/read-schema.ts';
import { searchSchema } from '../features/diagram/search-schema.ts';
import { tableAt } from '../features/diagram/table-at.ts';
import type { Wording } from '../features/wording.ts';
import type { DiagramView, PicturedPlace, TableName } from '../protocol/diagram.ts';
import {
  type DiagramAnswer,
  type DiagramExportParams,
  type DiagramMatch,
  type DiagramParams,
  type DiagramPlaceParams,
  type DiagramSaveViewParams,
  type DiagramSearchParams,
  type DiagramTableAtParams,
  type DiagramViewsParams,
  diagramExportRequest,
  diagramPlaceRequest,
  diagramRequest,
  diagramSaveViewRequest,
  diagramSearchRequest,
  diagramTableAtRequest,
  diagramViewsRequest,
  type NamedDiagramView,
  type SavedDiagramView,
} from '../protocol/messages.ts';
import { toOffset } from '../text/line-index.ts';
import { configurationFile } from '../workspace/configuration.ts';
import type { SavedView } from '../workspace/configured-views.ts';
import { folderOf, isInside } from '../workspace/paths.ts';
import { withSavedView } from '../workspace/save-view.ts';
import { createComparisons } from './comparisons.ts';
import { diagramResult, placesOf } from './diagram.ts';
import type { Analyses } from './document-analysis.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { toPath, toUri, type WorkspaceFiles } from './workspace-files.ts';

export interface DiagramServer {
  readonly documents: Documents;
  readonly analyses: Analyses;
  readonly workspace: WorkspaceFiles;
  /** A configuration as it is in the editor or on disk; null where there is none. */
  readonly configurationText: (path: string) => string | null;
  /** Done when a request may be answered. */
  readonly ready: () => Promise<unknown>;
}

/** Answers the requests of the diagram and of those who show tables in it. */
export function registerDiagramRequests(connection: Connection, server: DiagramServer): void {
  const { documents, analyses, workspace } = server;
  const comparisons = createComparisons(analyses, workspace.roots);

  /** Waits, and gives an open document with its analysis at that moment. */
  async function opened(uri: string): Promise<{ document: OpenDocument; analysis: Analysis } | null> {
    await server.ready();
    const document = documents.get(uri);
    return document ? { document, analysis: analyses.of(document) } : null;
  }
  async function sourceOf(
    document: OpenDocument,
    analysis: Analysis,
    view: Partial<DiagramView> | undefined,
  ): Promise<Pick<DiagramSource, 'contexts' | 'comparison'> & { readonly problem?: Wording }> {
    const contexts = workspace.configurationOf(document.uri)?.configuration.contexts ?? new Map();
    if (!view?.comparison) return { contexts };
    return { contexts, ...(await comparisons.of(document, analysis, view.comparison)) };
  }

  connection.onRequest<DiagramAnswer, void>(diagramRequest, async (params: DiagramParams) => {
    const found = await opened(params.uri);
    if (!found) return null;
    const { document, analysis } = found;
    const database = analyses.database(document.uri);
    return diagramResult(document, analysis, params, analyses.lines, {
      ...(await sourceOf(document, analysis, params.view)),
      ...(database ? { database: `${database.root} ${database.name}` } : {}),
    });
  });
  connection.onRequest<string | null, void>(diagramExportRequest, async (params: DiagramExportParams) => {
    const found = await opened(params.uri);
    if (!found) return null;
    const { document, analysis } = found;
    const { problem: _, ...source } = await sourceOf(document, analysis, params.view);
    return exportDiagram({ analysis, file: document.uri, ...source }, params.view ?? {}, params.format);
  });
  connection.onRequest<DiagramMatch[], void>(
    diagramSearchRequest,
    async ({ uri, text }: DiagramSearchParams) => {
      const found = await opened(uri);
      if (!found) return [];
      const toPlace = placesOf(found.analysis, analyses.lines);
      return searchSchema(readSchema(found.analysis.catalog), text).map(
        ({ schema, table, range, ...match }) => ({
          ...match,
          table: { schema, name: table },
          place: toPlace(range),
        }),
      );
    },
  );
  connection.onRequest<TableName | null, void>(
    diagramTableAtRequest,
    async ({ uri, position }: DiagramTableAtParams) => {
      const found = await opened(uri);
      if (!found) return null;
      const { document, analysis } = found;
      const offset = toOffset(document.lines, document.script.text, position);
      return tableAt(analysis.catalog, document.script, offset);
    },
  );
  connection.onRequest<PicturedPlace | null, void>(
    diagramPlaceRequest,
    async ({ uri, table, column, relation }: DiagramPlaceParams) => {
      const found = await opened(uri);
      if (!found) return null;
      const schema = readSchema(found.analysis.catalog);
      const toPlace = placesOf(found.analysis, analyses.lines);
      if (relation !== undefined)
        return toPlace(schema.relations.find(({ key }) => key.id === relation)?.key.range ?? null);
      const box = schema.tables.find(
        (one) => one.relation.schema === table?.schema && one.relation.name === table.name,
      );
      const row = box?.columns.find(({ name }) => name === column);
      return toPlace(row?.nameRange ?? box?.relation.nameRange ?? null);
    },
  );
  connection.onRequest<NamedDiagramView[], void>(diagramViewsRequest, ({ uri }: DiagramViewsParams) =>
    [...(workspace.configurationOf(uri)?.configuration.views ?? [])].map(([name, view]) => ({ name, view })),
  );
  connection.onRequest<SavedDiagramView | null, void>(
    diagramSaveViewRequest,
    ({ uri, name, view }: DiagramSaveViewParams) => {
      const own = toPath(uri);
      if (own === null) return null;
      const root = workspace.roots().find((one) => isInside(own, one)) ?? folderOf(own);
      const path = workspace.configurationOf(uri)?.path ?? `${root}/${configurationFile}`;
      const text = withSavedView(server.configurationText(path) ?? '', name, view && toSaved(view));
      return text === null ? null : { uri: toUri(path), text };
    },
  );
}

/** A comparison with the state before one migration is a glance, nothing to come back to by name. */
function toSaved({ comparison, ...view }: Partial<DiagramView>): SavedView {
  return comparison && comparison.with !== 'before' ? { ...view, comparison } : view;
}
