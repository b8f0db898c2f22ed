/** The folder of a path with forward slashes; `/` for what lies at the root. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at > 0 ? path.slice(0, at) : at === 0 ? '/' : '';
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Puts a folder and a relative path together; `.` and `..` are resolved. */
export function joinPath(folder: string, relative: string): string {
  const from = relative.startsWith('/') || /^[A-Za-z]:\//.test(relative) ? '' : `${folder}/`;
  const parts: string[] = [];
  for (const part of `${from}${relative}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  return parts.length === 1 && parts[0] === '' ? '/' : parts.join('/');
}

/** Whether a path lies in a folder or below it. */
export function isInside(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/** The deepest folder that holds all of these folders. */
export function commonFolder(folders: readonly string[]): string {
  let common = folders[0] ?? '';
  for (const folder of folders) while (common !== '' && !isInside(folder, common)) common = folderOf(common);
  return common;
}

/** Folder names that say nothing about which database it is. */
const generic =
  /^(?:\.|sql|sqls|db|database|databases|schema|schemas|migrations?|migrate|versions?|versioned|deploy|committed|prisma|drizzle|supabase|flyway|hasura|postgres|postgresql|pg|pgsql|psql|resources|main|src|test|tests|default|data|scripts?|fixtures|up|structure|ddl|init|packages|apps|lib|server|backend|api|docker-entrypoint-initdb\.d|initdb\.d)$/i;

/** The nearest name upwards that tells one database from another. */
export function databaseName(folder: string): string {
  const names = folder.split('/').filter((name) => name !== '');
  return names.findLast((name) => !generic.test(name)) ?? names.at(-1) ?? 'database';
}
