import { describe, test } from 'vitest';
import { buildDiagram } from '../../server/features/diagram/build-diagram.ts';
import { exportDiagram } from '../../server/features/diagram/export-diagram.ts';
import { toMermaid } from '../../server/features/diagram/to-mermaid.ts';
import { analysisOfProject, projects } from './corpus-projects.ts';
import { parsersOfMermaid } from './parse-mermaid.ts';

describe.runIf(projects.length > 0)('the mermaid text of real projects is read', async () => {
  const { parse11, parse12 } = await parsersOfMermaid();

  test.each(projects)('%s', async (project) => {
    const analysis = analysisOfProject(project);
    for (const view of [{ overview: false, detail: 'full' }, { overview: true }, {}] as const) {
      await parse12(toMermaid(buildDiagram({ analysis }, view)));
      const text = exportDiagram({ analysis }, view, 'mermaid');
      await parse11(text);
      await parse12(text);
    }
  });
});
