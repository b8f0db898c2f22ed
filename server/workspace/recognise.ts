import type { Draft, LeftOutFile, RecognisedDatabase, Recognition } from './database.ts';
import { followIncludes } from './includes.ts';
import { comparePaths, isDownFile } from './path-order.ts';
import { commonFolder, folderOf, isInside, nameOf } from './paths.ts';
import { type Listing, openProject, type Project } from './project.ts';
import { findDrizzle } from './tools/drizzle.ts';
import { findDumps, findStructures } from './tools/dumps.ts';
import { findExtensionScripts } from './tools/extension-scripts.ts';
import { findFlyway } from './tools/flyway.ts';
import { findGraphileMigrate } from './tools/graphile-migrate.ts';
import { findMarkedFiles } from './tools/marked-files.ts';
import { findNumberedFiles } from './tools/numbered-files.ts';
import { findPrisma } from './tools/prisma.ts';
import { findPsqlScripts } from './tools/psql-scripts.ts';
import { findSchemaFiles } from './tools/schema-files.ts';
import { findSqitch } from './tools/sqitch.ts';
import { findSupabase } from './tools/supabase.ts';
import { findUpDownFiles } from './tools/up-down-files.ts';
import { findUpDownFolders } from './tools/up-down-folders.ts';

/** The surest evidence first: what one tool has taken, the next ones do not see. */
const tools: readonly ((project: Project, root: string) => Draft[])[] = [
  findSqitch,
  findExtensionScripts,
  findDrizzle,
  findSupabase,
  findPrisma,
  findUpDownFolders,
  findGraphileMigrate,
  findMarkedFiles,
  findFlyway,
  findUpDownFiles,
  findStructures,
  findPsqlScripts,
  findDumps,
  findNumberedFiles,
];

const otherSystems =
  /^(?:mysql|mariadb|h2|hsqldb|derby|oracle|sqlserver|mssql|sqlite|sqlite3|db2|snowflake|clickhouse|cassandra)$/i;
const ourSystem =
  /^(?:postgres|postgresql|pgsql|pg|psql|cockroach|cockroachdb|yugabyte|timescale|timescaledb)$/i;

/** Folders for other database systems count as such only beside one for PostgreSQL. */
function leaveOutOtherSystems(project: Project): LeftOutFile[] {
  const ours = new Set<string>();
  for (const folder of project.folders()) {
    const names = folder.split('/');
    for (const [at, name] of names.entries())
      if (ourSystem.test(name)) ours.add(names.slice(0, at).join('/'));
  }
  const leftOut: LeftOutFile[] = [];
  for (const path of ours.size === 0 ? [] : project.left()) {
    const names = folderOf(path).split('/');
    const at = names.findIndex(
      (name, depth) => otherSystems.test(name) && ours.has(names.slice(0, depth).join('/')),
    );
    if (at < 0) continue;
    project.take(path);
    leftOut.push({ path, why: `its folder ${names[at]} is for another system than PostgreSQL` });
  }
  return leftOut;
}

/**
 * Finds the databases among the files of a root folder, and in which order their files build them. The order of
 * unordered files is read from PostgreSQL's trees, so the parser should be loaded. Reads only through the listing.
 */
export function recognise(listing: Listing, root: string): Recognition {
  const project = openProject(listing);
  const leftOut = leaveOutOtherSystems(project);
  const owned = new Set<string>();
  const drafts: Draft[] = [];
  const problems = new Map<Draft, RecognisedDatabase['problems']>();
  const accept = (draft: Draft) => {
    for (const file of draft.leftOut ?? []) if (project.isLeft(file.path)) leftOut.push(file);
    for (const { path } of draft.leftOut ?? []) project.take(path);
    const followed = followIncludes(draft.parts, includeRoot(draft.root, root), project.read);
    const parts = followed.parts.map((part) => (owned.has(part.path) ? { ...part, isBorrowed: true } : part));
    for (const { path, down } of parts) {
      owned.add(path);
      project.take(path);
      if (down) project.take(down.path);
    }
    if (!parts.some((part) => !part.isBorrowed)) return;
    const accepted = { ...draft, parts };
    drafts.push(accepted);
    problems.set(accepted, followed.problems);
  };
  for (const find of tools) for (const draft of find(project, root)) accept(draft);
  for (const path of project.left().filter(isDownFile)) {
    leftOut.push({ path, why: 'by its name it undoes something, and nothing here is undone by it' });
    project.take(path);
  }
  const all = findSchemaFiles(project, root, drafts);
  for (const { leftOut: files } of all.slice(drafts.length)) leftOut.push(...(files ?? []));
  const databases = all.map((draft, at): RecognisedDatabase => {
    const known = drafts[at];
    const followed = known ? null : followIncludes(draft.parts, root, project.read);
    return {
      name: draft.name,
      tool: draft.tool,
      root: draft.root,
      why: draft.why,
      parts: draft.parts,
      externals: draft.externals ?? [],
      postgresVersion: null,
      searchPath: draft.searchPath ?? null,
      schemas: draft.schemas ?? [],
      extensions: draft.extensions ?? [],
      problems: (known ? problems.get(known) : followed?.problems) ?? [],
    };
  });
  databases.sort((a, b) => comparePaths(a.root, b.root) || comparePaths(firstPath(a), firstPath(b)));
  leftOut.sort((a, b) => comparePaths(a.path, b.path));
  return { databases: withUniqueNames(databases), leftOut };
}

function firstPath(database: RecognisedDatabase): string {
  return database.parts.find((part) => !part.isBorrowed)?.path ?? '';
}

/** \i may look above the database's folder, but not above what was asked for. */
function includeRoot(folder: string, root: string): string {
  return isInside(folder, root) ? root : commonFolder([folder, root]);
}

/** Names that come twice get as much of their folders in front as tells them apart, at last a number. */
function withUniqueNames(databases: readonly RecognisedDatabase[]): RecognisedDatabase[] {
  const count = (names: readonly string[], name: string) => names.filter((one) => one === name).length;
  // Of one folder the files tell them apart.
  let names = databases.map((database) => {
    const { name, root } = database;
    const isShared = databases.some((one) => one !== database && one.name === name && one.root === root);
    return isShared ? `${name} ${nameOf(firstPath(database)).replace(/\.sql$/i, '')}` : name;
  });
  for (let depth = 1; depth <= 4 && new Set(names).size < names.length; depth++) {
    const before = names;
    names = databases.map(({ name, root }, at) =>
      count(before, before[at]!) === 1 ? before[at]! : prefixed(before[at]!, name, root, depth),
    );
  }
  const seen = new Map<string, number>();
  return databases.map((database, at) => {
    const times = (seen.get(names[at]!) ?? 0) + 1;
    seen.set(names[at]!, times);
    return { ...database, name: times === 1 ? names[at]! : `${names[at]} ${times}` };
  });
}

/** The last folders of a root from the one that gave the name on, and `depth` - 1 more above it. */
function prefixed(label: string, name: string, root: string, depth: number): string {
  const folders = root.split('/').filter((one) => one !== '');
  const at = folders.lastIndexOf(name);
  if (at < 0) return `${folders.slice(-depth).join('/')} ${label}`;
  return (
    folders.slice(Math.max(0, at - depth + 1)).join('/') +
    (label.startsWith(`${name} `) ? label.slice(name.length) : '')
  );
}
