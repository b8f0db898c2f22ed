import { areAlternatives, type FileFacts, overlap } from './file-facts.ts';
import { comparePaths } from './path-order.ts';
import { commonFolder, folderOf, isInside, nameOf } from './paths.ts';
import type { Project } from './project.ts';
import { areIndependent } from './tools/numbered-files.ts';

/** Files that build one database together, in no order yet. */
export interface SchemaGroup {
  readonly root: string;
  readonly files: readonly string[];
  readonly tables: ReadonlySet<string>;
  readonly created: ReadonlySet<string>;
  /** True for one of several scripts in a folder that do not belong together. */
  readonly isAlone: boolean;
}

/** What the grouping asks about a file. */
export interface FileReader {
  readonly facts: (path: string) => FileFacts;
  /** The relations that a file names and does not create itself, of those that are asked for. */
  readonly relationsOf: (path: string, known: (name: string) => boolean) => ReadonlySet<string>;
}

const objectFolder =
  /^(?:\d+[-_.]?)?(?:tables?|(?:materialized[-_]?)?views?|functions?|routines?|proc(?:edure)?s?|triggers?|types?|enums?|domains?|sequences?|index(?:es)?|indices|constraints?|foreign[-_]?keys?|fks?|policies|rls|extensions?|schemas?|roles?|grants?|permissions?|privileges?|seeds?|data|partitions?|rules?|comments?)$/i;

/** Folders of tests and examples: what they create is not the schema. */
const testFolder =
  /(?:^|\/)(?:tests?|__tests__|specs?|testdata|test-data|examples?|bench(?:marks?)?)(?:\/|$)/i;

const projectMarks = [
  'package.json',
  'Cargo.toml',
  'go.mod',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'Gemfile',
  'pyproject.toml',
  'composer.json',
  'mix.exs',
  'schema-architect.json',
];

/** Whether a file is a test or an example, seen from the folder that is looked at. */
export function isTest(path: string, root: string): boolean {
  return testFolder.test(folderOf(path).slice(root.length));
}

function makeGroup(files: readonly string[], facts: FileReader['facts'], isAlone: boolean): SchemaGroup {
  const tables = new Set<string>();
  const created = new Set<string>();
  for (const file of files) {
    for (const table of facts(file).tables) tables.add(table);
    for (const name of facts(file).created) created.add(name);
  }
  return { root: commonFolder(files.map(folderOf)), files, tables, created, isAlone };
}

/** Divides the files of one folder: those that are versions of one another do not go together. */
function divideFolder(files: readonly string[], { facts }: FileReader): SchemaGroup[] {
  const sorted = [...files].sort(comparePaths);
  const own = sorted.filter((file) => facts(file).ownDatabase !== null);
  const others = sorted.filter((file) => !own.includes(file));
  const alone = own.map((file) => makeGroup([file], facts, true));
  if (others.length >= 3 && (areIndependent(others.map(facts)) || areTrials(others, facts)))
    return [...alone, ...others.map((file) => makeGroup([file], facts, true))];
  const groups: SchemaGroup[] = [];
  for (const file of others) {
    const at = groups.findIndex(
      (group) =>
        !areAlternatives(facts(file).tables, group.tables) &&
        !group.files.some((other) => areAlternatives(facts(file).allTables, facts(other).allTables)),
    );
    if (at < 0) groups.push(makeGroup([file], facts, groups.length > 0));
    else groups[at] = makeGroup([...groups[at]!.files, file], facts, false);
  }
  return [...alone, ...groups];
}

/** Most of the files that create something drop it again. */
function areTrials(files: readonly string[], facts: FileReader['facts']): boolean {
  const creating = files.filter((file) => facts(file).tables.size > 0);
  const trials = creating.filter((file) => facts(file).cleansUp);
  return trials.length >= 3 && trials.length * 2 > creating.length;
}

