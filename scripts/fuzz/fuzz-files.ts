import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FuzzFiles } from './fuzz.ts';

function sqlFiles(folder: string, longest: number): FuzzFiles {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sql'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((name) => ({ name, text: readFileSync(name, 'utf8') }))
    .filter(({ text }) => text.length <= longest);
}

/** Files to edit: our own, each by itself and two as one database, and of other projects so many as are asked for. */
export function fuzzDatabases(root: string, longest: number, mostOfCorpus: number): FuzzFiles[] {
  const own = [
    ...sqlFiles(join(root, 'samples'), longest),
    ...sqlFiles(join(root, 'test/fixtures'), longest),
  ];
  const corpus = sqlFiles(resolve(root, '../shared/corpus'), longest).filter(
    ({ text }) => text.length > 1500,
  );
  const stride = Math.max(1, Math.floor(corpus.length / Math.max(1, mostOfCorpus)));
  const chosen = corpus.filter((_, at) => at % stride === 0).slice(0, mostOfCorpus);
  const single = [...own, ...chosen].map((file): FuzzFiles => [file]);
  const pairs = own.slice(1).map((file, at): FuzzFiles => [own[at]!, file]);
  return [...single, ...pairs.filter((_, at) => at % 3 === 0)];
}
