import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import type { Analysis, AnalysisOptions } from '../../server/features/analysis.ts';
import { buildDiagram, type DiagramSource } from '../../server/features/diagram/build-diagram.ts';
import type { DiagramModel } from '../../server/features/diagram/model.ts';
import type { DiagramView } from '../../server/features/diagram/view.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';

await loadParser();

/** The analysis of files by their names; a text alone is `schema.sql`. */
export function analysisOf(
  files: string | Readonly<Record<string, string>>,
  options: Partial<AnalysisOptions> = {},
): Analysis {
  const all = typeof files === 'string' ? { 'schema.sql': files } : files;
  return analyse(
    Object.entries(all).map(([name, text]) => ({ name, script: parseScript(text) })),
    { ...defaultOptions, ...options },
  );
}

export function diagramOf(
  files: string | Readonly<Record<string, string>>,
  view: Partial<DiagramView> = {},
  more: Partial<DiagramSource> = {},
): DiagramModel {
  return buildDiagram({ analysis: analysisOf(files), ...more }, view);
}

/** A table of this name in `public`. */
export function table(name: string): { readonly schema: string; readonly name: string } {
  return { schema: 'public', name };
}

export const namesOf = ({ tables }: DiagramModel): string[] => tables.map(({ name }) => name);
