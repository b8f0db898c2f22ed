import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { run, runNpm, start } from './processes.mjs';
import { cacheFolder } from './setup.mjs';

const version = '4.139.1';
const nodeMajor = 24;

/** Puts code-server and the Node that it needs into the cache folder; resolves to where they are. */
export async function installCodeServer() {
  if (process.platform === 'win32')
    throw new Error('code-server does not run on Windows; install VS Code instead.');
  const node = await installNode();
  const folder = join(cacheFolder(), `code-server-${version}`);
  await installOnce(folder, 'code-server', '600 MB, about half a minute', async (into) => {
    // Its scripts would compile native modules; neither the editor nor the extension host needs those.
    const flags = ['--ignore-scripts', '--force', '--no-audit', '--no-fund', '--loglevel=error'];
    await npm(['install', `code-server@${version}`, ...flags], into);
    console.log('  … the packages of its VS Code');
    await npm(
      ['install', '--omit=dev', ...flags],
      join(into, 'node_modules', 'code-server', 'lib', 'vscode'),
    );
  });
  return { node, entry: join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js') };
}

/** Resolves to a Node 24, which is what this version of code-server runs on. */
async function installNode() {
  if (process.versions.node.startsWith(`${nodeMajor}.`)) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(cacheFolder(), `${name}-${nodeMajor}`);
  await installOnce(folder, `Node ${nodeMajor}`, 'for code-server only, 50 MB', (into) =>
    npm(
      ['install', `${name}@${nodeMajor}`, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      into,
    ),
  );
  return join(folder, 'node_modules', name, 'bin', 'node');
}

/** Fills a folder beside the final one and renames it, so that an interrupted installation is never used. */
async function installOnce(folder, name, remark, install) {
  const stamp = join(folder, '.complete');
  if (existsSync(stamp)) return;
  console.log(`Downloading ${name} (${remark}) into ${folder}`);
  const began = Date.now();
  const partial = `${folder}.${process.pid}`;
  const progress = setInterval(() => {
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(`  … ${Math.round(sizeOf(partial) / 1_000_000)} MB after ${seconds} s`);
  }, 5000);
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  try {
    writeFileSync(join(partial, 'package.json'), '{ "private": true }\n');
    await install(partial);
    writeFileSync(join(partial, '.complete'), '');
    if (existsSync(stamp)) return;
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
    console.log(`  … done in ${Math.round((Date.now() - began) / 1000)} s`);
  } finally {
    clearInterval(progress);
    rmSync(partial, { recursive: true, force: true });
  }
}

/** The bytes of a folder's files; those that vanish meanwhile count nothing. */
function sizeOf(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile())
      bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

async function npm(args, cwd) {
  const code = await runNpm(args, { cwd });
  if (code !== 0)
    throw new Error(`npm ${args.slice(0, 2).join(' ')} failed with exit code ${code} in ${cwd}.`);
}

/**
 * Starts code-server on 127.0.0.1 and waits until it answers.
 * `folder` keeps its settings, extensions and log; `vsix` is installed first.
 */
export async function startCodeServer({ folder, port, vsix, settings, driver = false, env = {} }) {
  const { node, entry } = await installCodeServer();
  const data = join(folder, 'data');
  mkdirSync(join(data, 'User'), { recursive: true });
  mkdirSync(join(folder, 'extensions'), { recursive: true });
  writeFileSync(join(folder, 'config.yaml'), '');
  const settingsFile = join(data, 'User', 'settings.json');
  if (!existsSync(settingsFile))
    writeFileSync(settingsFile, JSON.stringify({ ...quietSettings, ...settings }, null, 2));

  const shared = ['--config', join(folder, 'config.yaml'), '--user-data-dir', data];
  shared.push(
    '--extensions-dir',
    join(folder, 'extensions'),
    '--disable-telemetry',
    '--disable-update-check',
  );
  const environment = { ...process.env, ...env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
  // The terminal of an editor leads its commands to that editor through this variable.
  delete environment.VSCODE_IPC_HOOK_CLI;
  const log = join(folder, 'code-server.log');
  if (vsix) {
    const output = openSync(log, 'a');
    const args = [entry, ...shared, '--install-extension', vsix, '--force'];
    const code = await run(node, args, { env: environment, stdio: ['ignore', output, output] });
    if (code !== 0) throw new Error(`code-server could not install ${vsix}: see ${log}.`);
  }

  const bound = port ?? (await freePort());
  const output = openSync(log, 'a');
  const args = [entry, '--bind-addr', `127.0.0.1:${bound}`, '--auth', 'none', ...shared];
  args.push(
    '--disable-workspace-trust',
    '--disable-getting-started-override',
    '--disable-proxy',
    '--ignore-last-opened',
  );
  if (driver) args.push('--vscode-option', 'enable-smoke-test-driver');
  const child = start(node, args, { env: environment, stdio: ['ignore', output, output] });
  const url = `http://localhost:${bound}`;
  await waitUntilHealthy(child, `http://127.0.0.1:${bound}/healthz`, log);
  return { child, url, log };
}

/** Settings that keep questions, recommendations and the network out of the way. */
export const quietSettings = {
  // In a browser VS Code would save a second after each edit; on the desktop it does not.
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'git.openRepositoryInParentFolders': 'never',
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/** The page's address that opens a folder, and a file in it. */
export function addressOf(url, folder, file) {
  const address = new URL(url);
  address.searchParams.set('folder', folder);
  if (file)
    address.searchParams.set(
      'payload',
      JSON.stringify([['openFile', `vscode-remote://${address.host}${file}`]]),
    );
  return address.href;
}

async function waitUntilHealthy(child, url, log) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) break;
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // It does not listen yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`code-server did not start:\n${readFileSync(log, 'utf8').slice(-2000)}`);
}

/** A port that nobody listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
