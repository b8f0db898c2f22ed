import type { Analysis } from '../features/analysis.ts';
import { buildDiagram } from '../features/diagram/build-diagram.ts';
import { toMermaid } from '../features/diagram/to-mermaid.ts';
import type { DiagramParams, DiagramResult } from '../protocol/messages.ts';
import { toPositionRange } from '../text/line-index.ts';
import type { OpenDocument } from './documents.ts';

/** The diagram of a document as the client's view draws it. */
export function diagramResult(
  document: OpenDocument,
  analysis: Analysis,
  params: DiagramParams,
): DiagramResult {
  const model = buildDiagram(analysis.catalog, { detail: params.detail ?? 'auto' });
  return {
    uri: document.uri,
    version: document.version,
    damaged: analysis.damaged(document.uri),
    picture: {
      mermaid: toMermaid(model),
      hash: model.hash,
      detail: model.detail,
      relations: model.relations.length,
      tables: model.tables.map((table) => ({
        id: table.id,
        schema: table.schema,
        name: table.name,
        kind: table.kind,
        columns: table.columnCount,
        range: toPositionRange(
          document.lines,
          analysis.place(table.nameRange)?.range ?? { start: 0, end: 0 },
        ),
      })),
    },
  };
}
