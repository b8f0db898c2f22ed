import { defaultOptions } from '../features/analyse.ts';
import type { AnalysisOptions, DatabaseFile } from '../features/analysis.ts';
import type { PostgresVersion } from '../rules/rule.ts';
import { parseScript } from '../syntax/parse-script.ts';
import { loadParser } from '../syntax/parser.ts';
import { findSqlFiles, readSqlFile, type SourceFile } from '../workspace/read-files.ts';
import { UsageError } from './usage.ts';

export interface LoadedDatabase {
  readonly files: readonly DatabaseFile[];
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly options: AnalysisOptions;
  /** True where something could not be read; said on standard error, and exit code 2. */
  readonly hasFailures: boolean;
}

export function toPostgresVersion(text: string | undefined): PostgresVersion {
  const version = Number(text ?? 18);
  if (![13, 14, 15, 16, 17, 18].includes(version))
    throw new UsageError(`--postgres-version takes 13 to 18, not “${text}”`);
  return version as PostgresVersion;
}

/** Reads the files of all paths into one database. */
export async function loadDatabase(
  paths: readonly string[],
  version: PostgresVersion,
): Promise<LoadedDatabase> {
  if (paths.length === 0) throw new UsageError('name at least one file or folder');
  const sources = new Map<string, SourceFile>();
  let hasFailures = false;
  const fail = (path: string, message: string) => {
    hasFailures = true;
    process.stderr.write(`schema-architect: ${path}: ${message}\n`);
  };
  for (const path of paths) {
    const { files, failures } = findSqlFiles(path);
    for (const failure of failures) fail(failure.path, failure.message);
    for (const file of files) {
      if (sources.has(file)) continue;
      const source = readSqlFile(file);
      if ('message' in source) fail(file, source.message);
      else sources.set(file, source);
    }
  }
  await loadParser();
  const files = [...sources.values()].map(({ path, text }) => ({ name: path, script: parseScript(text) }));
  const onCrash = (rule: string, error: unknown) => {
    process.stderr.write(
      `schema-architect: the rule ${rule} failed and is left out here: ${error instanceof Error ? error.message : error}\n`,
    );
  };
  return { files, sources, options: { ...defaultOptions, version, onCrash }, hasFailures };
}
