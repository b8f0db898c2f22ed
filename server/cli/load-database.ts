import { statSync } from 'node:fs';
import { defaultOptions } from '../features/analyse.ts';
import type { AnalysisOptions, DatabaseFile } from '../features/analysis.ts';
import type { PostgresVersion } from '../rules/rule.ts';
import { parseScript } from '../syntax/parse-script.ts';
import { loadParser } from '../syntax/parser.ts';
import type { Configuration } from '../workspace/configuration.ts';
import type { FilePart } from '../workspace/database.ts';
import { openingStatements } from '../workspace/opening.ts';
import { startParserThread } from '../workspace/parse-ahead.ts';
import type { SourceFile } from '../workspace/read-files.ts';
import { selectStatements } from '../workspace/select-statements.ts';
import { includeProblems, type Plan, type PlannedDatabase, planDatabases } from './plan-databases.ts';
import { configurationAbove, type SourceFiles } from './source-files.ts';
import { UsageError } from './usage.ts';

/** A way down, and how many of the database's files come before it. */
export interface LoadedDown {
  readonly before: number;
  readonly file: DatabaseFile;
  /** Whether it has a file of its own. */
  readonly isSeparate: boolean;
}

export interface LoadedDatabase {
  readonly name: string;
  /** In order; a file that others are included into comes several times, each time with other statements. */
  readonly files: readonly DatabaseFile[];
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** The files whose findings this database reports; others belong to another one or to nobody's request. */
  readonly reported: ReadonlySet<string>;
  readonly downs: readonly LoadedDown[];
  /** As it was planned, and the configuration that governs it. */
  readonly planned: PlannedDatabase;
  readonly configuration: Configuration | null;
  readonly options: AnalysisOptions;
}

export interface LoadedDatabases {
  readonly databases: readonly LoadedDatabase[];
  /** True where something could not be read; said on standard error, and exit code 2. */
  readonly hasFailures: boolean;
  /** Runs the analysis of the databases, where it pays with a second thread that parses. Once. */
  readonly analysing: <T>(work: () => T) => T;
}

export function toPostgresVersion(text: string | undefined): PostgresVersion | null {
  if (text === undefined) return null;
  const version = Number(text);
  if (!isVersion(version)) throw new UsageError(`--postgres-version takes 13 to 18, not “${text}”`);
  return version;
}

function isVersion(version: number): version is PostgresVersion {
  return [13, 14, 15, 16, 17, 18].includes(version);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function complain(line: string): void {
  process.stderr.write(`schema-architect: ${line}\n`);
}

/** Reads the databases of all paths. A version that is asked for wins over the configuration's; `chosen` names one database. */
export async function loadDatabases(
  paths: readonly string[],
  version: PostgresVersion | null,
  chosen: string | undefined,
): Promise<LoadedDatabases> {
  const loading = loadParser();
  // The order of unordered files is read from PostgreSQL's trees.
  if (paths.some(isFolder)) await loading;
  const plan = choose(planDatabases(paths), chosen);
  for (const line of plan.failures) complain(line);
  const missing = plan.databases.flatMap((database) => includeProblems(database, plan.sources));
  for (const line of new Set(missing)) complain(line);
  const known = new Set(plan.databases.flatMap(({ parts }) => parts.map(({ path }) => path)));
  const characters = [...known].reduce((sum, path) => sum + (plan.sources.source(path)?.text.length ?? 0), 0);
  const thread = startParserThread(characters);
  const databases = plan.databases.map((database) => load(database, plan.sources, version));
  thread?.announce(databases.flatMap(({ files }) => files.map(({ script }) => script)));
  await loading;
  return {
    databases,
    hasFailures: plan.failures.length > 0,
    analysing: (work) => (thread ? thread.help(work) : work()),
  };
}

/** Only the database of this name, where one is chosen. */
function choose(plan: Plan, name: string | undefined): Plan {
  if (name === undefined) return plan;
  const databases = plan.databases.filter((database) => database.name === name);
  const names = plan.databases.map((database) => database.name).join(', ');
  if (databases.length === 0)
    throw new UsageError(`there is no database “${name}”, only ${names === '' ? 'none' : names}`);
  return { ...plan, databases };
}

function load(
  planned: PlannedDatabase,
  opened: SourceFiles,
  version: PostgresVersion | null,
): LoadedDatabase {
  const sources = new Map<string, SourceFile>();
  const reported = new Set<string>();
  const toFile = ({ path, stretches }: FilePart): DatabaseFile | null => {
    const source = opened.source(path);
    const script = opened.script(path);
    if (!source || !script) return null;
    const name = planned.shown(path);
    sources.set(name, source);
    return { name, script: selectStatements(script, stretches), isUtf8: source.isUtf8 };
  };
  const files: DatabaseFile[] = [];
  const downs: LoadedDown[] = [];
  const first = openingStatements(planned);
  if (first !== null) files.push({ name: '', script: parseScript(first) });
  for (const part of planned.parts) {
    const file = toFile(part);
    if (!file) continue;
    files.push(file);
    if (part.isBorrowed) continue;
    reported.add(file.name);
    const down = part.down && toFile(part.down);
    if (down) downs.push({ before: files.length, file: down, isSeparate: part.down?.path !== part.path });
  }
  const configured = planned.postgresVersion;
  const options: AnalysisOptions = {
    ...defaultOptions,
    version: version ?? (configured !== null && isVersion(configured) ? configured : defaultOptions.version),
    externals: new Set(planned.externals),
    onCrash: (rule, error) =>
      complain(
        `the rule ${rule} failed and is left out here: ${error instanceof Error ? error.message : error}`,
      ),
  };
  const [part] = planned.parts;
  const above = part ? configurationAbove(part.path, opened) : null;
  const configuration = above?.configuration ?? null;
  return { name: planned.name, files, sources, reported, downs, planned, configuration, options };
}
