// Makes dist/schema-architect.vsix with only what runs.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { buildBundles, installPackages, root } from './setup.mjs';

/** The largest package that is worth a download, in bytes. */
const limit = 6_000_000;

await installPackages();
await buildBundles('--minify');

const output = join(root, 'dist', 'schema-architect.vsix');
const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
const code = await run(process.execPath, [vsce, 'package', ...flags, '--out', output], { cwd: root });
if (code !== 0) fail(`vsce failed with exit code ${code}.`);

const { size } = statSync(output);
const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(2)} MB`;
console.log(`dist/schema-architect.vsix: ${megabytes(size)}`);
if (size >= limit) fail(`That is too large: it has to stay under ${megabytes(limit)}.`);

function fail(message) {
  console.error(message);
  process.exit(1);
}
