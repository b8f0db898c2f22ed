import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface SqlFile {
  readonly name: string;
  readonly text: string;
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sql'))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
}

function read(paths: readonly string[], longest: number): SqlFile[] {
  return paths
    .map((path) => ({ name: path, text: readFileSync(path, 'utf8') }))
    .filter(({ text }) => text.length <= longest);
}

/** Our own samples and fixtures: always there. */
export function sampleFiles(): SqlFile[] {
  return read(
    [...filesBelow(`${root}/samples`), ...filesBelow(`${root}/test/fixtures`)],
    Number.POSITIVE_INFINITY,
  );
}

/** Where other projects' SQL lies beside this repository, when it does. */
export const corpusFolder = `${root}/../shared/corpus`;

/** Other projects' SQL, up to a length; empty where it is not present. */
export function corpusFiles(longest: number, folder = ''): SqlFile[] {
  return read(filesBelow(`${corpusFolder}/${folder}`), longest);
}
