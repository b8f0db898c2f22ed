import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runningProcesses } from '../running-processes.ts';
import { launchBrowser } from './editor-page.ts';

const root = join(import.meta.dirname, '..', '..', '..');

let browser: Browser;
let started: ChildProcess | undefined;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  started?.kill('SIGTERM');
  await browser?.close();
});

it('npm start opens the sample with its problems, and Ctrl-C leaves no process behind', async () => {
  started = spawn(process.execPath, [join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    env: { ...process.env, VSCODE_RUNNER: 'code-server' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  started.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  const exited = new Promise((resolve) => started?.once('exit', resolve));

  await expect.poll(() => output, { timeout: 60_000 }).toMatch(/^Open http:/m);
  expect(output).toMatch(/partial-unique-in-create-table/);
  const page = await browser.newPage();
  await page.goto(/^Open (\S+)/m.exec(output)?.[1] ?? '');
  await page.locator('.squiggly-error').first().waitFor({ timeout: 40_000 });

  const descendants = descendantsOf(started.pid ?? 0);
  expect(descendants.some(({ command }) => /dist[\\/]server\.js/.test(command))).toBe(true);
  started.kill('SIGINT');
  expect(await exited).toBe(0);
  const known = new Set(descendants.map(({ id }) => id));
  await expect
    .poll(() => runningProcesses().filter(({ id }) => known.has(id)), { timeout: 5000 })
    .toEqual([]);
});

function descendantsOf(ancestor: number) {
  const processes = runningProcesses();
  const family = new Set([ancestor]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { id, parent } of processes) if (family.has(parent)) family.add(id);
  }
  return processes.filter(({ id }) => id !== ancestor && family.has(id));
}
