import type { DatabasePart, Draft } from '../database.ts';
import { wholeFile } from '../database.ts';
import { dependencyOrder } from '../dependency-order.ts';
import { wordsOf } from '../file-facts.ts';
import { comparePaths, isDownFile } from '../path-order.ts';
import { databaseName, folderOf, isInside, nameOf } from '../paths.ts';
import type { Project } from '../project.ts';
import { type References, readReferences } from '../read-references.ts';
import { type FileReader, groupSchemaFiles, isTest, nearest, type SchemaGroup } from '../schema-groups.ts';

/** Reads files once, and parses only statements in which a name occurs that another file creates. */
function createReader(project: Project): FileReader & {
  readonly references: (path: string, known: (name: string) => boolean) => References;
} {
  const { facts } = project;
  const statements = new Map<string, readonly { words: readonly string[]; found: () => References }[]>();
  const read = (path: string) => {
    const known = statements.get(path);
    if (known) return known;
    const all = facts(path).script.statements.flatMap(({ statement }) => {
      if (statement.kind !== 'sql') return [];
      let found: References | null = null;
      return [{ words: [...wordsOf(statement.text)], found: () => (found ??= readReferences(statement)) }];
    });
    statements.set(path, all);
    return all;
  };
  const references = (path: string, known: (name: string) => boolean): References => {
    const relations = new Set<string>();
    const others = new Set<string>();
    for (const { words, found } of read(path)) {
      if (!words.some(known)) continue;
      for (const name of found().relations) if (known(name)) relations.add(name);
      for (const name of found().others) if (known(name)) others.add(name);
    }
    return { relations, others };
  };
  return { facts, references, relationsOf: (path, known) => references(path, known).relations };
}

type Reader = ReturnType<typeof createReader>;

/** The files that no tool claims: schemas in the order in which they need each other, scripts and seeds after them. */
export function findSchemaFiles(project: Project, root: string, found: readonly Draft[]): Draft[] {
  const files = project
    .left()
    .filter((path) => !isDownFile(path))
    .sort(comparePaths);
  if (files.length === 0) return [...found];
  const reader = createReader(project);
  const groups = groupSchemaFiles(files, root, project, reader);
  const owners = found.map((draft) => ({ draft, root: draft.root, created: createdBy(draft, project) }));
  const drafts = [...found];
  const own: SchemaGroup[] = [];
  const stray = new Map<string, readonly string[]>();
  for (const group of groups) {
    const definesNothing = group.files.every((file) => !reader.facts(file).definesSchema);
    const target = attachTo(group, definesNothing, root, owners, reader);
    if (target) {
      const at = drafts.findIndex((draft) => draft.name === target.name && draft.root === target.root);
      drafts[at] = attach(drafts[at]!, group, reader);
    } else if (definesNothing) {
      for (const file of group.files) stray.set(folderOf(file), [...(stray.get(folderOf(file)) ?? []), file]);
    } else own.push(group);
  }
  drafts.push(...own.map((group) => toDraft(group, reader, root, siblingNames(group, own))));
  for (const [folder, lost] of stray) drafts.push(strayFiles(folder, lost, drafts.length === 0, reader));
  return drafts;
}

interface Owner {
  readonly draft: Draft;
  readonly root: string;
  readonly created: () => ReadonlySet<string>;
}

function createdBy(draft: Draft, project: Project): () => ReadonlySet<string> {
  let names: Set<string> | null = null;
  return () => {
    if (names) return names;
    names = new Set();
    for (const { path } of draft.parts) for (const name of project.facts(path).created) names.add(name);
    return names;
  };
}

/** By its name or its folder's: objects that are kept by themselves, seeds and queries, no one-off script. */
const addition =
  /^(?:\d+[-_.]?)?(?:(?:materialized[-_]?)?views?|functions?|routines?|proc(?:edure)?s?|triggers?|policies|rls|grants?|permissions?|privileges?|indexes|indices|comments?|seed(?:s|er|ers|ing)?|(?:sample|seed|test|demo)[-_]?data|fixtures?|quer(?:y|ies)|reports?)$/i;
/** sqlc names each of its queries. */
const sqlcQuery = /^--\s*name:\s*\w+\s+:(?:one|many|exec|copyfrom|batch)/m;

function isAddition(file: string, { facts }: Reader): boolean {
  const { altersTables, script } = facts(file);
  if (altersTables) return false;
  const isNamed = addition.test(nameOf(file).replace(/\.sql$/i, '')) || addition.test(nameOf(folderOf(file)));
  return isNamed || sqlcQuery.test(script.text);
}

/**
 * The database of a tool that a group only adds to: it names its tables, and creates none of them.
 * Seeds and queries may lie anywhere in the project, definitions only beside or below the migrations.
 */
