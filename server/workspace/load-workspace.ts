import { readdir, readFile, stat } from 'node:fs/promises';
import {
  type Configuration,
  type ConfigurationProblem,
  configurationFile,
  nextConfiguration,
} from './configuration.ts';
import type { LeftOutFile, RecognisedDatabase } from './database.ts';
import { findDatabases } from './find-databases.ts';
import { foldersAbove, isEntered, isListed, marksAmong } from './listed-files.ts';
import { isInside, nameOf } from './paths.ts';
import { decode, type ReadFailure, type SourceFile, toFailure } from './read-files.ts';

/** One folder of the workspace with its files and databases. Immutable; an update shares what did not change. */
export interface WorkspaceFolder {
  readonly root: string;
  /** By absolute path with forward slashes: SQL files and those that tell of a tool, also some above the root. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Those in force: of a file that has problems, the last good one. */
  readonly configurations: ReadonlyMap<string, Configuration>;
  /** Of all configuration files, by their paths; empty lists for those without any. */
  readonly problems: ReadonlyMap<string, readonly ConfigurationProblem[]>;
  readonly databases: readonly RecognisedDatabase[];
  readonly leftOut: readonly LeftOutFile[];
  readonly failures: ReadonlyMap<string, ReadFailure>;
}

export interface Workspace {
  readonly folders: readonly WorkspaceFolder[];
}

export interface LoadOptions {
  /** Texts of open documents, which win over the disk. */
  readonly openTexts?: ReadonlyMap<string, string>;
  readonly onProgress?: (read: number, total: number) => void;
  /** Files above this many bytes are not read. */
  readonly largestFile?: number;
}

const readsAtOnce = 32;
const defaultLargest = 64 * 1024 * 1024;

interface Reading {
  readonly files: Map<string, SourceFile>;
  readonly failures: Map<string, ReadFailure>;
  readonly options: LoadOptions;
}

/** Reads files a few at a time; what cannot be read becomes a failure. */
async function readAll(paths: readonly string[], { files, failures, options }: Reading): Promise<void> {
  const waiting = [...paths];
  let done = 0;
  const work = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      files.delete(path);
      failures.delete(path);
      try {
        const size = (await stat(path)).size;
        if (size > (options.largestFile ?? defaultLargest))
          failures.set(path, { path, message: 'too large to be read' });
        else files.set(path, { path, ...decode(await readFile(path)) });
      } catch (error) {
        failures.set(path, toFailure(path, error));
      }
      options.onProgress?.(++done, paths.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(readsAtOnce, paths.length) }, work));
}

async function walk(root: string, failures: Map<string, ReadFailure>): Promise<string[]> {
  const paths: string[] = [];
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    failures.delete(folder);
    try {
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        const path = folder === '/' ? `/${entry.name}` : `${folder}/${entry.name}`;
        if (entry.isDirectory()) {
          if (isEntered(path)) waiting.push(path);
        } else if (entry.isFile() && isListed(path)) paths.push(path);
      }
    } catch (error) {
      failures.set(folder, toFailure(folder, error));
    }
  }
  return paths;
}

async function marksAbove(root: string): Promise<string[]> {
  const paths: string[] = [];
  for (const folder of foldersAbove(root)) {
    const { paths: found, isTop } = marksAmong(folder, await readdir(folder).catch(() => []));
    paths.push(...found);
    if (isTop) break;
  }
  return paths;
}

/**
 * Finds the databases in the files that were read. Included files outside the folder show only now: they are read,
 * and then it is done once more.
 */
