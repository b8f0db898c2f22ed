import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import { buildDiagram } from '../../server/features/diagram/build-diagram.ts';
import { exportDiagram } from '../../server/features/diagram/export-diagram.ts';
import { toMermaid } from '../../server/features/diagram/to-mermaid.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import { findSqlFiles, readSqlFile } from '../../server/workspace/read-files.ts';
import { corpusFolder } from '../support/sql-files.ts';
import { parsersOfMermaid } from './parse-mermaid.ts';

await loadParser();

const projects = existsSync(corpusFolder)
  ? readdirSync(corpusFolder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    )
  : [];

describe.runIf(projects.length > 0)('the mermaid text of real projects is read', async () => {
  const { parse11, parse12 } = await parsersOfMermaid();

  test.each(projects)('%s', async (project) => {
    const files = findSqlFiles(`${corpusFolder}/${project}`).files.map((file) => {
      const source = readSqlFile(file);
      return { name: file, script: parseScript('text' in source ? source.text : '') };
    });
    expect(files.length).toBeGreaterThan(0);
    const analysis = analyse(files, defaultOptions);
    for (const view of [{ overview: false, detail: 'full' }, { overview: true }, {}] as const) {
      await parse12(toMermaid(buildDiagram({ analysis }, view)));
      const text = exportDiagram({ analysis }, view, 'mermaid');
      await parse11(text);
      await parse12(text);
    }
  });
});
