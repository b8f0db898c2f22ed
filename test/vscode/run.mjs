// Runs the suites in real VS Code: `node test/vscode/run.mjs [host|ui]`, both by default.
// VSCODE_RUNNER=electron|code-server chooses the editor of the host suite.
import { appendFileSync } from 'node:fs';
import { stopAllOnSignals } from '../../scripts/processes.mjs';
import { buildBundles, installPackages } from '../../scripts/setup.mjs';

const suites = {
  host: async () => (await import('./host-suite.mjs')).runHostSuite(),
  ui: async () => (await import('./ui-suite.mjs')).runUiSuite(),
};

stopAllOnSignals('Stopping the editor.');
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(suites);
const unknown = wanted.filter((name) => !(name in suites));
if (unknown.length > 0) {
  console.error(`No such suite: ${unknown.join(', ')}. There are ${Object.keys(suites).join(' and ')}.`);
  process.exit(2);
}

await installPackages();
if (!process.env.SCHEMA_ARCHITECT_BUILT) await buildBundles();
for (const name of wanted) {
  let numbers = { passed: 0, failed: 1 };
  try {
    numbers = await suites[name]();
  } catch (error) {
    console.error(error.message);
  }
  console.log(`VS Code, ${name} suite: ${numbers.passed} passed, ${numbers.failed} failed`);
  if (numbers.failed > 0) process.exitCode = 1;
  // scripts/test.mjs sums these up.
  const counts = process.env.SCHEMA_ARCHITECT_COUNTS;
  if (counts) appendFileSync(counts, `${JSON.stringify(numbers)}\n`);
}
