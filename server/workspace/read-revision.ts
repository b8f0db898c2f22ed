import { spawn } from 'node:child_process';
import { isEntered, isListed, isSqlFile } from './listed-files.ts';
import { folderOf, isInside } from './paths.ts';
import { decode } from './read-files.ts';

/** The SQL files below a folder, and those that tell of a tool, as a revision of git has them. */
export interface Revision {
  /** The commit's full name. */
  readonly commit: string;
  /** By absolute path with forward slashes. */
  readonly files: ReadonlyMap<string, { readonly text: string; readonly isUtf8: boolean }>;
}

/** Why a revision cannot be read, in one line for the person who asked. */
export interface RevisionProblem {
  readonly problem: string;
}

interface Output {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Nothing is fetched, locked or asked for. */
const environment = { GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' };

function git(folder: string, args: readonly string[], input = ''): Promise<Output | null> {
  return new Promise((resolve) => {
    const child = spawn('git', ['-C', folder, '-c', 'core.fsmonitor=false', ...args], {
      env: { ...process.env, ...environment },
    });
    const chunks: Buffer[] = [];
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    // A git that ends before it has read everything says why by its exit code.
    child.stdin.on('error', () => undefined);
    child.on('error', () => resolve(null));
    child.on('close', (code) => resolve({ code: code ?? 1, stdout: Buffer.concat(chunks), stderr }));
    child.stdin.end(input);
  });
}

/** The commit that a revision's name means in the repository of a folder. */
export async function findCommit(
  folder: string,
  revision: string,
): Promise<{ readonly commit: string; readonly prefix: string } | RevisionProblem> {
  const place = await git(folder, ['rev-parse', '--show-prefix']);
  if (!place) return { problem: 'git is not installed, so there is no revision to compare with' };
  if (place.code !== 0) return { problem: `${folder} is in no git repository` };
  // What begins with a dash would be an option.
  const found = revision.startsWith('-')
    ? null
    : await git(folder, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
  if (found?.code !== 0) return { problem: `git knows no revision “${revision}” here` };
  return { commit: found.stdout.toString().trim(), prefix: place.stdout.toString().replace(/\r?\n$/, '') };
}

/** Reads the files below a folder, and the marks of tools above it, as they are in a revision. */
export async function readRevision(folder: string, revision: string): Promise<Revision | RevisionProblem> {
  const found = await findCommit(folder, revision);
  if ('problem' in found) return found;
  const { commit, prefix } = found;
  let top = folder;
  for (let left = prefix.split('/').length - 1; left > 0; left--) top = folderOf(top);
  const tree = await git(folder, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  if (tree?.code !== 0) return { problem: tree?.stderr.split('\n')[0] ?? 'git failed' };
  const wanted = tree.stdout
    .toString()
    .split('\0')
    .flatMap((line) => {
      const [, object = '', path = ''] = /^100\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
      const full = top === '/' ? `/${path}` : `${top}/${path}`;
      return path !== '' && isWanted(full, folder) ? [{ object, path: full }] : [];
    });
  const blobs = await git(
    folder,
    ['cat-file', '--batch'],
    wanted.map(({ object }) => `${object}\n`).join(''),
  );
  if (blobs?.code !== 0) return { problem: blobs?.stderr.split('\n')[0] ?? 'git failed' };
  return { commit, files: readBlobs(blobs.stdout, wanted) };
}

function isWanted(path: string, folder: string): boolean {
  if (!isListed(path)) return false;
  if (!isInside(path, folder)) return !isSqlFile(path) && isInside(folder, folderOf(path));
  for (let at = folderOf(path); at.length > folder.length; at = folderOf(at))
    if (!isEntered(at)) return false;
  return true;
}

/** Each answer of `cat-file --batch`: `object type size`, then so many bytes, then a line end. */
function readBlobs(output: Buffer, wanted: readonly { readonly path: string }[]): Revision['files'] {
  const files = new Map<string, { text: string; isUtf8: boolean }>();
  let at = 0;
  for (const { path } of wanted) {
    const end = output.indexOf(10, at);
    if (end < 0) break;
    const [, , size] = output.toString('latin1', at, end).split(' ');
    // An object that a partial clone lacks is `missing` and has no size.
    const length = Number(size);
    at = end + 1;
    if (!Number.isInteger(length)) continue;
    const { text, isUtf8 } = decode(output.subarray(at, at + length));
    files.set(path, { text, isUtf8 });
    at += length + 1;
  }
  return files;
}
