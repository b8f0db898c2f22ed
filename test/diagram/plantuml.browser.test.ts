import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Analysis } from '../../server/features/analysis.ts';
import { buildDiagram } from '../../server/features/diagram/build-diagram.ts';
import { exportDiagram } from '../../server/features/diagram/export-diagram.ts';
import type { DiagramView } from '../../server/features/diagram/view.ts';
import { analysisOfProject, projects } from './corpus-projects.ts';
import { analysisOf } from './diagram-of.ts';
import { launchChromium } from './open-diagram-page.ts';
import { openPlantuml, type PlantumlDrawing } from './open-plantuml.ts';
import { everyKind, nastySchema, storableNames } from './sample-schemas.ts';

let browser: Browser;
let draw: (text: string) => Promise<PlantumlDrawing>;

beforeAll(async () => {
  browser = await launchChromium();
  draw = await openPlantuml(browser);
});
afterAll(() => browser?.close());

/** PlantUML must see each box and each line of the picture. */
async function expectRead(analysis: Analysis, view: Partial<DiagramView> = {}): Promise<PlantumlDrawing> {
  const model = buildDiagram({ analysis }, view);
  const drawn = await draw(exportDiagram({ analysis }, view, 'plantuml'));
  const ids = drawn.entities.map((name) => name.split('.').at(-1)).sort();
  const enums = model.enums.map((_, index) => `E${index}`);
  const boxes = model.overview
    ? model.groups.map(({ id }) => id)
    : [...model.tables.map(({ id }) => id), ...enums];
  expect(ids).toEqual(boxes.sort());
  const inherited = model.tables.reduce((sum, { inherits }) => sum + inherits.length, 0);
  expect(drawn.links).toBe(model.relations.length + inherited);
  return drawn;
}

describe('PlantUML reads', () => {
  test('objects of every kind', async () => {
    const { texts } = await expectRead(analysisOf(everyKind));
    for (const text of ['person', 'tags : text[]', 'shop.state', "it's done", 'emails (view)'])
      expect(texts).toContain(text);
    await expectRead(analysisOf(everyKind), { grouping: 'schema' });
    await expectRead(analysisOf(everyKind), { grouping: 'schema', overview: true });
    await expect(draw('@startuml\nentity "a" as T0 {\n  (((\n@enduml')).rejects.toThrow('Syntax Error');
  });

  test('whatever the names are', async () => {
    const { texts } = await expectRead(analysisOf(nastySchema()), { detail: 'full' });
    const all = texts.join('\n');
    const readable = storableNames.filter((name) => /^[\p{L}\p{N}'"<>$%&{}()[\]#@!-]+$/u.test(name));
    expect(readable.length).toBeGreaterThan(20);
    expect(readable.filter((name) => !all.includes(name))).toEqual([]);
  });

  // PlantUML needs minutes to place the boxes of the largest ones, and says at once where it cannot read a line.
  test.runIf(projects.length > 0).each(projects)('all of %s', async (project) => {
    const analysis = analysisOfProject(project);
    const { tables } = analysis.catalog;
    for (let start = 0; start < tables.length; start += 40) {
      const focus = tables.slice(start, start + 40).map(({ schema, name }) => ({ schema, name }));
      await expectRead(analysis, { focus, hops: 0, detail: 'full', overview: false });
    }
  });
});
