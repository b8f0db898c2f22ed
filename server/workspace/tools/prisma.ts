import type { Draft } from '../database.ts';
import { wholeFile } from '../database.ts';
import { databaseName, folderOf, nameOf } from '../paths.ts';
import type { Project } from '../project.ts';
import { byText } from '../version-order.ts';

function provider(project: Project, root: string): string {
  const lock = project.exists(`${root}/migration_lock.toml`)
    ? project.read(`${root}/migration_lock.toml`)
    : null;
  return /^\s*provider\s*=\s*"(\w+)"/m.exec(lock ?? '')?.[1] ?? 'postgresql';
}

/** Prisma, and Drizzle since its version 1: a folder for each migration with migration.sql in it, in the order of their names. */
export function findPrisma(project: Project): Draft[] {
  const roots = new Map<string, string[]>();
  for (const path of project.named('migration.sql')) {
    if (!project.isLeft(path)) continue;
    const root = folderOf(folderOf(path));
    roots.set(root, [...(roots.get(root) ?? []), path]);
  }
  return [...roots].map(([root, files]): Draft => {
    const isDrizzle = files.some((file) => project.exists(`${folderOf(file)}/snapshot.json`));
    const tool = isDrizzle ? 'drizzle' : 'prisma';
    const product = isDrizzle ? 'Drizzle' : 'Prisma';
    const name = databaseName(root);
    const dialect = provider(project, root);
    if (!/^(?:postgres|cockroach)/.test(dialect)) {
      const why = `a migration of ${product} for ${dialect}, by migration_lock.toml`;
      return { name, tool, root, why, parts: [], leftOut: files.map((path) => ({ path, why })) };
    }
    const parts = files.sort(byText((file) => nameOf(folderOf(file)))).map((file) => {
      const down = `${folderOf(file)}/down.sql`;
      return wholeFile(file, true, project.exists(down) ? down : null);
    });
    const lock = project.exists(`${root}/migration_lock.toml`)
      ? ', and migration_lock.toml is beside them'
      : '';
    const folders = files.length === 1 ? 'One folder holds a' : `${files.length} folders hold a`;
    return { name, tool, root, why: `${folders} migration.sql, as ${product} lays them out${lock}.`, parts };
  });
}
