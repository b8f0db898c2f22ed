import picomatch from 'picomatch';
import type { Configuration, ConfigurationProblem, ConfiguredDatabase } from './configuration.ts';
import { type DatabasePart, type RecognisedDatabase, type Tool, wholeFile } from './database.ts';
import { followIncludes } from './includes.ts';
import { markedBy } from './migration-parts.ts';
import { comparePaths, isDownFile } from './path-order.ts';
import { isInside, joinPath } from './paths.ts';
import type { Listing } from './project.ts';
import { recognise } from './recognise.ts';
import { markedPart } from './tools/marked-files.ts';

/** Matches paths relative to a folder; a pattern that names a folder matches all that is in it. */
export function matcher(patterns: readonly string[], folder: string): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const clean = patterns.map((pattern) => pattern.replace(/^\.\//, '').replace(/\/+$/, ''));
  const isMatch = picomatch([...clean, ...clean.map((pattern) => `${pattern}/**`)], { dot: true });
  return (path) => path.startsWith(`${folder}/`) && isMatch(path.slice(folder.length + 1));
}

/** What makes a recogniser choose its tool where files alone do not tell: an empty project file of that tool. */
const evidence: Partial<Record<Tool, readonly [string, string]>> = {
  refinery: ['Cargo.toml', 'refinery'],
  sqlx: ['Cargo.toml', 'sqlx'],
  diesel: ['diesel.toml', ''],
  flyway: ['flyway.conf', ''],
  hasura: ['config.yaml', 'metadata_directory: metadata'],
};

interface Resolved {
  readonly parts: readonly DatabasePart[];
  readonly problems: readonly ConfigurationProblem[];
  readonly why: string;
  readonly root: string;
  readonly externals?: readonly string[];
}

function fromFiles(database: ConfiguredDatabase, listing: Listing, folder: string): Resolved {
  const problems: ConfigurationProblem[] = [];
  const chosen = new Set<string>();
  const sql = listing.paths.filter((path) => /\.sql$/i.test(path));
  for (const entry of database.files ?? []) {
    const exact = joinPath(folder, entry.text);
    if (listing.paths.includes(exact) || (/\.\w+$/.test(exact) && listing.read(exact) !== null)) {
      chosen.add(exact);
      continue;
    }
    const matches = matcher([entry.text], folder);
    const found = sql.filter((path) => matches(path) && !isDownFile(path)).sort(comparePaths);
    if (found.length === 0)
      problems.push({ message: `no SQL file matches “${entry.text}”`, start: entry.start, end: entry.end });
    for (const path of found) chosen.add(path);
  }
  const parts = [...chosen].map((path) => {
    const text = listing.read(path) ?? '';
    const tool = markedBy(text);
    return tool ? markedPart(path, text, tool) : wholeFile(path, false);
  });
  return { parts, problems, root: folder, why: 'schema-architect.json lists its files.' };
}

function fromMigrations(database: ConfiguredDatabase, listing: Listing, folder: string): Resolved {
  const written = database.migrations!;
  const root = joinPath(folder, written.text.replace(/\/+$/, ''));
  const problem = (message: string): Resolved => ({
    parts: [],
    problems: [{ message, start: written.start, end: written.end }],
    root,
    why: '',
  });
  const inside = listing.paths.filter((path) => isInside(path, root));
  if (inside.length === 0) return problem(`there is no folder “${written.text}” with SQL files`);
  const given = database.tool ? evidence[database.tool] : undefined;
  const marks = listing.paths.filter((path) => !isInside(path, root) && !/\.sql$/i.test(path));
  const added = given ? `${root}/${given[0]}` : null;
  const narrowed: Listing = {
    paths: added === null ? [...inside, ...marks] : [...inside, added],
    read: (path) => (path === added ? (given?.[1] ?? '') : listing.read(path)),
  };
  const { databases } = recognise(narrowed, root);
  const wanted = databases.filter((one) => database.tool === null || one.tool === database.tool);
  const [most] = [...wanted].sort((a, b) => b.parts.length - a.parts.length);
  if (!most) return problem(`nothing in “${written.text}” is a migration of ${database.tool ?? 'a tool'}`);
  return {
    parts: most.parts,
    problems: [],
    root,
    why: `schema-architect.json names its folder. ${most.why}`,
    externals: most.externals,
  };
}

/** The databases of a configuration; the problems are those that need the files to be known. */
export function configuredDatabases(
  configuration: Configuration,
  listing: Listing,
  folder: string,
): { databases: readonly RecognisedDatabase[]; problems: readonly ConfigurationProblem[] } {
  const problems: ConfigurationProblem[] = [];
  const owned = new Set<string>();
  const databases = (configuration.databases ?? []).map((database): RecognisedDatabase => {
    const resolved = database.files
      ? fromFiles(database, listing, folder)
      : database.migrations
        ? fromMigrations(database, listing, folder)
        : { parts: [], problems: [], root: folder, why: '' };
    problems.push(...resolved.problems);
    const followed = followIncludes(resolved.parts, folder, listing.read);
    const parts = followed.parts.map((part) => (owned.has(part.path) ? { ...part, isBorrowed: true } : part));
    for (const { path } of parts) owned.add(path);
    return {
      name: database.name.text,
      tool: 'configuration',
      root: resolved.root,
      why: resolved.why || `schema-architect.json names it, but none of its files is there.`,
      parts,
      externals: [...database.externals, ...(resolved.externals ?? [])],
      postgresVersion: database.postgresVersion ?? configuration.postgresVersion,
      searchPath: database.searchPath,
      schemas: [],
      extensions: [],
      problems: followed.problems,
    };
  });
  return { databases, problems };
}

/** The one configured database that a file belongs to; null where none or several name it. */
export function databaseOfFile(
  { databases }: Configuration,
  folder: string,
  path: string,
): ConfiguredDatabase | null {
  const found = (databases ?? []).filter(({ files, migrations }) =>
    migrations
      ? isInside(path, joinPath(folder, migrations.text.replace(/\/+$/, '')))
      : matcher(
          (files ?? []).map(({ text }) => text),
          folder,
        )(path),
  );
  return found.length === 1 ? found[0]! : null;
}