function attachTo(
  group: SchemaGroup,
  definesNothing: boolean,
  root: string,
  owners: readonly Owner[],
  reader: Reader,
): Draft | null {
  if (!group.files.every((file) => isAddition(file, reader))) return null;
  if (!definesNothing && isTest(`${group.root}/`, root)) return null;
  const candidates = owners.filter(({ draft, root: home, created }) => {
    const beside = home.slice(0, home.lastIndexOf('/'));
    if (
      !definesNothing &&
      (draft.tool === 'pg_dump' || draft.tool === 'rails' || !isInside(group.root, beside))
    )
      return false;
    if ([...group.tables].some((table) => created().has(table))) return false;
    const isTheirs = (name: string) => created().has(name) && !group.created.has(name);
    return group.files.some((file) => reader.relationsOf(file, isTheirs).size > 0);
  });
  return candidates.length === 1 ? candidates[0]!.draft : (nearest(candidates, group)?.draft ?? null);
}

function attach(draft: Draft, group: SchemaGroup, reader: Reader): Draft {
  const added = orderFiles(group, reader).map((file) => wholeFile(file, false));
  const names = group.files.length === 1 ? nameOf(group.files[0]!) : `${group.files.length} files`;
  const verb = group.files.length === 1 ? 'uses' : 'use';
  return {
    ...draft,
    parts: [...draft.parts, ...added],
    why: `${draft.why.replace(/\.$/, '')}; ${names} in ${nameOf(group.root)} ${verb} its tables and ${verb === 'uses' ? 'comes' : 'come'} after it.`,
  };
}

/** Extensions and schemas, definitions in the order of their needs, then what defines nothing. */
function orderFiles(group: SchemaGroup, reader: Reader): readonly string[] {
  const isLater = (file: string) => (reader.facts(file).onlyPrepares ? 0 : 1);
  const defining = group.files
    .filter((file) => reader.facts(file).definesSchema)
    .sort((a, b) => isLater(a) - isLater(b) || comparePaths(a, b));
  const others = group.files.filter((file) => !reader.facts(file).definesSchema).sort(comparePaths);
  if (defining.length < 2) return [...defining, ...others];
  const creators = new Map<string, string[]>();
  for (const file of defining)
    for (const name of reader.facts(file).created) creators.set(name, [...(creators.get(name) ?? []), file]);
  const needs = (file: string): string[] => {
    const own = reader.facts(file).created;
    const { relations, others: rest } = reader.references(
      file,
      (name) => creators.has(name) && !own.has(name),
    );
    return [...relations, ...rest].flatMap((name) => {
      const files = creators.get(name) ?? [];
      // Which of several is meant is not known, so it decides nothing.
      return files.length === 1 ? files : [];
    });
  };
  return [...dependencyOrder(defining, needs), ...others];
}

/** What the other scripts of the folder create: one of them may be meant to run before. */
function siblingNames(group: SchemaGroup, groups: readonly SchemaGroup[]): readonly string[] {
  if (!group.isAlone) return [];
  const siblings = groups.filter((one) => one !== group && one.isAlone && one.root === group.root);
  return siblings.flatMap(({ created }) => [...created].filter((name) => !group.created.has(name)));
}

function toDraft(group: SchemaGroup, reader: Reader, root: string, externals: readonly string[]): Draft {
  const teardown = group.files.filter((file) => group.files.length > 1 && reader.facts(file).onlyDrops);
  const building = { ...group, files: group.files.filter((file) => !teardown.includes(file)) };
  const files = orderFiles(building, reader);
  const parts = files.map((file): DatabasePart => wholeFile(file, false));
  const [first = ''] = files;
  const leftOut = teardown.map((path) => ({ path, why: 'it only drops what the other files create' }));
  const home = group.root;
  const ownDatabase = files.length === 1 ? reader.facts(first).ownDatabase : null;
  if (ownDatabase !== null) {
    const why = `${nameOf(first)} creates the database ${ownDatabase} and connects to it.`;
    return { name: ownDatabase, tool: 'script', root: home, why, parts, leftOut };
  }
  if (group.isAlone) {
    const why = reader.facts(first).cleansUp
      ? `${nameOf(first)} drops again what it creates, as the other scripts of its folder do, so it stands alone.`
      : `${nameOf(first)} does not go together with the other scripts of its folder, so it stands alone.`;
    const name = `${databaseName(home)} ${nameOf(first).replace(/\.sql$/i, '')}`;
    return { name, tool: 'script', root: home, why, parts, leftOut, externals };
  }
  const kind = isTest(`${group.root}/`, root) ? 'of tests or examples' : 'with definitions and no numbers';
  const why =
    files.length === 1
      ? `One file ${kind}: ${nameOf(first)}.`
      : `${files.length} files ${kind}; each comes after those that it needs.`;
  return { name: databaseName(home), tool: 'schema files', root: home, why, parts, leftOut };
}

/** Files that define nothing and use no database that is known here. */
function strayFiles(folder: string, files: readonly string[], isOnly: boolean, reader: Reader): Draft {
  const words = new Set(
    files.flatMap((file) =>
      reader.facts(file).script.statements.flatMap(({ statement }) => [...wordsOf(statement.text)]),
    ),
  );
  const count = files.length === 1 ? 'One file defines' : `${files.length} files define`;
  return {
    name: isOnly ? databaseName(folder) : `${databaseName(folder)} scripts`,
    tool: 'script',
    root: folder,
    why: `${count} no schema and belong${files.length === 1 ? 's' : ''} to no database that is known here.`,
    parts: [...files].sort(comparePaths).map((file) => wholeFile(file, false)),
    externals: [...words],
  };
}
