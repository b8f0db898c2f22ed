import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseScript } from '../syntax/parse-script.ts';
import type { Script } from '../syntax/script.ts';
import type { Range, TextEdit } from '../text/range.ts';
import type { Configuration, ConfigurationProblem } from '../workspace/configuration.ts';
import { createdNames } from '../workspace/created-names.ts';
import type { DatabasePart, FilePart, RecognisedDatabase } from '../workspace/database.ts';
import { loadWorkspace, updateWorkspace, type Workspace } from '../workspace/load-workspace.ts';
import { folderOf, isInside } from '../workspace/paths.ts';
import type { SourceFile } from '../workspace/read-files.ts';
import { shiftRange } from './shift-range.ts';

/** The path of a file's URI, absolute and with forward slashes; null for documents that are no files. */
export function toPath(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return fileURLToPath(uri).replaceAll('\\', '/');
  } catch {
    return null;
  }
}

export function toUri(path: string): string {
  return pathToFileURL(path).href;
}

/** What the workspace's files say, with the texts of open documents in the place of theirs. */
export interface WorkspaceFiles {
  /** Reads the folders anew; `onProgress` hears how many of how many files are read. */
  load(folders: readonly string[], onProgress: (read: number, total: number) => void): Promise<void>;
  /** Reads these files or folders again, or takes the texts of open documents as they are now. */
  update(uris: readonly string[]): Promise<void>;
  /** An open document's text changed: the stretches of its file move along until the next update. */
  edited(uri: string, edits: readonly TextEdit[]): void;
  /** The databases with this file as a part of their own, or as its way down. */
  databasesOf(uri: string): readonly RecognisedDatabase[];
  /** A file of the workspace that is not open. */
  file(path: string): { readonly script: Script; readonly isUtf8: boolean } | null;
  /** The stretches of a part in the text as it is now. */
  stretches(part: FilePart): readonly Range[] | null;
  /** The names that all files but this one create; the same set until something changes. */
  namesExcept(uri: string): ReadonlySet<string>;
  /** The folders that were read, as paths. */
  roots(): readonly string[];
  /** The nearest configuration that governs a file, and its path. */
  configurationOf(uri: string): { readonly path: string; readonly configuration: Configuration } | null;
  /** A configuration's text on disk; null where there is none. */
  configurationText(path: string): string | null;
  /** What is wrong in a configuration file. */
  problems(path: string): readonly ConfigurationProblem[];
}

const noNames: ReadonlySet<string> = new Set();
const emptyWorkspace: Workspace = { folders: [] };

/** `openTexts` gives the open documents' texts by path; `changed` is called when something here is different. */
export function createWorkspaceFiles(
  openTexts: () => ReadonlyMap<string, string>,
  changed: () => void,
): WorkspaceFiles {
  let workspace = emptyWorkspace;
  let roots: readonly string[] = [];
  let byPath = new Map<string, RecognisedDatabase[]>();
  let nameSets = new Map<string, ReadonlySet<string>>();
  const names = new WeakMap<SourceFile, readonly string[]>();
  const scripts = new WeakMap<SourceFile, Script>();
  /** The edits since the texts were last looked at. */
  let edits = new Map<string, TextEdit[]>();
  const shifted = new WeakMap<FilePart, { readonly count: number; readonly stretches: readonly Range[] }>();
  /** One after the other: each starts from what the last one found. */
  let queue: Promise<void> = Promise.resolve();

  const source = (path: string): SourceFile | undefined => {
    for (const { files } of workspace.folders) {
      const found = files.get(path);
      if (found) return found;
    }
    return undefined;
  };
  const note = (database: RecognisedDatabase, part: DatabasePart) => {
    for (const path of [part.isBorrowed ? null : part.path, part.down?.path ?? null]) {
      if (path === null) continue;
      const list = byPath.get(path) ?? [];
      if (!list.includes(database)) list.push(database);
      byPath.set(path, list);
    }
  };
  const take = (next: Workspace, texts: ReadonlyMap<string, string>, before: Map<string, TextEdit[]>) => {
    // Edits that came while the files were read count on; for files whose text was not taken, so do the older ones.
    for (const [path, list] of before)
      if (!texts.has(path)) edits.set(path, [...list, ...(edits.get(path) ?? [])]);
    if (next === workspace) return;
    workspace = next;
    byPath = new Map();
    nameSets = new Map();
    for (const { databases } of next.folders)
      for (const database of databases) for (const part of database.parts) note(database, part);
    changed();
  };
  const enqueue = (work: () => Promise<void>): Promise<void> => {
    queue = queue.then(work, work);
    return queue;
  };

  return {
    load: (folders, onProgress) =>
      enqueue(async () => {
        roots = folders.flatMap((uri) => toPath(uri) ?? []);
        const texts = openTexts();
        const before = edits;
        edits = new Map();
        take(await loadWorkspace(roots, { openTexts: texts, onProgress }), texts, before);
      }),
    update: (uris) =>
      enqueue(async () => {
        const paths = uris.flatMap((uri) => toPath(uri) ?? []);
        if (paths.length === 0 || roots.length === 0) return;
        const texts = openTexts();
        const before = edits;
        edits = new Map();
        take(await updateWorkspace(workspace, paths, { openTexts: texts }), texts, before);
      }),
    edited(uri, list) {
      const path = toPath(uri);
      if (path !== null) edits.set(path, [...(edits.get(path) ?? []), ...list]);
    },
    databasesOf: (uri) => byPath.get(toPath(uri) ?? '') ?? [],
    file(path) {
      const found = source(path);
      if (!found) return null;
      const script = scripts.get(found) ?? parseScript(found.text);
      scripts.set(found, script);
      return { script, isUtf8: found.isUtf8 };
    },
    stretches(part) {
      const list = edits.get(part.path);
      if (part.stretches === null || !list || list.length === 0) return part.stretches;
      const known = shifted.get(part);
      if (known?.count === list.length) return known.stretches;
      const stretches = part.stretches.map((range) => list.reduce(shiftRange, range));
      shifted.set(part, { count: list.length, stretches });
      return stretches;
    },
    namesExcept(uri) {
      const path = toPath(uri) ?? '';
      const known = nameSets.get(path);
      if (known) return known;
      const set = new Set<string>();
      for (const { files } of workspace.folders) {
        for (const [at, file] of files) {
          if (at === path || !/\.sql$/i.test(at)) continue;
          const created = names.get(file) ?? createdNames(file.text);
          names.set(file, created);
          for (const name of created) set.add(name);
        }
      }
      const result = set.size === 0 ? noNames : set;
      nameSets.set(path, result);
      return result;
    },
    roots: () => roots,
    configurationOf(uri) {
      const path = toPath(uri) ?? '';
      let nearest: { path: string; configuration: Configuration } | null = null;
      for (const { configurations } of workspace.folders)
        for (const [at, configuration] of configurations)
          if (isInside(path, folderOf(at)) && at.length > (nearest?.path.length ?? 0))
            nearest = { path: at, configuration };
      return nearest;
    },
    configurationText: (path) => source(path)?.text ?? null,
    problems(path) {
      for (const { problems } of workspace.folders) {
        const found = problems.get(path);
        if (found) return found;
      }
      return [];
    },
  };
}
