import { parseScript } from '../syntax/parse-script.ts';
import type { Script } from '../syntax/script.ts';
import { type FileFacts, readFacts } from './file-facts.ts';
import { folderOf, isInside, nameOf } from './paths.ts';

/** The files of a workspace, without their disk. */
export interface Listing {
  /** SQL files and the files that tell of a tool, absolute, with forward slashes; may include some above the root. */
  readonly paths: readonly string[];
  /** A file's text, also of one that is not listed; null where there is none. */
  readonly read: (path: string) => string | null;
  /** A file's statements, where the caller has them or wants to keep them. */
  readonly script?: (path: string) => Script | null;
}

/** The files of a listing that no database has taken yet. */
export interface Project {
  readonly read: (path: string) => string | null;
  /** What a file does, found out once. */
  readonly facts: (path: string) => FileFacts;
  readonly exists: (path: string) => boolean;
  /** The SQL files that are left, in no particular order. */
  readonly left: () => readonly string[];
  /** The folders with SQL files that are left. */
  readonly folders: () => readonly string[];
  /** The SQL files that are left directly in a folder. */
  readonly inFolder: (folder: string) => readonly string[];
  readonly isLeft: (path: string) => boolean;
  readonly take: (path: string) => void;
  /** All listed files of this name. */
  readonly named: (name: string) => readonly string[];
  /** The nearest file with one of these names in a folder or above it. */
  readonly nearest: (folder: string, ...names: readonly string[]) => string | null;
}

/** Opens a listing; each file is read at most once. */
export function openProject(listing: Listing): Project {
  const byName = new Map<string, string[]>();
  const byFolder = new Map<string, Set<string>>();
  const all = new Set(listing.paths);
  for (const path of all) {
    const name = nameOf(path);
    const same = byName.get(name);
    if (same) same.push(path);
    else byName.set(name, [path]);
    if (!/\.sql$/i.test(name)) continue;
    const folder = folderOf(path);
    const files = byFolder.get(folder) ?? new Set();
    byFolder.set(folder, files.add(path));
  }
  const texts = new Map<string, string | null>();
  const read = (path: string): string | null => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const text = listing.read(path);
    texts.set(path, text);
    return text;
  };
  const facts = new Map<string, FileFacts>();
  return {
    read,
    facts(path) {
      const known = facts.get(path) ?? readFacts(listing.script?.(path) ?? parseScript(read(path) ?? ''));
      facts.set(path, known);
      return known;
    },
    exists: (path) => all.has(path),
    left: () => [...byFolder.values()].flatMap((files) => [...files]),
    folders: () => [...byFolder.keys()],
    inFolder: (folder) => [...(byFolder.get(folder) ?? [])],
    isLeft: (path) => byFolder.get(folderOf(path))?.has(path) ?? false,
    take(path) {
      const folder = folderOf(path);
      const files = byFolder.get(folder);
      if (files?.delete(path) && files.size === 0) byFolder.delete(folder);
    },
    named: (name) => byName.get(name) ?? [],
    nearest(folder, ...names) {
      const found = names
        .flatMap((name) => byName.get(name) ?? [])
        .filter((path) => isInside(folder, folderOf(path)));
      found.sort((a, b) => folderOf(b).length - folderOf(a).length);
      return found[0] ?? null;
    },
  };
}
