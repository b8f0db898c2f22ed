import { writeFileSync } from 'node:fs';
import { analyse } from '../features/analyse.ts';
import type { Analysis } from '../features/analysis.ts';
import { fixAll } from '../features/fix-all.ts';
import { countSeverities, lintJson } from '../features/lint-json.ts';
import { type LoadedDatabase, loadDatabase, toPostgresVersion } from './load-database.ts';
import { print } from './output.ts';
import { prettyReport } from './pretty.ts';
import { UsageError } from './usage.ts';

export interface LintArguments {
  readonly format: string | undefined;
  readonly fix: boolean;
  readonly failOn: string | undefined;
  readonly version: string | undefined;
  readonly paths: readonly string[];
}

/** `lint`: prints the findings and returns the exit code. */
export async function lint(given: LintArguments): Promise<number> {
  const format = given.format ?? 'pretty';
  if (format !== 'pretty' && format !== 'json')
    throw new UsageError(`--format takes pretty or json, not “${format}”`);
  const failOn = given.failOn ?? 'error';
  if (failOn !== 'error' && failOn !== 'warning' && failOn !== 'info')
    throw new UsageError(`--fail-on takes error, warning or info, not “${failOn}”`);
  const database = await loadDatabase(given.paths, toPostgresVersion(given.version));
  let analysis = analyse(database.files, database.options);
  let failed = database.hasFailures;
  if (given.fix) {
    analysis = fixAll(database.files, database.options, () => true, analysis).analysis;
    failed = !writeFixed(database, analysis) || failed;
  }
  await print(format === 'json' ? `${JSON.stringify(lintJson(analysis))}\n` : prettyReport(analysis));
  const counts = countSeverities(analysis.files.flatMap((file) => analysis.findings(file.name)));
  const severities = (['error', 'warning', 'info'] as const).slice(
    0,
    ['error', 'warning', 'info'].indexOf(failOn) + 1,
  );
  if (failed) return 2;
  return severities.some((severity) => counts[severity] > 0) ? 1 : 0;
}

/** Writes the files that changed; what was not UTF-8 is never written. */
function writeFixed(database: LoadedDatabase, analysis: Analysis): boolean {
  let succeeded = true;
  for (const { name, script } of analysis.files) {
    const source = database.sources.get(name);
    if (!source?.isUtf8 || source.text === script.text) continue;
    try {
      writeFileSync(name, (source.hasByteOrderMark ? '\ufeff' : '') + script.text);
    } catch (error) {
      succeeded = false;
      process.stderr.write(
        `schema-architect: ${name}: cannot be written: ${error instanceof Error ? error.message : error}\n`,
      );
    }
  }
  return succeeded;
}
