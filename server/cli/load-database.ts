import { realpathSync } from 'node:fs';
import { defaultOptions } from '../features/analyse.ts';
import type { AnalysisOptions, DatabaseFile } from '../features/analysis.ts';
import type { PostgresVersion } from '../rules/rule.ts';
import { parseScript } from '../syntax/parse-script.ts';
import { loadParser } from '../syntax/parser.ts';
import { findSqlFiles, readSqlFile, type SourceFile } from '../workspace/read-files.ts';
import { startParsingAhead } from './parse-ahead.ts';
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
  // `./a.sql` and a link to it are the same file, which must not create its tables twice.
  const realPaths = new Set<string>();
  let hasFailures = false;
  const fail = (path: string, message: string) => {
    hasFailures = true;
    process.stderr.write(`schema-architect: ${path}: ${message}\n`);
  };
  for (const path of paths) {
    if (path === '') throw new UsageError('a PATH is empty');
    const { files, failures } = findSqlFiles(path);
    for (const failure of failures) fail(failure.path, failure.message);
    for (const file of files) {
      const source = readSqlFile(file);
      if ('message' in source) {
        fail(file, source.message);
        continue;
      }
      const realPath = realpathSync(file);
      if (!realPaths.has(realPath)) sources.set(file, source);
      realPaths.add(realPath);
    }
  }
  const characters = [...sources.values()].reduce((sum, { text }) => sum + text.length, 0);
  const parseAhead = startParsingAhead(characters);
  const loading = loadParser();
  const files = [...sources.values()].map(({ path, text, isUtf8 }) => ({
    name: path,
    script: parseScript(text),
    isUtf8,
  }));
  parseAhead?.(files.map(({ script }) => script));
  await loading;
  const onCrash = (rule: string, error: unknown) => {
    process.stderr.write(
      `schema-architect: the rule ${rule} failed and is left out here: ${error instanceof Error ? error.message : error}\n`,
    );
  };
  return { files, sources, options: { ...defaultOptions, version, onCrash }, hasFailures };
}