/** Groups files that no tool claims: by folder, and folders that need each other's tables. */
export function groupSchemaFiles(
  files: readonly string[],
  root: string,
  project: Project,
  reader: FileReader,
): readonly SchemaGroup[] {
  const byFolder = new Map<string, string[]>();
  for (const file of files) byFolder.set(folderOf(file), [...(byFolder.get(folderOf(file)) ?? []), file]);
  let groups = [...byFolder.values()].flatMap((one) => divideFolder(one, reader));
  groups = joinObjectFolders(groups, reader);
  return joinByReferences(groups, root, project, reader);
}

/** tables/, views/ and functions/ of one folder are one database. */
function joinObjectFolders(groups: readonly SchemaGroup[], { facts }: FileReader): SchemaGroup[] {
  const joined = new Map<string, SchemaGroup[]>();
  const result: SchemaGroup[] = [];
  for (const group of groups) {
    let home = group.root;
    while (objectFolder.test(nameOf(home)) && folderOf(home) !== home) home = folderOf(home);
    const hasSiblings = groups.some(
      (other) =>
        other !== group &&
        (other.root === home || (folderOf(other.root) === home && objectFolder.test(nameOf(other.root)))),
    );
    if (group.isAlone || (home !== group.root && !hasSiblings)) result.push(group);
    else joined.set(home, [...(joined.get(home) ?? []), group]);
  }
  for (const together of joined.values()) {
    const whole = makeGroup(
      together.flatMap(({ files }) => files),
      facts,
      false,
    );
    result.push(...(together.length === 1 ? together : [whole]));
  }
  return result;
}

/** A folder that names tables of exactly one other folder belongs to it, unless both create the same tables. */
function joinByReferences(
  groups: readonly SchemaGroup[],
  root: string,
  project: Project,
  reader: FileReader,
): readonly SchemaGroup[] {
  if (groups.length < 2) return groups;
  const creators = new Map<string, SchemaGroup[]>();
  for (const group of groups) {
    if (group.isAlone || isTest(`${group.root}/`, root)) continue;
    for (const table of group.created) creators.set(table, [...(creators.get(table) ?? []), group]);
  }
  const boundary = (folder: string) => folderOf(project.nearest(folder, ...projectMarks) ?? '');
  const owner = new Map<SchemaGroup, SchemaGroup>();
  const ownerOf = (group: SchemaGroup): SchemaGroup => {
    let current = group;
    for (let next = owner.get(current); next; next = owner.get(current)) current = next;
    return current;
  };
  for (const group of groups) {
    if (group.isAlone || isTest(`${group.root}/`, root)) continue;
    const isElsewhere = (name: string) => !group.created.has(name) && creators.has(name);
    const wanted = new Set(group.files.flatMap((file) => [...reader.relationsOf(file, isElsewhere)]));
    for (const name of wanted) {
      const near = nearest(creators.get(name) ?? [], group);
      if (!near || boundary(near.root) !== boundary(group.root)) continue;
      if (overlap(near.tables, group.tables) > 0 || ownerOf(near) === ownerOf(group)) continue;
      owner.set(ownerOf(group), ownerOf(near));
    }
  }
  const joined = new Map<SchemaGroup, SchemaGroup[]>();
  for (const group of groups) joined.set(ownerOf(group), [...(joined.get(ownerOf(group)) ?? []), group]);
  return [...joined.values()].map((together) =>
    together.length === 1
      ? together[0]!
      : makeGroup(
          together.flatMap(({ files }) => files),
          reader.facts,
          false,
        ),
  );
}

/** The one group that is nearest in the tree of folders; null where two are equally near. */
export function nearest<Group extends { readonly root: string }>(
  groups: readonly Group[],
  to: { readonly root: string },
): Group | null {
  let best: Group | null = null;
  let bestDepth = -1;
  let isShared = false;
  for (const group of groups) {
    const depth = isInside(to.root, group.root)
      ? group.root.length
      : commonFolder([group.root, to.root]).length;
    if (depth === bestDepth) isShared = true;
    if (depth <= bestDepth) continue;
    best = group;
    bestDepth = depth;
    isShared = false;
  }
  return isShared ? null : best;
}
