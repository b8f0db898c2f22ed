import type { Analysis } from '../features/analysis.ts';
import { buildDiagram, type DiagramSource } from '../features/diagram/build-diagram.ts';
import { type ToPlace, toPicture } from '../features/diagram/to-picture.ts';
import type { PicturedPlace } from '../protocol/diagram.ts';
import type { DiagramParams, DiagramResult, UnchangedDiagram } from '../protocol/messages.ts';
import { toPositionRange } from '../text/line-index.ts';
import type { LinesOf } from './diagnostics.ts';
import type { OpenDocument } from './documents.ts';

/** The places of an analysis. */
export function placesOf(analysis: Pick<Analysis, 'place'>, linesOf: LinesOf): ToPlace<PicturedPlace> {
  return (range) => {
    const place = range && analysis.place(range);
    const lines = place && linesOf(place.file);
    return place && lines ? { uri: place.file, range: toPositionRange(lines, place.range) } : null;
  };
}

/** The diagram of a document as the client's view draws it. */
export function diagramResult(
  document: OpenDocument,
  analysis: Analysis,
  { view, known }: DiagramParams,
  linesOf: LinesOf,
  more: Pick<DiagramSource, 'contexts' | 'comparison'> & Pick<DiagramResult, 'problem' | 'database'> = {},
): DiagramResult | UnchangedDiagram {
  const { problem, database, ...source } = more;
  const model = buildDiagram({ analysis, file: document.uri, ...source }, view);
  const state = {
    uri: document.uri,
    ...(database === undefined ? {} : { database }),
    version: document.version,
    damaged: analysis.damaged(document.uri),
  };
  if (known === model.hash && problem === undefined) return { ...state, unchanged: true };
  const picture = toPicture(model, placesOf(analysis, linesOf));
  return { ...state, picture, ...(problem === undefined ? {} : { problem }) };
}
