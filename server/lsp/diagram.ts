import type { Analysis } from '../features/analysis.ts';
import { buildDiagram } from '../features/diagram/build-diagram.ts';
import { toMermaid } from '../features/diagram/to-mermaid.ts';
import type { DiagramParams, DiagramResult } from '../protocol/messages.ts';
import { toPositionRange } from '../text/line-index.ts';
import type { LinesOf } from './diagnostics.ts';
import type { OpenDocument } from './documents.ts';

const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The diagram of a document as the client's view draws it. */
export function diagramResult(
  document: OpenDocument,
  analysis: Analysis,
  params: DiagramParams,
  linesOf: LinesOf,
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
      tables: model.tables.map((table) => {
        const place = analysis.place(table.nameRange);
        const lines = place && linesOf(place.file);
        return {
          id: table.id,
          schema: table.schema,
          name: table.name,
          kind: table.kind,
          columns: table.columnCount,
          uri: place?.file ?? document.uri,
          range: place && lines ? toPositionRange(lines, place.range) : start,
        };
      }),
    },
  };
}
