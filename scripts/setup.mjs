import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, runNpm } from './processes.mjs';

/** The folder of package.json. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where editors are kept between runs, outside the repository so that clones share them. */
export function cacheFolder() {
  if (process.env.SCHEMA_ARCHITECT_CACHE) return process.env.SCHEMA_ARCHITECT_CACHE;
  if (process.env.XDG_CACHE_HOME) return join(process.env.XDG_CACHE_HOME, 'schema-architect');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'schema-architect');
  if (process.platform === 'win32' && process.env.LOCALAPPDATA)
    return join(process.env.LOCALAPPDATA, 'schema-architect', 'cache');
  return join(homedir(), '.cache', 'schema-architect');
}

/** Installs the packages when the lock file is not the one that was installed last. */
export async function installPackages() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);

  const stamp = join(root, 'node_modules', '.installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;

  // `npm ci` would first delete packages that an editor or a watcher may be using.
  const command = existsSync(join(root, 'node_modules')) ? 'install' : 'ci';
  console.log(`Installing the packages (npm ${command}): the lock file is new.`);
  const code = await runNpm([command, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
  if (code !== 0) throw new Error(`npm ${command} failed with exit code ${code}.`);
  const installed = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  writeFileSync(stamp, installed);
}

/** Bundles the extension into dist/. */
export async function buildBundles(...flags) {
  const code = await run(process.execPath, [join(root, 'scripts', 'build.mjs'), ...flags], { cwd: root });
  if (code !== 0) throw new Error('The build failed; see above.');
}
