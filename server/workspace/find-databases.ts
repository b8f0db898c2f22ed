import { type Configuration, type ConfigurationProblem, configurationFile } from './configuration.ts';
import { configuredDatabases, matcher } from './configured-databases.ts';
import type { LeftOutFile, RecognisedDatabase } from './database.ts';
import { comparePaths } from './path-order.ts';
import { folderOf, isInside } from './paths.ts';
import type { Listing } from './project.ts';
import { recognise } from './recognise.ts';

export interface FoundDatabases {
  readonly databases: readonly RecognisedDatabase[];
  readonly leftOut: readonly LeftOutFile[];
  /** What only shows when the files are known, by the configuration's path. */
  readonly problems: ReadonlyMap<string, readonly ConfigurationProblem[]>;
}

/**
 * The databases of a root folder: each part of the tree by the nearest configuration above it, and where none names
 * databases, by recognition. `configurations` holds those in force by their paths.
 */
export function findDatabases(
  listing: Listing,
  root: string,
  configurations: ReadonlyMap<string, Configuration>,
): FoundDatabases {
  const databases: RecognisedDatabase[] = [];
  const leftOut: LeftOutFile[] = [];
  const problems = new Map<string, readonly ConfigurationProblem[]>();
  const places = [...configurations].map(([path, configuration]) => ({
    path,
    folder: folderOf(path),
    configuration,
  }));
  // The deepest first: what one of them governs, those above it do not see.
  places.sort((a, b) => b.folder.length - a.folder.length || comparePaths(a.path, b.path));
  let rest = listing.paths;
  for (const { path, folder, configuration } of places) {
    const isIgnored = matcher(
      configuration.ignore.map(({ text }) => text),
      folder,
    );
    const own = rest.filter((one) => isInside(one, folder) && !isIgnored(one));
    for (const one of rest)
      if (isIgnored(one) && /\.sql$/i.test(one))
        leftOut.push({ path: one, why: `${configurationFile} ignores it` });
    const above = rest.filter((one) => !isInside(one, folder));
    const governed: Listing = { ...listing, paths: [...own, ...above.filter((one) => !/\.sql$/i.test(one))] };
    rest = above;
    if (configuration.databases === null) {
      const found = recognise(governed, isInside(folder, root) ? folder : root);
      databases.push(
        ...found.databases.map((database) => ({
          ...database,
          postgresVersion: configuration.postgresVersion,
        })),
      );
      leftOut.push(...found.leftOut);
      continue;
    }
    const found = configuredDatabases(configuration, governed, folder);
    databases.push(...found.databases);
    problems.set(path, found.problems);
    const used = new Set(
      found.databases.flatMap(({ parts }) => parts.flatMap((part) => [part.path, part.down?.path])),
    );
    for (const one of own)
      if (/\.sql$/i.test(one) && !used.has(one))
        leftOut.push({ path: one, why: `${configurationFile} puts it into no database` });
  }
  if (rest.some((path) => /\.sql$/i.test(path))) {
    const found = recognise({ ...listing, paths: rest }, root);
    databases.push(...found.databases);
    leftOut.push(...found.leftOut);
  }
  return { databases, leftOut, problems };
}
