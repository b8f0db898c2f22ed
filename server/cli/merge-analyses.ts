import { analyse, defaultOptions } from '../features/analyse.ts';
import type { Analysis, DatabaseFile, Finding } from '../features/analysis.ts';
import type { LoadedDatabase } from './load-database.ts';

/** A database, what was found in it, and what was found in its ways down. */
export interface AnalysedDatabase {
  readonly database: LoadedDatabase;
  readonly analysis: Analysis;
  readonly downs: ReadonlyMap<string, readonly Finding[]>;
}

const byPlace = (a: Finding, b: Finding) => a.range.start - b.range.start || a.range.end - b.range.end;

/** The analyses of several databases as one, for reports: each file once, by the database that reports it. */
export function mergeAnalyses(analysed: readonly AnalysedDatabase[]): Analysis {
  const files = new Map<string, DatabaseFile>();
  const findings = new Map<string, readonly Finding[]>();
  let statements = 0;
  for (const { database, analysis, downs } of analysed) {
    const add = (file: DatabaseFile) => {
      statements += file.script.statements.length;
      if (!files.has(file.name)) files.set(file.name, file);
    };
    for (const file of analysis.files) {
      if (!database.reported.has(file.name)) continue;
      add(file);
      const own = analysis.findings(file.name);
      const down = downs.get(file.name) ?? [];
      findings.set(file.name, down.length === 0 ? own : [...own, ...down].sort(byPlace));
    }
    for (const { file } of database.downs) {
      if (!downs.has(file.name)) continue;
      add(file);
      if (!database.reported.has(file.name)) findings.set(file.name, downs.get(file.name) ?? []);
    }
  }
  const [first] = analysed;
  return {
    ...(first?.analysis ?? analyse([], defaultOptions)),
    files: [...files.values()],
    findings: (name) => findings.get(name) ?? [],
    statements,
  };
}
