import { readdirSync } from 'node:fs';
import { configurationFile } from './configuration.ts';
import { folderOf, nameOf } from './paths.ts';
import { type ReadFailure, toFailure } from './read-files.ts';

/** Files that tell of a tool or of where a project ends. */
const marks = new Set([
  configurationFile,
  '_journal.json',
  'build.gradle',
  'build.gradle.kts',
  'Cargo.toml',
  'composer.json',
  'config.yaml',
  'databases.yaml',
  'diesel.toml',
  'flyway.conf',
  'flyway.toml',
  'Gemfile',
  'go.mod',
  'launchql.plan',
  'migration_lock.toml',
  'mix.exs',
  'package.json',
  'pgpm.plan',
  'pom.xml',
  'pyproject.toml',
  'schema.prisma',
  'snapshot.json',
  'sqitch.conf',
  'sqitch.plan',
]);

const notEntered = new Set(['node_modules', '.git', '.hg', '.svn']);

export function isSqlFile(path: string): boolean {
  return /\.sql$/i.test(path);
}

/** Of an extension the control file tells what is there before its scripts. */
function isMark(name: string): boolean {
  return marks.has(name) || name.endsWith('.control');
}

/** Whether a file is of interest to a workspace by its name. */
export function isListed(path: string): boolean {
  return isSqlFile(path) || isMark(nameOf(path));
}

/** Whether a folder may hold files of its own: no dependencies, no copies that a build makes. */
export function isEntered(folder: string): boolean {
  return !notEntered.has(nameOf(folder)) && !/\/(?:target\/(?:test-)?classes|build\/resources)$/.test(folder);
}

/** How many folders upwards a project's files are looked for. */
const mostAbove = 8;

/** The folders above this one, the nearest first, up to the one that holds the repository. */
export function foldersAbove(folder: string): readonly string[] {
  const above: string[] = [];
  for (let current = folderOf(folder); above.length < mostAbove; current = folderOf(current)) {
    if (current === '' || current === '/' || above.at(-1) === current) break;
    above.push(current);
  }
  return above;
}

/** What of a folder above counts, and whether the repository ends there. */
export function marksAmong(folder: string, names: readonly string[]): { paths: string[]; isTop: boolean } {
  const paths = names.filter(isMark).map((name) => `${folder}/${name}`);
  return { paths, isTop: names.includes('.git') };
}

/** The files of a folder and the marks above it, read at once. Folders that cannot be read are named. */
export function listFolder(root: string): {
  readonly paths: readonly string[];
  readonly failures: readonly ReadFailure[];
} {
  const paths: string[] = [];
  const failures: ReadFailure[] = [];
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    try {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = folder === '/' ? `/${entry.name}` : `${folder}/${entry.name}`;
        if (entry.isDirectory()) {
          if (isEntered(path)) waiting.push(path);
        } else if (entry.isFile() && isListed(path)) paths.push(path);
      }
    } catch (error) {
      failures.push(toFailure(folder, error));
    }
  }
  for (const folder of foldersAbove(root)) {
    try {
      const { paths: found, isTop } = marksAmong(folder, readdirSync(folder));
      paths.push(...found);
      if (isTop) break;
    } catch {
      // What lies above is only a hint, and may be closed to us.
    }
  }
  return { paths, failures };
}
