import type { Draft } from '../database.ts';
import { wholeFile } from '../database.ts';
import { readIncludes, resolveInclude } from '../includes.ts';
import { comparePaths } from '../path-order.ts';
import { databaseName, folderOf, nameOf } from '../paths.ts';
import type { Project } from '../project.ts';

/** Whether a script is one of the numbered files of its folder, most of which nobody includes. */
function isStep(path: string, project: Project, included: ReadonlyMap<string, readonly string[]>): boolean {
  const isNumbered = (file: string) => /^v?\d/i.test(nameOf(file));
  if (!isNumbered(path)) return false;
  const series = project.inFolder(folderOf(path)).filter(isNumbered);
  const taken = new Set([...included.values()].flat());
  const own = series.filter((file) => taken.has(file)).length;
  return series.length >= 3 && own * 3 <= series.length;
}

/**
 * Scripts that include others by \i and \ir: the outermost one stands for the database. One that is included from
 * another folder is the outermost of its own folder too; the other database only builds upon it.
 */
export function findPsqlScripts(project: Project, root: string): Draft[] {
  const included = new Map<string, string[]>();
  for (const path of project.left()) {
    const targets = readIncludes(project.read(path) ?? '').flatMap(
      (include) => resolveInclude(include, path, path, root, project.read) ?? [],
    );
    if (targets.length > 0) included.set(path, targets);
  }
  const steps = [...included.keys()].filter((path) => isStep(path, project, included));
  for (const path of steps) included.delete(path);
  const scripts = [...included.keys()].sort(comparePaths);
  const includers = (path: string) =>
    scripts.filter((one) => one !== path && included.get(one)?.includes(path));
  const entries = scripts.filter((path) => includers(path).every((one) => folderOf(one) !== folderOf(path)));
  // Of a circle of scripts nobody is the outermost; the first one is taken.
  if (entries.length === 0 && scripts[0] !== undefined) entries.push(scripts[0]);
  // Those that others build upon come first, so that their files are theirs.
  entries.sort((a, b) => includers(b).length - includers(a).length || comparePaths(a, b));
  return entries.map((path) => {
    const files = included.get(path)?.length ?? 0;
    const siblings = entries.filter((one) => folderOf(one) === folderOf(path)).length;
    const name = databaseName(folderOf(path));
    return {
      name: siblings > 1 ? `${name} ${nameOf(path).replace(/\.sql$/i, '')}` : name,
      tool: 'psql',
      root: folderOf(path),
      why: `${nameOf(path)} includes ${files} other ${files === 1 ? 'file' : 'files'} in psql’s way.`,
      parts: [wholeFile(path, false)],
    };
  });
}
