import type { Draft, Tool } from '../database.ts';
import { wholeFile } from '../database.ts';
import type { FileFacts } from '../file-facts.ts';
import { comparePaths, isDownFile } from '../path-order.ts';
import { databaseName, folderOf, isInside, nameOf } from '../paths.ts';
import type { Project } from '../project.ts';
import { byNumber, leadingDigits } from '../version-order.ts';

const numbered = /^v?\d/i;
const versionFolder = /^v?\d+(?:[._-]\d+)*(?:[._-].*)?$/i;
/** The version at the end of a name: `upgrade-pre-0.9.7`. */
const trailingVersion = /^(.*?[^\d._-][._-]+v?)\d+(?:[._-]\d+)*\.sql$/i;

/** Scripts that create the same tables again and again are not steps of one database. */
export function areIndependent(files: readonly FileFacts[]): boolean {
  const seen = new Set<string>();
  let creating = 0;
  let repeating = 0;
  for (const file of files) {
    const tables = [...file.tables].filter((table) => !isDropped(file.script.text, table));
    if (tables.length === 0) continue;
    creating++;
    if (tables.some((table) => seen.has(table))) repeating++;
    for (const table of tables) seen.add(table);
  }
  return repeating >= 2 && repeating * 2 > creating;
}

function isDropped(text: string, table: string): boolean {
  const name = (table.split('.').at(-1) ?? '').replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
  return new RegExp(String.raw`\b(?:drop|rename)\b[^;]*\b${name}\b`, 'i').test(text);
}

function chooseTool(project: Project, folder: string): { tool: Tool; evidence: string } {
  const cargo = project.nearest(folder, 'Cargo.toml');
  if (cargo && /\bsqlx\b/.test(project.read(cargo) ?? ''))
    return { tool: 'sqlx', evidence: ', and Cargo.toml asks for sqlx' };
  return { tool: 'numbered files', evidence: '' };
}

function draft(project: Project, folder: string, files: readonly string[], why: string): Draft[] {
  const { tool, evidence } = chooseTool(project, folder);
  if (tool === 'numbered files' && areIndependent(files.map(project.facts))) return [];
  const order = tool === 'sqlx' ? byNumber((file) => leadingDigits(nameOf(file))) : comparePaths;
  const parts = [...files].sort(order).map((file) => wholeFile(file, true));
  return [{ name: databaseName(folder), tool, root: folder, why: `${why}${evidence}.`, parts }];
}

/** Files or folders that are told apart by a number or a version in their names. */
export function findNumberedFiles(project: Project): Draft[] {
  const drafts: Draft[] = [];
  const taken = new Set<string>();
  const add = (found: readonly Draft[]) => {
    for (const one of found) for (const { path } of one.parts) taken.add(path);
    drafts.push(...found);
  };
  const parents = new Map<string, string[]>();
  for (const folder of project.folders()) {
    const at = folder.split('/').findIndex((name) => versionFolder.test(name));
    if (at <= 0) continue;
    const parent = folder.split('/').slice(0, at).join('/');
    parents.set(parent, [...(parents.get(parent) ?? []), folder]);
  }
  for (const [parent, folders] of parents) {
    const children = new Set(folders.map((folder) => folder.slice(parent.length + 1).split('/')[0] ?? ''));
    if (children.size < 2) continue;
    const files = project.left().filter((file) => folders.some((folder) => isInside(folderOf(file), folder)));
    const names = [...children].sort(comparePaths);
    const up = files.filter((file) => !isDownFile(file));
    add(draft(project, parent, up, `The folders ${names[0]} to ${names.at(-1)} are versions in their order`));
  }
  for (const folder of project.folders()) {
    const left = project.inFolder(folder).filter((file) => !taken.has(file) && !isDownFile(file));
    const files = left.filter((file) => numbered.test(nameOf(file)));
    if (files.length > 0) {
      const begin = files.length === 1 ? 'One file begins' : `${files.length} files begin`;
      add(draft(project, folder, files, `${begin} with a number`));
      continue;
    }
    const byPrefix = new Map<string, string[]>();
    for (const file of left) {
      const prefix = trailingVersion.exec(nameOf(file))?.[1];
      if (prefix !== undefined) byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), file]);
    }
    for (const [prefix, versions] of byPrefix) {
      if (versions.length >= 2)
        add(draft(project, folder, versions, `${versions.length} files are named ${prefix}… with a version`));
    }
  }
  return drafts;
}
