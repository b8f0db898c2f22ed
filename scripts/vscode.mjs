import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { findOnPath } from './chromium.mjs';
import { cacheFolder } from './setup.mjs';

/**
 * Finds the program of an installed VS Code, or downloads one.
 * Resolves to `{ executable, downloaded }`, or to `{ reason }` where there is none that can show a window.
 */
export async function findVisualStudioCode() {
  const blocked = reasonAgainstWindows();
  if (blocked) return { reason: blocked };
  const installed = findInstalled();
  if (installed) return { executable: installed, downloaded: false };
  return download();
}

function reasonAgainstWindows() {
  if (process.env.VSCODE_IPC_HOOK_CLI)
    return 'this is the terminal of a remote VS Code, which cannot start another one.';
  const hasDisplay = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (process.platform === 'linux' && !hasDisplay)
    return 'there is no display to show a window on (DISPLAY is not set).';
  return undefined;
}

/** The program itself, not its command: only a child of ours can be ended with everything it started. */
function findInstalled() {
  const candidates = [];
  const command = findOnPath('code') ?? findOnPath('code-insiders');
  if (command) {
    const folder = dirname(realpathSync(command));
    // Linux: …/bin/code beside …/code; macOS: …/Contents/Resources/app/bin/code; Windows: …\bin\code.cmd.
    candidates.push(join(folder, '..', basename(realpathSync(command))));
    candidates.push(join(folder, '..', '..', '..', 'MacOS', 'Electron'));
    candidates.push(join(folder, '..', 'Code.exe'));
  }
  candidates.push('/usr/share/code/code', '/snap/code/current/usr/share/code/code');
  for (const applications of ['/Applications', join(homedir(), 'Applications')])
    candidates.push(join(applications, 'Visual Studio Code.app', 'Contents', 'MacOS', 'Electron'));
  for (const programs of [
    process.env.LOCALAPPDATA && join(process.env.LOCALAPPDATA, 'Programs'),
    process.env.ProgramFiles,
  ])
    if (programs) candidates.push(join(programs, 'Microsoft VS Code', 'Code.exe'));
  return candidates.find((path) => existsSync(path));
}

async function download() {
  const { downloadAndUnzipVSCode, makeConsoleReporter } = await import('@vscode/test-electron');
  console.log('Downloading VS Code with @vscode/test-electron (150 MB).');
  try {
    const executable = await downloadAndUnzipVSCode({
      version: 'stable',
      cachePath: join(cacheFolder(), 'vscode'),
      reporter: await makeConsoleReporter(),
    });
    return { executable, downloaded: true };
  } catch (error) {
    return { reason: `it is not installed, and it cannot be downloaded here (${error.message}).` };
  }
}
