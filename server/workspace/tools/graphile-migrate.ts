import type { Draft } from '../database.ts';
import { wholeFile } from '../database.ts';
import { comparePaths } from '../path-order.ts';
import { databaseName, folderOf, nameOf } from '../paths.ts';
import type { Project } from '../project.ts';
import { byText } from '../version-order.ts';

/** Graphile Migrate: committed/000001.sql and so on, then current.sql or current/. */
export function findGraphileMigrate(project: Project): Draft[] {
  const drafts: Draft[] = [];
  for (const folder of project.folders()) {
    if (nameOf(folder) !== 'committed') continue;
    const files = project
      .inFolder(folder)
      .filter((file) => /^\d{6}(?:-.*)?\.sql$/.test(nameOf(file)))
      .sort(byText(nameOf));
    if (!files.some((file) => project.read(file)?.startsWith('--! Previous:'))) continue;
    const root = folderOf(folder);
    const beside = (name: string) => project.inFolder(root).filter((file) => nameOf(file) === name);
    const current = [...beside('current.sql'), ...project.inFolder(`${root}/current`)].sort(comparePaths);
    const reset = beside('afterReset.sql');
    const parts = [
      ...reset.map((file) => wholeFile(file, false)),
      ...files.map((file) => wholeFile(file, true)),
      ...current.map((file) => wholeFile(file, false)),
    ];
    const first = reset.length > 0 ? 'afterReset.sql comes first' : null;
    const last = current.length > 0 ? 'the current migration comes last' : null;
    const order = [first, last].filter((one) => one !== null).join(' and ');
    const why = `committed/ holds migrations that begin with “--! Previous:”${order ? `; ${order}` : ''}.`;
    drafts.push({ name: databaseName(root), tool: 'graphile-migrate', root, why, parts });
  }
  return drafts;
}
