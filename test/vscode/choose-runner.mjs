import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireChromium } from '../../scripts/chromium.mjs';
import { addressOf, installCodeServer, quietSettings, startCodeServer } from '../../scripts/code-server.mjs';
import { stop } from '../../scripts/processes.mjs';
import { root } from '../../scripts/setup.mjs';
import { findVisualStudioCode } from '../../scripts/vscode.mjs';

/** Chooses where the extension host suite runs; throws where no editor can be had. */
export async function chooseRunner() {
  const wanted = process.env.VSCODE_RUNNER;
  if (wanted !== undefined && !['electron', 'code-server'].includes(wanted))
    throw new Error(`VSCODE_RUNNER is "${wanted}"; it can be "electron" or "code-server".`);

  const reasons = [];
  if (wanted !== 'code-server') {
    const { executable, reason } = await findVisualStudioCode();
    if (executable)
      return { name: `VS Code at ${executable}`, runSuite: (suite) => runInElectron(executable, suite) };
    reasons.push(`VS Code: ${reason}`);
    console.log(`No VS Code: ${reason}`);
  }
  if (wanted !== 'electron') {
    try {
      await installCodeServer();
      const chromium = await requireChromium();
      return { name: 'code-server', runSuite: (suite) => runInCodeServer(chromium, suite) };
    } catch (error) {
      reasons.push(`code-server: ${error.message}`);
    }
  }
  throw new Error(`No editor to run the suite in.\n${reasons.join('\n')}`);
}

async function runInElectron(executable, { folder, extension, suite, workspace, languages, env }) {
  const { runTests } = await import('@vscode/test-electron');
  mkdirSync(join(folder, 'data', 'User'), { recursive: true });
  try {
    return await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: [extension, languages],
      extensionTestsPath: suite,
      extensionTestsEnv: env,
      launchArgs: [
        workspace,
        '--user-data-dir',
        join(folder, 'data'),
        '--disable-extensions',
        '--skip-welcome',
      ],
    });
  } catch (error) {
    console.error(error.message);
    return 1;
  }
}

/** How long the whole suite may take in code-server, in milliseconds. */
const patience = 180_000;

async function runInCodeServer(chromium, { folder, extension, suite, workspace, languages, env }) {
  const { chromium: driver } = await import('playwright-core');
  // An extension that lies in the folder at the first start counts as installed.
  cpSync(languages, join(folder, 'extensions', 'schema-architect-test.languages-1.0.0'), { recursive: true });
  const server = await startCodeServer({ folder, settings: quietSettings, driver: true, env });
  const browser = await driver.launch({ executablePath: chromium.path, args: chromium.flags });
  try {
    const page = await browser.newPage();
    let finish;
    const finished = new Promise((resolve) => {
      finish = resolve;
    });
    const log = [];
    await page.exposeFunction('codeAutomationLog', (type, args) => log.push(`[${type}] ${args.join(' ')}`));
    await page.exposeFunction('codeAutomationExit', (code) => finish(code));
    const host = new URL(server.url).host;
    const address = new URL(addressOf(server.url, workspace));
    address.searchParams.set(
      'payload',
      JSON.stringify([
        ['extensionDevelopmentPath', `vscode-remote://${host}${extension}`],
        ['extensionTestsPath', `vscode-remote://${host}${suite.replace(/\.js$/, '')}`],
        ['skipWelcome', 'true'],
      ]),
    );
    await page.goto(address.href);
    const timer = setTimeout(finish, patience, 'timeout');
    const code = await finished;
    clearTimeout(timer);
    if (code !== 0) writeFileSync(join(root, 'dist-test', 'editor.log'), log.join('\n'));
    if (code === 'timeout')
      throw new Error(`The suite did not end within ${patience / 1000} s: see dist-test/editor.log.`);
    return code;
  } finally {
    await browser.close();
    await stop(server.child);
  }
}
