import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createdNames } from './created-names.ts';

/** What is read of a workspace at most: beyond it a name may be called unknown. */
const mostFiles = 5000;
const largestFile = 5 * 1024 * 1024;
const notEntered = new Set(['node_modules', 'dist', 'target', 'vendor']);

/** The SQL files below a folder, hidden ones and dependencies left out. Unreadable folders count as empty. */
export async function listSqlFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  const waiting = [folder];
  while (waiting.length > 0 && found.length < mostFiles) {
    const current = waiting.shift()!;
    const entries = await readdir(current, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.name.startsWith('.') || notEntered.has(entry.name)) continue;
      if (entry.isDirectory()) waiting.push(join(current, entry.name));
      else if (entry.isFile() && /\.sql$/i.test(entry.name)) found.push(join(current, entry.name));
    }
  }
  return found.slice(0, mostFiles);
}

/** The names that a file creates; none when it cannot be read or is too large. */
export async function readCreatedNames(path: string): Promise<readonly string[]> {
  try {
    if ((await stat(path)).size > largestFile) return [];
    return createdNames(await readFile(path, 'utf8'));
  } catch {
    return [];
  }
}
