import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const identifier = String.raw`(?:"(?:[^"]|"")+"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`;
const created = new RegExp(
  String.raw`\bcreate\s+(?:or\s+replace\s+)?(?:(?:global|local|temp|temporary|unlogged|foreign|materialized|recursive)\s+)*(?:table|view|sequence|type|domain|schema|extension)\s+(?:if\s+not\s+exists\s+)?(${identifier})(?:\s*\.\s*(${identifier}))?`,
  'gi',
);

function value(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase();
}

/** The names that a text creates, as `name` and, where a schema is written, `schema.name`. */
export function createdNames(text: string): string[] {
  const names: string[] = [];
  for (const [, first, second] of text.matchAll(created)) {
    if (first === undefined) continue;
    names.push(value(second ?? first));
    if (second !== undefined) names.push(`${value(first)}.${value(second)}`);
  }
  return names;
}

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
