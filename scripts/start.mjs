// `npm start`: installs, builds, shows the findings of the sample, and opens an editor with the extension.
// VSCODE_RUNNER=code-server chooses the browser, PORT its port.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addressOf, quietSettings, startCodeServer } from './code-server.mjs';
import { isStopping, run, start, stopAllOnSignals } from './processes.mjs';
import { buildBundles, cacheFolder, installPackages, root } from './setup.mjs';
import { findVisualStudioCode } from './vscode.mjs';

const sample = join(root, 'samples', 'shop');
const firstFile = join(sample, 'schema.sql');

// Ctrl-C is how one leaves, so it is no failure.
stopAllOnSignals('Stopping.', 0);
try {
  await installPackages();
  await buildBundles();
  await showFindings();
  await openEditor();
} catch (error) {
  if (!isStopping()) {
    console.error(error.message);
    process.exit(1);
  }
}

/** Prints what the command line says about the sample; its errors are the sample's, not ours. */
async function showFindings() {
  console.log('\n$ schema-architect lint samples/shop');
  const code = await run(process.execPath, [join('dist', 'cli.js'), 'lint', join('samples', 'shop')], {
    cwd: root,
  });
  if (code > 1) throw new Error(`The command line failed with exit code ${code}.`);
}

async function openEditor() {
  console.log('\nLooking for an editor.');
  const isUnwanted = process.env.VSCODE_RUNNER === 'code-server';
  const { executable, downloaded, reason } = isUnwanted
    ? { reason: 'VSCODE_RUNNER asks for code-server.' }
    : await findVisualStudioCode();
  if (executable) {
    console.log(
      `Opening ${downloaded ? 'the downloaded' : 'the installed'} VS Code (${executable}) with a profile of its own.`,
    );
    return openVisualStudioCode(executable);
  }
  console.log(`Using code-server, which is VS Code in the browser: ${reason}`);
  return openCodeServer();
}

/** Resolves when the window is closed. */
async function openVisualStudioCode(executable) {
  const profile = join(cacheFolder(), 'vscode-profile');
  writeSettings(join(profile, 'User', 'settings.json'));
  const args = [sample, firstFile, `--extensionDevelopmentPath=${root}`, '--user-data-dir', profile];
  args.push('--disable-extensions', '--skip-welcome', '--disable-workspace-trust');
  // Chromium's sandbox refuses to run as root.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  console.log('Close its window or press Ctrl-C to end.');
  const child = start(executable, args, { stdio: 'ignore' });
  const code = await ended(child);
  if (code !== 0) throw new Error(`VS Code ended with exit code ${code}.`);
}

async function openCodeServer() {
  const packaged = await run(process.execPath, [join(root, 'scripts', 'package.mjs')], { cwd: root });
  if (packaged !== 0) throw new Error('The extension could not be packaged; see above.');
  const server = await startCodeServer({
    folder: join(cacheFolder(), 'start'),
    vsix: join(root, 'dist', 'schema-architect.vsix'),
    port: process.env.PORT ? Number(process.env.PORT) : undefined,
    settings: quietSettings,
  });
  console.log(`\nOpen ${addressOf(server.url, sample, firstFile)}`);
  console.log('It is served to this machine only, without a password. Press Ctrl-C to end.');
  const code = await ended(server.child);
  throw new Error(`code-server ended with exit code ${code}: see ${server.log}.`);
}

/** Resolves to the exit code of a program, also when it could not be started. */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function writeSettings(file) {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, JSON.stringify(quietSettings, null, 2), { flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}
