import type { SourceRange } from '../../syntax/statement.ts';
import { buildLineIndex, toPositionRange } from '../../text/line-index.ts';
import type { Analysis } from '../analysis.ts';
import type { DiagramModel } from './model.ts';

/** The diagram as JSON, version 1: each table with the file and range of its name. */
export function diagramJson(model: DiagramModel, analysis: Pick<Analysis, 'files' | 'place'>): object {
  const texts = new Map(analysis.files.map(({ name, script }) => [name, script.text]));
  const lines = new Map<string, ReturnType<typeof buildLineIndex>>();
  const placeOf = (at: SourceRange) => {
    const place = analysis.place(at);
    const text = place && texts.get(place.file);
    if (text === undefined || text === null || !place) return { file: null, range: null };
    const index = lines.get(place.file) ?? buildLineIndex(text);
    lines.set(place.file, index);
    return { file: place.file, range: toPositionRange(index, place.range) };
  };
  const { tables, relations, differences, isDirectionFree: _, ...rest } = model;
  return {
    schemaVersion: 1,
    ...rest,
    tables: tables.map(({ nameRange, columns, ...table }) => ({
      ...table,
      columns: columns.map(({ nameRange: _, ...column }) => column),
      ...placeOf(nameRange),
    })),
    relations: relations.map(({ range: _, ...relation }) => relation),
    ...(differences ? { differences: differences.map(({ range: _, ...one }) => one) } : {}),
  };
}
