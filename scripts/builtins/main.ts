import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresMajor } from '../../server/catalog/builtins/builtins.ts';
import { encodeData } from './encode-data.ts';
import { readPglite } from './read-pglite.ts';
import { readServer } from './read-server.ts';
import type { Snapshot } from './snapshot.ts';
import { writeModule } from './write-module.ts';

// Arguments: the folder with the servers' packages, and one for what they said, which check-data.ts reads.
const [, , servers = '', folder = ''] = process.argv;
const majors: readonly PostgresMajor[] = [13, 14, 15, 16, 17, 18];

mkdirSync(folder, { recursive: true });
const pglite = await readPglite();
const vector = pglite.snapshot.extensions.filter((extension) => extension.name === 'vector');
const snapshots = new Map<PostgresMajor, Snapshot>();
for (const major of majors) {
  const { snapshot, problems } = await readServer(servers, major);
  for (const problem of problems) console.log(`PostgreSQL ${snapshot.version} cannot load ${problem}`);
  const all = { ...snapshot, extensions: [...snapshot.extensions, ...vector] };
  writeFileSync(join(folder, `${major}.json`), JSON.stringify(all));
  snapshots.set(major, all);
}
const versions = [...snapshots.values()].map((snapshot) => snapshot.version);
writeFileSync('server/catalog/builtins/data.generated.ts', writeModule(encodeData(snapshots), versions));
