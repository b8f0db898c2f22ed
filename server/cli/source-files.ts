import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseScript } from '../syntax/parse-script.ts';
import type { Script } from '../syntax/script.ts';
import {
  type Configuration,
  type ConfigurationProblem,
  configurationFile,
  readConfiguration,
} from '../workspace/configuration.ts';
import { foldersAbove, isListed, listFolder } from '../workspace/listed-files.ts';
import { folderOf, isInside, nameOf } from '../workspace/paths.ts';
import type { Listing } from '../workspace/project.ts';
import { type ReadFailure, readSqlFile, type SourceFile } from '../workspace/read-files.ts';

/** Files as they are read, each once, by their absolute paths with forward slashes. */
export interface SourceFiles {
  readonly source: (path: string) => SourceFile | null;
  readonly script: (path: string) => Script | null;
  /** Of files that were there and could not be read. */
  readonly failures: () => readonly ReadFailure[];
}

/** An absolute path with forward slashes. */
export function absolute(path: string): string {
  const full = resolve(path).replaceAll('\\', '/');
  return full.length > 1 ? full.replace(/\/+$/, '') : full;
}

export function openSources(): SourceFiles {
  const sources = new Map<string, SourceFile | null>();
  const scripts = new Map<string, Script>();
  const failures: ReadFailure[] = [];
  const source = (path: string): SourceFile | null => {
    const known = sources.get(path);
    if (known !== undefined) return known;
    const read = readSqlFile(path);
    if ('message' in read && existsSync(path)) failures.push(read);
    const found = 'message' in read ? null : read;
    sources.set(path, found);
    return found;
  };
  return {
    source,
    script(path) {
      const known = scripts.get(path);
      const found = known ?? source(path);
      if (!found) return null;
      const script = 'statements' in found ? found : parseScript(found.text);
      scripts.set(path, script);
      return script;
    },
    failures: () => failures,
  };
}

/** A folder that was asked for, and how its files are shown. */
export interface OpenedFolder {
  readonly root: string;
  readonly listing: Listing;
  /** Those in force by their paths; there may be one above the folder. */
  readonly configurations: ReadonlyMap<string, Configuration>;
  readonly problems: ReadonlyMap<string, readonly ConfigurationProblem[]>;
  readonly failures: readonly ReadFailure[];
}

/** Lists a folder. Where a configuration above it names databases, their files may lie outside, so it is listed from there. */
export function openFolder(root: string, sources: SourceFiles): OpenedFolder {
  const { paths, failures } = listFolder(root);
  const configurations = new Map<string, Configuration>();
  const problems = new Map<string, readonly ConfigurationProblem[]>();
  for (const path of paths.filter((one) => nameOf(one) === configurationFile)) {
    const found = readConfiguration(sources.source(path)?.text ?? '');
    if (found.configuration && found.problems.length === 0) configurations.set(path, found.configuration);
    if (found.problems.length > 0) problems.set(path, found.problems);
  }
  const above = [...configurations]
    .filter(
      ([path, { databases }]) =>
        databases !== null && isInside(root, folderOf(path)) && folderOf(path) !== root,
    )
    .sort(([a], [b]) => b.length - a.length)[0];
  const listing: Listing = {
    paths: above ? [...new Set([...paths, ...listFolder(folderOf(above[0])).paths])] : paths,
    read: (path) => sources.source(path)?.text ?? null,
    script: sources.script,
  };
  return { root, listing, configurations, problems, failures };
}

/** The configuration that governs a file, and its folder. */
export function configurationAbove(
  path: string,
  sources: SourceFiles,
): { path: string; configuration: Configuration | null; problems: readonly ConfigurationProblem[] } | null {
  for (const folder of foldersAbove(path)) {
    const candidate = `${folder}/${configurationFile}`;
    if (isListed(candidate) && existsSync(candidate))
      return { path: candidate, ...readConfiguration(sources.source(candidate)?.text ?? '') };
    if (existsSync(`${folder}/.git`)) break;
  }
  return null;
}
