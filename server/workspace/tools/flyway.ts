import type { DatabasePart, Draft } from '../database.ts';
import { wholeFile } from '../database.ts';
import { comparePaths } from '../path-order.ts';
import { databaseName, folderOf, nameOf } from '../paths.ts';
import type { Project } from '../project.ts';
import { compareDotted } from '../version-order.ts';

interface Named {
  readonly path: string;
  readonly kind: string;
  readonly version: string;
  readonly description: string;
}

function readName(path: string): Named | null {
  const match = /^([VUB])(\d+(?:[._]\d+)*)__(.+)\.sql$|^(R)__(.+)\.sql$/i.exec(nameOf(path));
  if (!match) return null;
  return {
    path,
    kind: (match[1] ?? match[4] ?? '').toUpperCase(),
    version: match[2] ?? '',
    description: match[3] ?? match[5] ?? '',
  };
}

const byVersion = (a: Named, b: Named) => compareDotted(a.version, b.version) || comparePaths(a.path, b.path);

/** Flyway reads a location with all folders below it, so these belong together unless a version comes twice. */
function gather(project: Project): Map<string, Named[]> {
  const byFolder = new Map<string, Named[]>();
  for (const folder of project.folders()) {
    const named = project.inFolder(folder).flatMap((path) => readName(path) ?? []);
    if (named.length > 0) byFolder.set(folder, named);
  }
  const byRoot = new Map<string, string[]>();
  for (const folder of byFolder.keys()) {
    const root = /^(.*\/(?:db[_-]?)?migrations?)(?:\/|$)/i.exec(folder)?.[1] ?? folder;
    byRoot.set(root, [...(byRoot.get(root) ?? []), folder]);
  }
  const locations = new Map<string, Named[]>();
  for (const [root, folders] of byRoot) {
    const together = folders.flatMap((folder) => byFolder.get(folder) ?? []);
    const versions = together.filter(({ kind }) => kind === 'V').map(({ version }) => version);
    if (new Set(versions).size === versions.length) locations.set(root, together);
    else for (const folder of folders) locations.set(folder, byFolder.get(folder) ?? []);
  }
  return locations;
}

/** Flyway, and refinery in a Rust project: V1__name.sql. */
export function findFlyway(project: Project): Draft[] {
  const drafts: Draft[] = [];
  for (const [root, named] of gather(project)) {
    if (!named.some(({ kind }) => kind === 'V' || kind === 'B' || kind === 'R')) continue;
    const cargo = project.nearest(root, 'Cargo.toml');
    const flyway = project.nearest(
      root,
      'flyway.conf',
      'flyway.toml',
      'pom.xml',
      'build.gradle',
      'build.gradle.kts',
    );
    const isRefinery =
      cargo !== null &&
      (folderOf(cargo).length > folderOf(flyway ?? '').length || /refinery/.test(project.read(cargo) ?? ''));
    drafts.push(...(isRefinery ? refinery(root, named) : flywayDrafts(project, root, named)));
  }
  return drafts;
}

/** Refinery's U is an unversioned step forward: it may be applied late, but is never an undo. */
function refinery(root: string, named: readonly Named[]): Draft[] {
  const forward = named.filter(({ kind }) => kind === 'V' || kind === 'U').sort(byVersion);
  const parts = forward.map(({ path }) => wholeFile(path, true));
  const why = `${count(forward)} named like V1__name.sql in a Rust project; Cargo.toml is above them.`;
  return [{ name: databaseName(root), tool: 'refinery', root, why, parts }];
}

function count(files: readonly unknown[]): string {
  return files.length === 1 ? 'One file is' : `${files.length} files are`;
}

function flywayDrafts(project: Project, root: string, named: readonly Named[]): Draft[] {
  const of = (kind: string) => named.filter((one) => one.kind === kind);
  const versioned = of('V').sort(byVersion);
  const undo = of('U');
  const migration = ({ path, version }: Named): DatabasePart => {
    const down = undo.find((one) => compareDotted(one.version, version) === 0);
    return wholeFile(path, true, down?.path ?? null);
  };
  const repeatable = of('R').sort(byDescription);
  const callbacks = (event: RegExp) =>
    project
      .inFolder(root)
      .filter((path) => event.test(nameOf(path)))
      .sort(comparePaths)
      .map((path) => wholeFile(path, false));
  const frame = (middle: readonly DatabasePart[]) => [
    ...callbacks(/^beforeMigrate(?:__.*)?\.sql$/),
    ...middle,
    ...repeatable.map(({ path }) => wholeFile(path, true)),
    ...callbacks(/^afterMigrate(?:__.*)?\.sql$/),
  ];
  const name = databaseName(root);
  const baseline = of('B').sort(byVersion).at(-1);
  const older = of('B').filter((one) => one !== baseline);
  const leftOut = older.map(({ path }) => ({ path, why: 'a baseline of Flyway that a newer one replaces' }));
  const draft = (why: string, parts: readonly DatabasePart[], label = name): Draft => ({
    name: label,
    tool: 'flyway',
    root,
    why,
    parts,
    leftOut,
  });
  const repeats = repeatable.length > 0 ? `, and ${repeatable.length} named R__… come last` : '';
  const why = `${count(versioned)} named like V1__name.sql${repeats}.`;
  if (!baseline) return [draft(why, frame(versioned.map(migration)))];
  const after = versioned.filter((one) => compareDotted(one.version, baseline.version) > 0);
  if (after.length === versioned.length)
    return [draft(why, frame([wholeFile(baseline.path, true), ...versioned.map(migration)]))];
  const baselineWhy = `${nameOf(baseline.path)} is the baseline from which Flyway makes a new database.`;
  return [
    draft(why, frame(versioned.map(migration))),
    { ...draft(baselineWhy, [wholeFile(baseline.path, true)], `${name} baseline`), leftOut: [] },
  ];
}

/** Repeatable migrations come in the order of their descriptions. */
function byDescription(a: Named, b: Named): number {
  return a.description < b.description ? -1 : a.description > b.description ? 1 : 0;
}
