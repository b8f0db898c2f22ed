import type { DatabasePart, Draft } from '../database.ts';
import { wholeFile } from '../database.ts';
import { comparePaths } from '../path-order.ts';
import { folderOf, nameOf } from '../paths.ts';
import type { Project } from '../project.ts';

/** A script of an extension: `name--1.0.sql` installs it, `name--1.0--1.1.sql` updates it. */
export interface ExtensionScript {
  readonly path: string;
  readonly extension: string;
  /** The version before an update; null for an installation. */
  readonly from: string | null;
  readonly to: string;
}

/** What CREATE EXTENSION does before it runs the script. */
export interface ExtensionSetting {
  readonly schemas: readonly string[];
  readonly extensions: readonly string[];
  readonly searchPath: readonly string[] | null;
}

/** Reads PostgreSQL's naming of an extension's scripts; null for any other name. */
export function readExtensionName(path: string): ExtensionScript | null {
  const [extension, first, second, ...others] = nameOf(path)
    .replace(/\.sql$/i, '')
    .split('--');
  const isNamed = extension && first && second !== '' && others.length === 0;
  if (!isNamed || /^-|-$/.test(extension)) return null;
  return second === undefined
    ? { path, extension, from: null, to: first }
    : { path, extension, from: first, to: second };
}

const telling = /\\echo\s+Use\s+"(?:CREATE|ALTER)\s+EXTENSION|\bMODULE_PATHNAME\b|@extschema(?::\w+)?@/i;

/** Whether a text is written for CREATE EXTENSION, by what only its scripts have. */
export function isExtensionText(text: string): boolean {
  return telling.test(text);
}

/** Names of the control files of an extension, from a script's folder upwards. */
export function controlPaths({ path, extension }: ExtensionScript): readonly string[] {
  const folder = folderOf(path);
  return [...new Set([folder, folderOf(folder)])].map((one) => `${one}/${extension}.control`);
}

/** What a control file says of the state before the scripts. */
export function readControl(text: string): ExtensionSetting {
  const values = new Map<string, string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, key, quoted, plain] = /^\s*(\w+)\s*=?\s*(?:'((?:[^']|'')*)'|([^\s#]+))/.exec(line) ?? [];
    if (key !== undefined) values.set(key.toLowerCase(), quoted?.replaceAll("''", "'") ?? plain ?? '');
  }
  const schema = values.get('schema') || null;
  const isMade = schema !== null && schema !== 'pg_catalog' && schema !== 'public';
  const required = (values.get('requires') ?? '').split(',').map((name) => name.trim());
  return {
    schemas: isMade ? [schema] : [],
    extensions: required.filter((name) => name !== '' && name !== 'plpgsql'),
    // Required extensions are in public for all that is known here.
    searchPath: schema === null ? null : [...new Set([schema, 'public'])],
  };
}

const noSetting: ExtensionSetting = { schemas: [], extensions: [], searchPath: null };

interface Group {
  readonly scripts: readonly ExtensionScript[];
  /** The control file; where there is none, what is there before the scripts is not known. */
  readonly control: string | null;
}

/** The scripts of each folder and extension, where something else than their names tells so too. */
function groupsOf(project: Project): Group[] {
  const groups: Group[] = [];
  for (const folder of project.folders()) {
    const byExtension = new Map<string, ExtensionScript[]>();
    for (const path of [...project.inFolder(folder)].sort(comparePaths)) {
      const script = readExtensionName(path);
      if (!script) continue;
      const same = byExtension.get(script.extension);
      if (same) same.push(script);
      else byExtension.set(script.extension, [script]);
    }
    for (const [extension, scripts] of byExtension) {
      const file = `${extension}.control`;
      const control = project.nearest(folder, file) ?? project.named(file)[0] ?? null;
      if (control !== null || scripts.some(({ path }) => isExtensionText(project.read(path) ?? '')))
        groups.push({ scripts, control });
    }
  }
  return groups;
}

/** The scripts by which CREATE EXTENSION comes to a version, the fewest; null where there is no way. */
function wayTo(version: string, scripts: readonly ExtensionScript[]): readonly ExtensionScript[] | null {
  const ways = new Map<string, readonly ExtensionScript[]>();
  for (const script of scripts) if (script.from === null) ways.set(script.to, [script]);
  // Ways get longer as the map is gone through, since what is added comes last.
  for (const [reached, way] of ways) {
    if (reached === version) return way;
    for (const script of scripts)
      if (script.from === reached && !ways.has(script.to)) ways.set(script.to, [...way, script]);
  }
  return null;
}

interface Chain {
  readonly before: readonly ExtensionScript[];
  readonly own: readonly ExtensionScript[];
  /** Whether nothing here makes the state that its first script begins with. */
  readonly isOpen: boolean;
}

/** Installations, each with updates that follow on it, so that every script comes in one of them. */
function chainsOf(scripts: readonly ExtensionScript[]): Chain[] {
  const updates = new Map<string, ExtensionScript[]>();
  for (const script of scripts)
    if (script.from !== null) updates.set(script.from, [...(updates.get(script.from) ?? []), script]);
  const used = new Set<ExtensionScript>();
  const follow = (first: ExtensionScript): ExtensionScript[] => {
    const own: ExtensionScript[] = [];
    for (let next: ExtensionScript | undefined = first; next; ) {
      used.add(next);
      own.push(next);
      next = updates.get(next.to)?.find((script) => !used.has(script));
    }
    return own;
  };
  const chains: Chain[] = [];
  for (const script of scripts)
    if (script.from === null) chains.push({ before: [], own: follow(script), isOpen: false });
  for (const script of scripts) {
    if (used.has(script) || script.from === null) continue;
    const before = wayTo(script.from, scripts);
    chains.push({ before: before ?? [], own: follow(script), isOpen: before === null });
  }
  return chains;
}

function whyOf({ own, isOpen }: Chain, control: string | null): string {
  const [first] = own;
  const extension = first?.extension ?? '';
  const named =
    own.length === 1
      ? `${nameOf(first?.path ?? '')} is a script of the extension ${extension}`
      : `${own.length} scripts bring the extension ${extension} from ${nameOf(first?.path ?? '')} to ${own.at(-1)?.to}`;
  const governed = control === null ? '' : `, which has ${nameOf(control)}`;
  return `${named}${governed}${isOpen ? `; nothing here makes the version ${first?.from} before it` : ''}.`;
}

/** Extensions: CREATE EXTENSION runs `name--1.0.sql`, ALTER EXTENSION … UPDATE `name--1.0--1.1.sql`. */
export function findExtensionScripts(project: Project): Draft[] {
  return groupsOf(project).flatMap(({ scripts, control }) => {
    const setting = control === null ? noSetting : readControl(project.read(control) ?? '');
    return chainsOf(scripts).map((chain): Draft => {
      const [first] = chain.own;
      const part = ({ path, from }: ExtensionScript): DatabasePart => wholeFile(path, from !== null);
      return {
        name: first?.extension ?? '',
        tool: 'extension',
        root: folderOf(first?.path ?? ''),
        why: whyOf(chain, control),
        parts: [
          ...chain.before.map((script) => ({ ...part(script), isBorrowed: true })),
          ...chain.own.map(part),
        ],
        ...setting,
        externals: chain.isOpen || control === null ? ['*'] : [],
      };
    });
  });
}