async function findAll(
  root: string,
  reading: Reading,
  before: WorkspaceFolder | null,
): Promise<WorkspaceFolder> {
  const { files, failures, options } = reading;
  const text = (path: string) => options.openTexts?.get(path) ?? files.get(path)?.text ?? null;
  const configurations = new Map<string, Configuration>();
  const problems = new Map<string, readonly ConfigurationProblem[]>();
  for (const path of [...files.keys()].filter((one) => nameOf(one) === configurationFile)) {
    const next = nextConfiguration(before?.configurations.get(path) ?? null, text(path) ?? '');
    if (next.configuration) configurations.set(path, next.configuration);
    problems.set(path, next.problems);
  }
  const asked = new Set<string>();
  for (;;) {
    const missing = new Set<string>();
    const read = (path: string) => {
      const found = text(path);
      if (found === null && !asked.has(path)) missing.add(path);
      return found;
    };
    const found = findDatabases({ paths: [...files.keys()], read }, root, configurations);
    for (const path of missing) asked.add(path);
    const outside: Reading = { ...reading, failures: new Map() };
    await readAll(
      [...missing].filter((path) => path !== ''),
      outside,
    );
    if ([...missing].some((path) => files.has(path))) continue;
    for (const [path, list] of found.problems) problems.set(path, [...(problems.get(path) ?? []), ...list]);
    const databases = keepEqual(found.databases, before?.databases ?? []);
    return { root, files, configurations, problems, databases, leftOut: found.leftOut, failures };
  }
}

/** Databases that came out equal stay the same values. */
function keepEqual(
  found: readonly RecognisedDatabase[],
  before: readonly RecognisedDatabase[],
): readonly RecognisedDatabase[] {
  const known = new Map(before.map((database) => [JSON.stringify(database), database]));
  return found.map((database) => known.get(JSON.stringify(database)) ?? database);
}

/** Reads folders, given as absolute paths with forward slashes, and finds their databases. Never rejects. */
export async function loadWorkspace(roots: readonly string[], options: LoadOptions = {}): Promise<Workspace> {
  const folders: WorkspaceFolder[] = [];
  for (const root of roots) {
    const reading: Reading = { files: new Map(), failures: new Map(), options };
    const paths = [...(await walk(root, reading.failures)), ...(await marksAbove(root))];
    await readAll(paths, reading);
    folders.push(await findAll(root, reading, null));
  }
  return { folders };
}

/**
 * Reads again only what changed: files or folders that were created, changed or deleted, in one call for all of them.
 * Folders of the workspace that none of them concerns stay the same values, and so do databases that come out equal.
 */
export async function updateWorkspace(
  workspace: Workspace,
  changedPaths: readonly string[],
  options: LoadOptions = {},
): Promise<Workspace> {
  let hasChanged = false;
  const folders: WorkspaceFolder[] = [];
  for (const folder of workspace.folders) {
    const own = [...new Set(changedPaths)].filter(
      (path) => isInside(path, folder.root) || folder.files.has(path) || isMarkAbove(path, folder.root),
    );
    const updated = own.length === 0 ? folder : await updateFolder(folder, own, options);
    hasChanged ||= updated !== folder;
    folders.push(updated);
  }
  return hasChanged ? { folders } : workspace;
}

function isMarkAbove(path: string, root: string): boolean {
  return isListed(path) && !/\.sql$/i.test(path) && isInside(root, path.slice(0, path.lastIndexOf('/')));
}

async function updateFolder(
  folder: WorkspaceFolder,
  changed: readonly string[],
  options: LoadOptions,
): Promise<WorkspaceFolder> {
  const reading: Reading = { files: new Map(folder.files), failures: new Map(folder.failures), options };
  const toRead = new Set<string>();
  let isConcerned = false;
  for (const path of changed) {
    if (folder.files.has(path)) toRead.add(path);
    else if (await isFolder(path)) {
      if (isEntered(path)) for (const file of await walk(path, reading.failures)) toRead.add(file);
    } else if (isListed(path)) toRead.add(path);
    // Of a folder that is gone nobody names the files.
    for (const file of folder.files.keys()) if (file.startsWith(`${path}/`)) toRead.add(file);
  }
  await readAll([...toRead], reading);
  for (const path of toRead) {
    // A file that is gone is no failure: somebody deleted it.
    if (reading.failures.get(path)?.message === 'no such file or folder') reading.failures.delete(path);
    if (folder.files.get(path)?.text !== reading.files.get(path)?.text) isConcerned = true;
    else if (folder.files.has(path)) reading.files.set(path, folder.files.get(path)!);
    if (options.openTexts?.has(path)) isConcerned = true;
  }
  return isConcerned ? findAll(folder.root, reading, folder) : folder;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
