import { PGlite } from '@electric-sql/pglite';
import type { Statement } from '../../../server/syntax/statement.ts';
import { extensionsOf } from '../server.ts';

/** Fresh data directories by the extensions that their server has: initdb takes seconds. */
const directories = new Map<string, Promise<Blob>>();

/** Gives a function that starts servers with the extensions that the statements create. */
export async function serverFor(statements: readonly Statement[]): Promise<() => Promise<PGlite>> {
  const extensions = await extensionsOf(statements);
  const key = Object.keys(extensions).sort().join();
  const directory = async (): Promise<Blob> => {
    const first = await PGlite.create({ extensions });
    const data = await first.dumpDataDir('none');
    await first.close();
    return data;
  };
  return async () => {
    const known = directories.get(key) ?? directory();
    directories.set(key, known);
    return PGlite.create({ extensions, loadDataDir: await known });
  };
}
