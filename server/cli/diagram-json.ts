import type { Analysis } from '../features/analysis.ts';
import type { DiagramModel } from '../features/diagram/model.ts';
import { buildLineIndex, toPositionRange } from '../text/line-index.ts';

/** The diagram as JSON, version 1: each table with the file and range of its name. */
export function diagramJson({ tables, ...rest }: DiagramModel, analysis: Analysis): object {
  const lines = new Map(analysis.files.map(({ name, script }) => [name, buildLineIndex(script.text)]));
  return {
    schemaVersion: 1,
    ...rest,
    tables: tables.map(({ nameRange, ...table }) => {
      const place = analysis.place(nameRange);
      const index = place && lines.get(place.file);
      return {
        ...table,
        file: place?.file ?? null,
        range: index ? toPositionRange(index, place.range) : null,
      };
    }),
  };
}
