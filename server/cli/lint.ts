import { writeFileSync } from 'node:fs';
import { analyse } from '../features/analyse.ts';
import type { Analysis, FileEdit } from '../features/analysis.ts';
import { fixAll } from '../features/fix-all.ts';
import { countSeverities, lintJson } from '../features/lint-json.ts';
import { parseScript } from '../syntax/parse-script.ts';
import { applyEdits } from '../text/apply-edits.ts';
import { blankOutside } from '../workspace/select-statements.ts';
import { checkDownParts } from './check-down-parts.ts';
import { type LoadedDatabase, loadDatabases, toPostgresVersion } from './load-database.ts';
import { type AnalysedDatabase, mergeAnalyses } from './merge-analyses.ts';
import { print } from './output.ts';
import { prettyReport } from './pretty.ts';
import { UsageError } from './usage.ts';

export interface LintArguments {
  readonly format: string | undefined;
  readonly fix: boolean;
  /** Whether files for the way down are checked too. */
  readonly down: boolean;
  readonly database: string | undefined;
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
  const { databases, hasFailures, analysing } = await loadDatabases(
    given.paths,
    toPostgresVersion(given.version),
    given.database,
  );
  let failed = hasFailures;
  const analyses = analysing(() => databases.map(({ files, options }) => analyse(files, options)));
  const analysed = databases.map((loaded, at): AnalysedDatabase => {
    let analysis = analyses[at]!;
    let database = loaded;
    if (given.fix) {
      const fixed = fix(loaded, analysis);
      failed = !fixed.succeeded || failed;
      ({ analysis, database } = fixed);
    }
    return { database, analysis, downs: checkDownParts(database, given.down) };
  });
  const [only] = analysed;
  const whole = only && analysed.length === 1 && isSimple(only) ? only.analysis : mergeAnalyses(analysed);
  await print(format === 'json' ? `${JSON.stringify(lintJson(whole))}\n` : prettyReport(whole));
  const counts = countSeverities(whole.files.flatMap((file) => whole.findings(file.name)));
  const severities = (['error', 'warning', 'info'] as const).slice(
    0,
    ['error', 'warning', 'info'].indexOf(failOn) + 1,
  );
  if (failed) return 2;
  return severities.some((severity) => counts[severity] > 0) ? 1 : 0;
}

/** Whether its analysis is the report as it is: every file once, and all of them asked for. */
function isSimple({ database, analysis, downs }: AnalysedDatabase): boolean {
  return downs.size === 0 && database.reported.size === analysis.files.length;
}

/** Applies the safe fixes to a database and writes its files. */
function fix(
  database: LoadedDatabase,
  first: Analysis,
): { analysis: Analysis; database: LoadedDatabase; succeeded: boolean } {
  const count = new Map<string, number>();
  for (const { name } of database.files) count.set(name, (count.get(name) ?? 0) + 1);
  // Of a file in several pieces each would get the edit of the other.
  const isFixed = (name: string) => database.reported.has(name) && count.get(name) === 1;
  const isPart = database.downs.some(({ isSeparate }) => !isSeparate);
  const files = isPart
    ? database.files.map((file) => ({
        ...file,
        script: parseScript(blanked(file.script.text, database, file.name)),
      }))
    : database.files;
  const start = isPart ? null : first;
  const { analysis, rounds } = fixAll(files, database.options, (finding) => isFixed(finding.file), start);
  const texts = new Map<string, string>();
  for (const edits of rounds) applyRound(texts, edits, database);
  const succeeded = writeTexts(database, texts);
  // The ways down are where they were only in files that did not change.
  const downs = database.downs.filter(({ file }) => !texts.has(file.name));
  return { analysis, database: { ...database, files: analysis.files, downs }, succeeded };
}

/** The text without what the database's script leaves out, so that edits do not bring it back. */
function blanked(text: string, database: LoadedDatabase, name: string): string {
  const down = database.downs.find(({ file, isSeparate }) => !isSeparate && file.name === name);
  const file = database.files.find((one) => one.name === name);
  if (!down || !file) return text;
  const stretches = file.script.statements.map(({ statement, start }) => ({
    start,
    end: start + statement.text.length,
  }));
  return blankOutside(text, stretches);
}

function applyRound(
  texts: Map<string, string>,
  edits: readonly FileEdit[],
  { sources }: LoadedDatabase,
): void {
  for (const name of new Set(edits.map(({ file }) => file))) {
    const before = texts.get(name) ?? sources.get(name)?.text ?? '';
    texts.set(
      name,
      applyEdits(
        before,
        edits.filter(({ file }) => file === name),
      ),
    );
  }
}

/** Writes the files that changed; what was not UTF-8 is never written. */
function writeTexts({ sources }: LoadedDatabase, texts: ReadonlyMap<string, string>): boolean {
  let succeeded = true;
  for (const [name, text] of texts) {
    const source = sources.get(name);
    if (!source?.isUtf8 || source.text === text) continue;
    try {
      writeFileSync(name, (source.hasByteOrderMark ? '\ufeff' : '') + text);
    } catch (error) {
      succeeded = false;
      process.stderr.write(
        `schema-architect: ${name}: cannot be written: ${error instanceof Error ? error.message : error}\n`,
      );
    }
  }
  return succeeded;
}
