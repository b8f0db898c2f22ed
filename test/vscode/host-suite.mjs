import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/setup.mjs';
import { chooseRunner } from './choose-runner.mjs';
import { makeWorkspace } from './workspace.mjs';

/** Runs test/vscode/host inside VS Code's extension host; resolves to how many tests passed and failed. */
export async function runHostSuite() {
  const folder = mkdtempSync(join(tmpdir(), 'schema-architect-host-'));
  try {
    const suite = join(root, 'dist-test', 'host-suite.js');
    await build({
      absWorkingDir: root,
      entryPoints: ['test/vscode/host/index.ts'],
      outfile: suite,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      // Mocha loads its parts by name, so it stays in node_modules, which the suite's folder can see.
      external: ['vscode', 'mocha'],
      sourcemap: 'inline',
      logLevel: 'warning',
    });
    const results = join(folder, 'results.json');
    const workspace = makeWorkspace(join(folder, 'shop'));
    const languages = join(folder, 'languages');
    cpSync(join(root, 'test', 'vscode', 'languages'), languages, { recursive: true });

    const { name, runSuite } = await chooseRunner();
    console.log(`Running the extension host suite in ${name}.`);
    const code = await runSuite({
      folder,
      extension: root,
      suite,
      workspace,
      languages,
      env: { SCHEMA_ARCHITECT_RESULTS: results },
    });
    if (!existsSync(results))
      throw new Error(`The suite ended with exit code ${code} before it wrote its results.`);
    const written = JSON.parse(readFileSync(results, 'utf8'));
    print(written);
    if (written.length === 0) throw new Error('The suite ran no test.');
    if (code !== 0 && written.every((result) => !result.error))
      throw new Error(`The editor ended with exit code ${code}.`);
    const failed = written.filter((result) => result.error).length;
    return { passed: written.length - failed, failed };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function print(results) {
  for (const { title, duration, error } of results) {
    console.log(`${error ? '✗' : '✓'} ${title} (${duration} ms)`);
    if (error) console.log(error.replace(/^/gm, '    '));
  }
}
