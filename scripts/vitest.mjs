import { existsSync, readFileSync, rmSync } from 'node:fs';
import { run } from './processes.mjs';
import { root } from './setup.mjs';

/** Runs Vitest; resolves to how many tests passed and failed. `file` is where its report goes. */
export async function runVitest(file, args, options = {}) {
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const command = ['node_modules/vitest/vitest.mjs', 'run', ...args, ...reporters];
  const code = await run(process.execPath, command, { cwd: root, ...options });
  if (!existsSync(file)) throw new Error(`Vitest ended with exit code ${code} and wrote no report.`);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  // A file that cannot be loaded has no test that could fail.
  const isBroken = (result) => result.status === 'failed' && result.assertionResults.length === 0;
  let failed = report.numFailedTests + report.testResults.filter(isBroken).length;
  if (code !== 0 && failed === 0) failed = 1;
  return { passed: report.numPassedTests, failed };
}
