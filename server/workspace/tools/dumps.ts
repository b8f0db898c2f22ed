import type { Draft } from '../database.ts';
import { wholeFile } from '../database.ts';
import { comparePaths } from '../path-order.ts';
import { databaseName, folderOf, nameOf } from '../paths.ts';
import type { Project } from '../project.ts';

/** How far into a file pg_dump's preamble is looked for, in UTF-16 units. */
const preamble = 4000;

export function isDump(text: string): boolean {
  const head = text.slice(0, preamble);
  return (
    head.includes('-- PostgreSQL database dump') ||
    (head.includes('SET statement_timeout = 0;') && head.includes("set_config('search_path', ''"))
  );
}

/** Rails: structure.sql, and one more for each further database of the application. */
export function findStructures(project: Project): Draft[] {
  return project
    .left()
    .filter((path) => /^(?:[\w-]+_)?structure\.sql$/.test(nameOf(path)))
    .filter(
      (path) => nameOf(folderOf(path)) === 'db' || /"?schema_migrations"?/.test(project.read(path) ?? ''),
    )
    .map((path) => {
      const own = nameOf(path).replace(/_?structure\.sql$/, '');
      const application = databaseName(folderOf(path));
      return {
        name: own === '' ? application : `${application} ${own}`,
        tool: 'rails',
        root: folderOf(path),
        why: `${nameOf(path)} is what Rails dumps of ${own === '' ? 'the main database' : `the database ${own}`}.`,
        parts: [wholeFile(path, false)],
      };
    });
}

/**
 * What pg_dump wrote is a whole database. A dump joins the one before it in its folder when it creates other
 * tables than that and its name goes on from that one's, or when it creates none, as a dump of the data does.
 */
export function findDumps(project: Project): Draft[] {
  const drafts: Draft[] = [];
  for (const folder of project.folders()) {
    const dumps = project.inFolder(folder).filter((path) => isDump(project.read(path) ?? ''));
    const groups: { files: string[]; tables: Set<string> }[] = [];
    for (const path of dumps.sort((a, b) => comparePaths(stem(a), stem(b)))) {
      const tables = project.facts(path).tables;
      const group = groups.find(
        (one) =>
          (tables.size === 0 || stem(path).startsWith(stem(one.files[0] ?? ''))) &&
          ![...tables].some((table) => one.tables.has(table)),
      );
      if (group) {
        group.files.push(path);
        for (const table of tables) group.tables.add(table);
      } else groups.push({ files: [path], tables: new Set(tables) });
    }
    for (const { files } of groups) {
      const [first = ''] = files;
      const others = files.slice(1).map(nameOf).join(', ');
      const rest = others === '' ? '' : `, and ${others} adds to it`;
      drafts.push({
        name: groups.length === 1 ? databaseName(folder) : nameOf(stem(first)),
        tool: 'pg_dump',
        root: folder,
        why: `${nameOf(first)} was written by pg_dump${rest}.`,
        parts: files.map((path) => wholeFile(path, false)),
      });
    }
  }
  return drafts;
}

function stem(path: string): string {
  return path.replace(/\.sql$/i, '');
}
