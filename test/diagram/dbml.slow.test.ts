import { Parser } from '@dbml/core';
import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../server/features/analysis.ts';
import { buildDiagram } from '../../server/features/diagram/build-diagram.ts';
import { exportDiagram } from '../../server/features/diagram/export-diagram.ts';
import type { DiagramView } from '../../server/features/diagram/view.ts';
import { analysisOfProject, projects } from './corpus-projects.ts';
import { analysisOf } from './diagram-of.ts';
import { everyKind, nastySchema } from './sample-schemas.ts';

/** Its objections are lists; an error with the first one, and the line, is easier to read. */
function parse(text: string) {
  try {
    return new Parser().parse(text, 'dbmlv2');
  } catch (error) {
    const { diags = [] } = error as { diags?: { message: string; location: { start: { line: number } } }[] };
    const lines = text.split('\n');
    throw new Error(
      diags.map(({ message, location }) => `${message}: ${lines[location.start.line - 1]}`).join('\n'),
    );
  }
}

/** What DBML's own parser reads in the text, which has to be what the picture has. */
function expectRead(analysis: Analysis, view: Partial<DiagramView> = {}): void {
  const model = buildDiagram({ analysis }, view);
  const read = parse(exportDiagram({ analysis }, view, 'dbml'));
  const tables = read.schemas.flatMap((schema) =>
    schema.tables.map((table) => ({
      name: `${schema.name}.${table.name}`,
      columns: table.fields.map(({ name }) => name),
    })),
  );
  const asRead = (name: string) => JSON.stringify(name).slice(1, -1);
  expect(tables.map(({ name }) => asRead(name)).sort()).toEqual(
    model.tables.map(({ schema, name }) => asRead(`${schema}.${name}`)).sort(),
  );
  expect(tables.flatMap(({ columns }) => columns)).toHaveLength(
    model.tables.reduce((sum, { columns }) => sum + Math.max(1, columns.length), 0),
  );
  // DBML has one reference for the same columns, none for a column to itself, and none without columns.
  const references = model.relations.flatMap(({ child, columns, parent, parentColumns }) => {
    const [from, to] = [`${child} ${columns}`, `${parent} ${parentColumns}`];
    return from === to || columns.length !== parentColumns.length ? [] : [`${from} > ${to}`];
  });
  expect(read.schemas.flatMap(({ refs }) => refs)).toHaveLength(new Set(references).size);
  expect(read.schemas.flatMap(({ enums }) => enums)).toHaveLength(model.enums.length);
}

describe('DBML’s own parser reads', () => {
  test('objects of every kind', () => {
    expectRead(analysisOf(everyKind));
    expectRead(analysisOf(everyKind), { grouping: 'schema' });
    expect(() => new Parser().parse('Table "a" {', 'dbmlv2')).toThrow();
  });

  test('whatever the names are', () => expectRead(analysisOf(nastySchema()), { detail: 'full' }));

  test.runIf(projects.length > 0).each(projects)('all of %s', (project) => {
    const analysis = analysisOfProject(project);
    expectRead(analysis, { overview: false, detail: 'full' });
    expectRead(analysis, { overview: false, detail: 'keys', grouping: 'schema' });
  });
});
