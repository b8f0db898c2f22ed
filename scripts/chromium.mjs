import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes.mjs';
import { root } from './setup.mjs';

const installed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Flags for a Chromium that nobody looks at, also as root and in containers. */
export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of a program on PATH, undefined where there is none. */
export function findOnPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  return folders
    .flatMap((folder) => names.map((file) => join(folder, file)))
    .find((path) => existsSync(path));
}

/** The path of a Chromium, undefined where none is installed. CHROMIUM_PATH names another one. */
export async function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  for (const name of [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ]) {
    const path = findOnPath(name);
    if (path) return path;
  }
  const path = installed.find((candidate) => existsSync(candidate));
  if (path) return path;
  const { chromium } = await import('playwright-core');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/** Finds Chromium or installs it; throws an error that names the command to run where neither works. */
export async function requireChromium() {
  const found = await findChromium();
  if (found) return { path: found, flags };
  await installDebianPackage('chromium');
  if (!(await findChromium())) {
    console.log('Downloading Chromium with Playwright.');
    await run(process.execPath, [
      join(root, 'node_modules', 'playwright-core', 'cli.js'),
      'install',
      'chromium-headless-shell',
      'chromium',
    ]);
  }
  const path = await findChromium();
  if (path) return { path, flags };
  throw new Error(
    'Chromium is missing. Install it with: sudo apt-get install chromium (or: npx playwright-core install chromium)',
  );
}

/** Finds Neovim or installs it; throws an error that names the command to run where neither works. */
export async function requireNeovim() {
  if (!findOnPath('nvim')) await installDebianPackage('neovim');
  const path = findOnPath('nvim');
  if (path) return path;
  const command = process.platform === 'darwin' ? 'brew install neovim' : 'sudo apt-get install neovim';
  throw new Error(`Neovim is missing. Install it with: ${command}`);
}

async function installDebianPackage(name) {
  if (process.getuid?.() !== 0 || !findOnPath('apt-get')) return;
  console.log(`Installing ${name} with apt-get.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300', '-qq'];
  await run('apt-get', [...wait, 'update'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  await run('apt-get', [...wait, 'install', '-y', name], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}
