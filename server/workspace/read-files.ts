import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { comparePaths, isDownFile } from './path-order.ts';

/** A file as read: its text without a byte order mark. */
export interface SourceFile {
  /** As it is shown: with forward slashes, relative to what was asked for. */
  readonly path: string;
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  /** False where bytes were not UTF-8 and were replaced by U+FFFD. */
  readonly isUtf8: boolean;
}

/** A path that could not be read, with a reason in one line. */
export interface ReadFailure {
  readonly path: string;
  readonly message: string;
}

const notEntered = new Set(['node_modules', '.git', '.hg', '.svn']);

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files',
};

/** A failure of the file system in one line. */
export function toFailure(path: string, error: unknown): ReadFailure {
  const code = (error as { code?: string }).code ?? '';
  return { path, message: reasons[code] ?? (error instanceof Error ? error.message : String(error)) };
}

/** The `.sql` files that a path means, in the order in which they build a database; down files are left out. */
export function findSqlFiles(path: string): { files: readonly string[]; failures: readonly ReadFailure[] } {
  const failures: ReadFailure[] = [];
  const shown = path.replaceAll('\\', '/').replace(/(?<=.)\/+$/, '');
  try {
    if (!statSync(path).isDirectory()) return { files: [shown], failures };
  } catch (error) {
    return { files: [], failures: [toFailure(path, error)] };
  }
  const found: string[] = [];
  const enter = (folder: string, relative: string) => {
    try {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const at = relative === '' ? entry.name : `${relative}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!notEntered.has(entry.name)) enter(`${folder}/${entry.name}`, at);
        } else if (entry.isFile() && /\.sql$/i.test(entry.name) && !isDownFile(at)) found.push(at);
      }
    } catch (error) {
      failures.push(toFailure(folder, error));
    }
  };
  enter(shown, '');
  found.sort(comparePaths);
  return { files: found.map((file) => (shown === '/' ? `/${file}` : `${shown}/${file}`)), failures };
}

/** Decodes bytes as UTF-8; a UTF-16 file is not UTF-8. */
export function decode(bytes: Uint8Array): Pick<SourceFile, 'text' | 'hasByteOrderMark' | 'isUtf8'> {
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), hasByteOrderMark, isUtf8: true };
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), hasByteOrderMark, isUtf8: false };
  }
}

export function readSqlFile(path: string): SourceFile | ReadFailure {
  try {
    if (!lstatSync(path, { throwIfNoEntry: true }).isFIFO()) return { path, ...decode(readFileSync(path)) };
    return { path, message: 'not a regular file' };
  } catch (error) {
    return toFailure(path, error);
  }
}
