import { buildDiagram, type DiagramSource } from './build-diagram.ts';
import { listDifferences } from './list-differences.ts';
import { readSchema } from './read-schema.ts';
import { toDbml } from './to-dbml.ts';
import { diagramJson } from './to-json.ts';
import { toMarkdown } from './to-markdown.ts';
import { toPlainMermaid } from './to-plain-mermaid.ts';
import { toPlantuml } from './to-plantuml.ts';
import type { DiagramView } from './view.ts';

export const textFormats = ['mermaid', 'markdown', 'dbml', 'plantuml', 'json'] as const;
export type TextFormat = (typeof textFormats)[number];

/** The picture that a view asks for as text. */
export function exportDiagram(source: DiagramSource, view: Partial<DiagramView>, format: TextFormat): string {
  switch (format) {
    case 'mermaid':
      return toPlainMermaid(buildDiagram(source, view));
    case 'markdown': {
      const model = buildDiagram(source, view);
      return toMarkdown(model) + listDifferences(model.differences);
    }
    case 'plantuml':
      return toPlantuml(buildDiagram(source, view));
    case 'json':
      return `${JSON.stringify(diagramJson(buildDiagram(source, view), source.analysis))}\n`;
    case 'dbml': {
      // DBML is read by tools, which want all there is rather than a picture that is legible.
      const whole = { ...view, overview: false, ...(view.detail === 'auto' ? { detail: undefined } : {}) };
      const model = buildDiagram(source, { ...whole, detail: whole.detail ?? 'full' });
      return toDbml(model, readSchema(source.comparison?.after ?? source.analysis.catalog));
    }
  }
}
