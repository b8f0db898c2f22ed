import { existsSync, realpathSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { databaseOfFile } from '../workspace/configured-databases.ts';
import { type DatabasePart, type RecognisedDatabase, wholeFile } from '../workspace/database.ts';
import { type FoundDatabases, findDatabases } from '../workspace/find-databases.ts';
import { markedBy } from '../workspace/migration-parts.ts';
import { folderOf, isInside } from '../workspace/paths.ts';
import { toFailure } from '../workspace/read-files.ts';
import {
  controlPaths,
  type ExtensionSetting,
  isExtensionText,
  readControl,
  readExtensionName,
} from '../workspace/tools/extension-scripts.ts';
import { markedPart } from '../workspace/tools/marked-files.ts';
import { absolute, configurationAbove, openFolder, openSources, type SourceFiles } from './source-files.ts';
import { UsageError } from './usage.ts';

/** What a folder that was asked for holds. */
export interface FolderPlan extends FoundDatabases {
  readonly shown: (path: string) => string;
}

/** A database as it will be read: its parts in order, and how their files are called in what is printed. */
export interface PlannedDatabase
  extends Pick<
    RecognisedDatabase,
    'name' | 'parts' | 'externals' | 'postgresVersion' | 'searchPath' | 'schemas' | 'extensions' | 'problems'
  > {
  readonly shown: (path: string) => string;
}

export interface Plan {
  readonly databases: readonly PlannedDatabase[];
  readonly folders: readonly FolderPlan[];
  readonly sources: SourceFiles;
  /** Lines for standard error about what could not be read; they make the exit code 2. */
  readonly failures: readonly string[];
}

/** A path as the person wrote its beginning; of what lies elsewhere, from the current folder on. */
function shownBelow(root: string, written: string): (path: string) => string {
  const start = written.replaceAll('\\', '/').replace(/(?<=.)\/+$/, '');
  const here = absolute('.');
  return (path) => {
    if (path === root) return start;
    if (isInside(path, root))
      return `${start === '/' ? '' : start}${root === '/' ? path : path.slice(root.length)}`;
    return isInside(path, here) ? relative(here, path).replaceAll('\\', '/') : path;
  };
}

function position(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}

/** Decides which files form which databases. All PATHs form one, unless a folder among them holds several. */
export function planDatabases(paths: readonly string[]): Plan {
  if (paths.length === 0) throw new UsageError('name at least one file or folder');
  const sources = openSources();
  const failures: string[] = [];
  const groups: { written: string; folder: FolderPlan | null }[] = [];
  for (const written of paths) {
    if (written === '') throw new UsageError('a PATH is empty');
    try {
      const isFolder = statSync(written).isDirectory();
      groups.push({ written, folder: isFolder ? planFolder(written, sources, failures) : null });
    } catch (error) {
      failures.push(`${written}: ${toFailure(written, error).message}`);
    }
  }
  const folders = groups.flatMap(({ folder }) => folder ?? []);
  const isDivided = folders.some(({ databases }) => databases.length > 1);
  const own = groups.map(({ written, folder }) =>
    folder
      ? folder.databases.map((database) => ({ ...database, shown: folder.shown }))
      : [planFile(written, sources, failures)],
  );
  const databases = isDivided ? divide(groups, own) : join(own.flat());
  const used = new Set(databases.flatMap(({ parts }) => parts.map(({ path }) => path)));
  for (const { path, message } of sources.failures()) {
    const shown = databases.find(({ parts }) => parts.some((part) => part.path === path))?.shown;
    if (used.has(path) || folders.length > 0)
      failures.push(`${shown?.(path) ?? folders[0]?.shown(path) ?? path}: ${message}`);
  }
  return { databases: readOnce(databases), folders, sources, failures };
}

function planFolder(written: string, sources: SourceFiles, failures: string[]): FolderPlan {
  const root = absolute(written);
  const { listing, configurations, problems, failures: unreadable } = openFolder(root, sources);
  const shown = shownBelow(root, written);
  const found = findDatabases(listing, root, configurations);
  for (const { path, message } of unreadable) failures.push(`${shown(path)}: ${message}`);
  for (const [path, list] of [...problems, ...found.problems])
    for (const { message, start } of list)
      failures.push(`${shown(path)}:${position(listing.read(path) ?? '', start)}: ${message}`);
  // A configuration above may bring in files from outside: they are read, but were not asked for.
  const databases = found.databases
    .map((database) => ({
      ...database,
      parts: database.parts.map((part) => (isInside(part.path, root) ? part : { ...part, isBorrowed: true })),
    }))
    .filter(({ parts }) => parts.some(({ isBorrowed }) => !isBorrowed));
  return { ...found, databases, shown };
}

/** A file that was asked for by its name: its own way up, with what the configuration says of its database. */
function planFile(written: string, sources: SourceFiles, failures: string[]): PlannedDatabase {
  const path = absolute(written);
  const text = sources.source(path)?.text ?? '';
  const tool = markedBy(text);
  const above = configurationAbove(path, sources);
  for (const { message, start } of above?.problems ?? []) {
    const line = `${above?.path}:${position(sources.source(above?.path ?? '')?.text ?? '', start)}: ${message}`;
    if (!failures.includes(line)) failures.push(line);
  }
  const configuration = above?.problems.length === 0 ? above.configuration : null;
  const database = configuration && databaseOfFile(configuration, folderOf(above!.path), path);
  return {
    name: database?.name.text ?? written,
    parts: [tool ? markedPart(path, text, tool) : wholeFile(path, false)],
    ...extensionSetting(path, text, sources),
    ...(database ? { externals: database.externals, searchPath: database.searchPath } : {}),
    postgresVersion: database?.postgresVersion ?? configuration?.postgresVersion ?? null,
    problems: [],
    shown: () => written.replaceAll('\\', '/').replace(/(?<=.)\/+$/, ''),
  };
}

/** What is there before a file that was asked for by its name: something only where it is a script of an extension. */
function extensionSetting(
  path: string,
  text: string,
  sources: SourceFiles,
): ExtensionSetting & { readonly externals: readonly string[] } {
  const script = readExtensionName(path);
  const control = script && controlPaths(script).find((one) => existsSync(one));
  const isOne = script !== null && (control !== undefined || isExtensionText(text));
  return {
    ...readControl(isOne && control ? (sources.source(control)?.text ?? '') : ''),
    externals: isOne && (script.from !== null || !control) ? ['*'] : [],
  };
}

/** Several databases into one, in the order given. What they do not agree on is left open. */
function join(databases: readonly PlannedDatabase[]): PlannedDatabase[] {
  const [first] = databases;
  if (!first || databases.length === 1) return first ? [first] : [];
  const owner = new Map<string, PlannedDatabase>();
  for (const database of databases) {
    for (const { path, down } of database.parts)
      for (const one of [path, down?.path])
        if (one !== undefined && !owner.has(one)) owner.set(one, database);
  }
  const agreed = <Value>(value: (database: PlannedDatabase) => Value): Value | null => {
    const all = new Set(databases.map((database) => JSON.stringify(value(database))));
    return all.size === 1 ? value(first) : null;
  };
  return [
    {
      name: first.name,
      parts: databases.flatMap(({ parts }) => parts),
      externals: databases.flatMap(({ externals }) => externals),
      postgresVersion: agreed(({ postgresVersion }) => postgresVersion),
      searchPath: agreed(({ searchPath }) => searchPath),
      schemas: [...new Set(databases.flatMap(({ schemas }) => schemas))],
      extensions: [...new Set(databases.flatMap(({ extensions }) => extensions))],
      problems: databases.flatMap(({ problems }) => problems),
      shown: (path) => (owner.get(path) ?? first).shown(path),
    },
  ];
}

/** The files that were asked for by name are one database, those of the folders their own. */
function divide(
  groups: readonly { readonly folder: FolderPlan | null }[],
  own: readonly (readonly PlannedDatabase[])[],
): PlannedDatabase[] {
  const files = join(own.flatMap((databases, at) => (groups[at]?.folder ? [] : databases)));
  const first = groups.findIndex(({ folder }) => folder === null);
  return own.flatMap((databases, at) => (groups[at]?.folder ? databases : at === first ? files : []));
}

/** `./a.sql` and a link to it are the same file, which must neither create its tables twice nor be reported twice. */
function readOnce(databases: readonly PlannedDatabase[]): readonly PlannedDatabase[] {
  const reported = new Set<string>();
  return databases.map((database) => {
    const byRealPath = new Map<string, string>();
    const parts = database.parts.filter(({ path }) => {
      const real = realPath(path);
      const known = byRealPath.get(real) ?? path;
      byRealPath.set(real, known);
      return known === path;
    });
    const once = withoutRepeats(parts).map(
      (part): DatabasePart => (reported.has(realPath(part.path)) ? { ...part, isBorrowed: true } : part),
    );
    for (const { path, isBorrowed } of once) if (!isBorrowed) reported.add(realPath(path));
    return { ...database, parts: once };
  });
}

/** A file comes twice only with different stretches of it. */
function withoutRepeats(parts: readonly DatabasePart[]): DatabasePart[] {
  const seen = new Set<string>();
  return parts.filter(({ path, stretches }) => {
    const key = `${path}\0${JSON.stringify(stretches)}`;
    return !seen.has(key) && seen.add(key);
  });
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Lines about includes that lead nowhere. */
export function includeProblems(
  { problems, shown }: PlannedDatabase,
  sources: SourceFiles,
): readonly string[] {
  return problems.map(
    ({ path, message, start }) =>
      `${shown(path)}:${position(sources.source(path)?.text ?? '', start)}: ${message}`,
  );
}
