import { existsSync, readdirSync } from 'node:fs';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import type { Analysis } from '../../server/features/analysis.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import { findSqlFiles, readSqlFile } from '../../server/workspace/read-files.ts';
import { corpusFolder } from '../support/sql-files.ts';

await loadParser();

/** The projects of the corpus by their names; none where it does not lie beside the repository. */
export const projects: readonly string[] = existsSync(corpusFolder)
  ? readdirSync(corpusFolder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    )
  : [];

/** All SQL of a project as one database. */
export function analysisOfProject(project: string): Analysis {
  const files = findSqlFiles(`${corpusFolder}/${project}`).files.map((file) => {
    const source = readSqlFile(file);
    return { name: file, script: parseScript('text' in source ? source.text : '') };
  });
  if (files.length === 0) throw new Error(`${project} has no SQL.`);
  return analyse(files, defaultOptions);
}
