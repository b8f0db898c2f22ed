import { parseScript } from '../syntax/parse-script.ts';
import type { Script } from '../syntax/script.ts';
import { type Configuration, configurationFile, readConfiguration } from './configuration.ts';
import type { DatabasePart, RecognisedDatabase } from './database.ts';
import { wholeFile } from './database.ts';
import { findDatabases } from './find-databases.ts';
import { markedBy } from './migration-parts.ts';
import { nameOf } from './paths.ts';
import type { Revision } from './read-revision.ts';
import { markedPart } from './tools/marked-files.ts';

/** A file of a revision as it stands in its database there. */
export interface RevisionPart extends Pick<DatabasePart, 'path' | 'stretches'> {
  readonly script: Script;
  readonly isUtf8: boolean;
}

/** What tells a database from the others of its folder. */
type Known = Pick<RecognisedDatabase, 'name' | 'parts'>;

/**
 * The files of a database as a revision has them, recognised there anew: the database of the same name, else the one
 * that has most of the same files. None where the revision has no such database.
 */
export function databaseAt({ files }: Revision, root: string, known: Known): readonly RevisionPart[] {
  const configurations = new Map<string, Configuration>();
  for (const [path, { text }] of files) {
    if (nameOf(path) !== configurationFile) continue;
    const { configuration, problems } = readConfiguration(text);
    if (configuration && problems.length === 0) configurations.set(path, configuration);
  }
  const scripts = new Map<string, Script>();
  const script = (path: string) => {
    const file = files.get(path);
    if (!file) return null;
    const parsed = scripts.get(path) ?? parseScript(file.text);
    scripts.set(path, parsed);
    return parsed;
  };
  const listing = { paths: [...files.keys()], read: (path: string) => files.get(path)?.text ?? null, script };
  const { databases } = findDatabases(listing, root, configurations);
  const paths = new Set(known.parts.map(({ path }) => path));
  const shared = ({ parts }: Known) => parts.filter(({ path }) => paths.has(path)).length;
  const named = databases.find(({ name }) => name === known.name);
  const [nearest] = [...databases].sort((a, b) => shared(b) - shared(a));
  const database = named ?? (nearest && shared(nearest) > 0 ? nearest : undefined);
  return (database?.parts ?? []).flatMap(({ path, stretches }) => {
    const parsed = script(path);
    return parsed ? [{ path, stretches, script: parsed, isUtf8: files.get(path)?.isUtf8 ?? true }] : [];
  });
}

/** A file by itself as a revision has it: its own way up. */
export function fileAt({ files }: Revision, path: string): readonly RevisionPart[] {
  const file = files.get(path);
  if (!file) return [];
  const { stretches } = ownPart(path, file.text);
  return [{ path, stretches, script: parseScript(file.text), isUtf8: file.isUtf8 }];
}

/** The part of a file by itself that builds a database: without its way down. */
export function ownPart(path: string, text: string): DatabasePart {
  const tool = markedBy(text);
  return tool ? markedPart(path, text, tool) : wholeFile(path, false);
}
