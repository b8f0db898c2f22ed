import { buildDiagram } from '../features/diagram/build-diagram.ts';
import { exportDiagram, type TextFormat } from '../features/diagram/export-diagram.ts';
import { diagramJson } from '../features/diagram/to-json.ts';
import type { LoadedDiagram } from './diagram-sources.ts';
import { UsageError } from './usage.ts';

/** The pictures of databases as one text; only JSON and Markdown hold several. */
export function textOf(diagrams: readonly LoadedDiagram[], format: TextFormat): string {
  if (format === 'json') {
    const all = diagrams.map(({ name, analysis, source, view }) => ({
      name,
      ...diagramJson(buildDiagram(source, view), analysis),
    }));
    const { name: _, ...first } = all[0]!;
    return `${JSON.stringify(all.length === 1 ? first : { schemaVersion: 1, databases: all })}\n`;
  }
  if (format === 'markdown') return markdownOf(diagrams);
  const { source, view } = onlyOne(diagrams, format);
  return exportDiagram(source, view, format);
}

/** The one diagram that a format can hold. */
export function onlyOne(diagrams: readonly LoadedDiagram[], format: string): LoadedDiagram {
  const [only] = diagrams;
  if (only && diagrams.length === 1) return only;
  const names = diagrams.map(({ name }) => name).join(', ');
  throw new UsageError(
    `there are ${diagrams.length} databases (${names}), and ${format} draws one: choose it with --database NAME, or take --format markdown`,
  );
}

/** Fenced blocks, each under its database's name where there are several. */
export function markdownOf(diagrams: readonly LoadedDiagram[]): string {
  const blocks = diagrams.map(({ name, source, view }) => ({
    name,
    text: exportDiagram(source, view, 'markdown'),
  }));
  const [only] = blocks;
  if (only && blocks.length === 1) return only.text;
  return blocks.map(({ name, text }) => `# ${name}\n\n${text}`).join('\n');
}
