import { fileURLToPath } from 'node:url';
import { listSqlFiles, readCreatedNames } from '../workspace/defined-names.ts';

/** The names that the workspace's SQL files create, so that a file may use what another one defines. */
export interface ExternalNames {
  /** Reads the folders anew. */
  load(folders: readonly string[]): Promise<void>;
  /** Reads the changed files again. */
  update(uris: readonly string[]): Promise<void>;
  /** The names of all files but this one; the same set until something changes. */
  except(uri: string): ReadonlySet<string>;
}

function toPath(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}

const noNames: ReadonlySet<string> = new Set();

/** `changed` is called when names appeared or went. */
export function createExternalNames(changed: () => void): ExternalNames {
  const byFile = new Map<string, readonly string[]>();
  let sets = new Map<string, ReadonlySet<string>>();

  const read = async (path: string): Promise<boolean> => {
    const names = await readCreatedNames(path);
    const before = byFile.get(path) ?? [];
    if (names.length > 0) byFile.set(path, names);
    else byFile.delete(path);
    return names.join('\n') !== before.join('\n');
  };
  const finish = (differs: boolean) => {
    if (!differs) return;
    sets = new Map();
    changed();
  };
  return {
    async load(folders) {
      const hadNames = byFile.size > 0;
      byFile.clear();
      for (const folder of folders) {
        const path = toPath(folder);
        if (path === null) continue;
        for (const file of await listSqlFiles(path)) await read(file);
      }
      finish(hadNames || byFile.size > 0);
    },
    async update(uris) {
      let differs = false;
      for (const uri of uris) {
        const path = toPath(uri);
        if (path !== null && (await read(path))) differs = true;
      }
      finish(differs);
    },
    except(uri) {
      if (byFile.size === 0) return noNames;
      const path = toPath(uri) ?? '';
      const known = sets.get(path);
      if (known) return known;
      const set = new Set<string>();
      for (const [file, names] of byFile) if (file !== path) for (const name of names) set.add(name);
      const result = set.size === 0 ? noNames : set;
      sets.set(path, result);
      return result;
    },
  };
}
