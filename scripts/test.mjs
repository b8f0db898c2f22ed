// `npm test`: every check of the project, and one line `N passed, N failed` at the end.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, runNpm, stopAllOnSignals } from './processes.mjs';
import { installPackages, root } from './setup.mjs';
import { runVitest } from './vitest.mjs';

/** The longest that one step may take, in milliseconds. */
const patience = 15 * 60_000;

const counts = mkdtempSync(join(tmpdir(), 'schema-architect-test-'));
const outcomes = [];
process.on('exit', () => rmSync(counts, { recursive: true, force: true }));
stopAllOnSignals('Stopping the tests.');

await step('install', () => installPackages());
if (outcomes.every(({ failed }) => failed === 0)) await runAll();
report();

async function runAll() {
  const { requireChromium, requireNeovim } = await import('./chromium.mjs');
  await step('types', () => npm('types'));
  await step('lint', () => npm('lint'));
  await step('generated files', () => npm('generate', '--', '--check'));
  await step('package', () => npm('package'));
  await step('unit tests', () => vitest('unit', ['--project', 'fast', '--project', 'slow']));
  await step('grammar', () => npm('test:grammar'));
  await step('diagram in Chromium', async () => {
    const chromium = await requireChromium();
    return vitest('browser', ['--project', 'browser'], { CHROMIUM_PATH: chromium.path });
  });
  await step('VS Code', async () => {
    await requireChromium();
    return counted('vscode', ['test/vscode/run.mjs']);
  });
  await step('Neovim', async () => {
    await requireNeovim();
    return counted('neovim', ['test/neovim/run.mjs']);
  });
}

/** Runs a step. It returns its numbers, or an exit code, or nothing; an error is one failure. */
async function step(name, work) {
  console.log(`\n── ${name}`);
  const began = Date.now();
  let outcome = { passed: 0, failed: 1 };
  try {
    const result = (await work()) ?? 0;
    if (typeof result === 'object') outcome = result;
    else if (result === 0) outcome = { passed: 1, failed: 0 };
  } catch (error) {
    console.error(error.message);
    outcome.remark = error.message;
  }
  outcomes.push({ name, seconds: Math.round((Date.now() - began) / 1000), ...outcome });
}

function npm(script, ...args) {
  return runNpm(['run', '--silent', script, ...args], { cwd: root, timeout: patience });
}

function vitest(name, args, env = {}) {
  return runVitest(join(counts, `${name}.json`), args, {
    env: { ...process.env, ...env },
    timeout: patience,
  });
}

/** Runs a program that adds lines of `{"passed":…,"failed":…}` to the file it is given. */
async function counted(name, args) {
  const file = join(counts, `${name}.jsonl`);
  const env = { ...process.env, SCHEMA_ARCHITECT_BUILT: '1', SCHEMA_ARCHITECT_COUNTS: file };
  const code = await run(process.execPath, args, { cwd: root, env, timeout: patience });
  if (!existsSync(file))
    throw new Error(`${args[0]} ended with exit code ${code} before it counted anything.`);
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const sum = (key) => lines.reduce((total, line) => total + line[key], 0);
  const failed = sum('failed');
  return { passed: sum('passed'), failed: code !== 0 && failed === 0 ? 1 : failed };
}

function report() {
  console.log('');
  for (const { name, passed, failed, seconds, remark } of outcomes) {
    const numbers = `${passed} passed, ${failed} failed`;
    console.log(
      `${failed > 0 ? '✗' : '✓'} ${name.padEnd(22)}${numbers.padEnd(26)}${seconds} s${remark ? `\n    ${remark}` : ''}`,
    );
  }
  const total = (key) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
  process.exitCode = total('failed') > 0 ? 1 : 0;
}
