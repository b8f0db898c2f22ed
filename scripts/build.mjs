// Bundles the extension: `node scripts/build.mjs [--minify] [--watch] [client|server|cli|media …]`.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';
import { loadedWhenCalled } from './lazy-packages.mjs';
import { entityDiagramsOnly } from './mermaid-er.mjs';
import { layoutWorkerSource } from './worker-source.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

/** VS Code 1.91 runs extensions on Node 20; its webviews are Chromium 122. */
const node = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  plugins: [loadedWhenCalled('pgsql-ast-parser', ['parse'])],
};
const browser = { platform: 'browser', format: 'iife', target: 'chrome122' };

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { minify: { type: 'boolean' }, watch: { type: 'boolean' } },
});
/** Every file that ended up in a bundle. */
const bundled = new Set();

const parts = {
  client: { ...node, entry: 'client/extension.ts', outfile: 'client.js', external: ['vscode'] },
  server: { ...node, entry: 'server/lsp/main.ts', outfile: 'server.js', wasm: true },
  cli: { ...node, entry: 'server/cli/main.ts', outfile: 'cli.js', wasm: true, executable: true },
  'parser-worker': { ...node, entry: 'server/workspace/parser-worker.ts', outfile: 'parser-worker.js' },
  media: {
    ...browser,
    entry: 'media/diagram.ts',
    outfile: 'media/diagram.js',
    plugins: [entityDiagramsOnly()],
  },
  layout: {
    ...browser,
    entry: 'media/layout/publish-source.ts',
    outfile: 'media/layout.js',
    plugins: [
      layoutWorkerSource({ root, target: browser.target, minify: flags.minify ?? false, inputs: bundled }),
    ],
  },
  'export-page': { ...browser, entry: 'media/export-page.ts', outfile: 'media/export-page.js' },
};

const unknown = positionals.filter((name) => !(name in parts));
if (unknown.length > 0)
  fail(`No such part: ${unknown.join(', ')}. Parts are ${Object.keys(parts).join(', ')}.`);
const wanted = positionals.length > 0 ? positionals : Object.keys(parts);

if (flags.minify && positionals.length === 0) await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, 'media'), { recursive: true });

const failures = [];
for (const name of wanted) {
  try {
    await buildPart(name, parts[name]);
  } catch (error) {
    failures.push(`${name}: ${error.message}`);
  }
}
if (positionals.length === 0 && !flags.watch) await writeLicences(bundled);
if (failures.length > 0) fail(`The build failed.\n${failures.join('\n')}`);

/** Bundles one part and puts beside it the files that it reads at run time. */
async function buildPart(name, { entry, outfile, wasm, executable, ...options }) {
  if (!existsSync(join(root, entry))) throw new Error(`${entry} does not exist.`);
  const output = join(dist, outfile);
  const configuration = {
    ...options,
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: output,
    bundle: true,
    minify: flags.minify ?? false,
    sourcemap: flags.minify ? false : 'linked',
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    banner: executable ? { js: '#!/usr/bin/env node' } : {},
  };
  if (flags.watch) {
    const watching = await context({ ...configuration, logLevel: 'info' });
    await watching.watch();
  } else {
    const { metafile } = await build(configuration);
    for (const input of Object.keys(metafile.inputs)) bundled.add(input);
  }
  // libpg-query looks for its WASM beside the file that it is bundled into.
  if (wasm)
    await copyFile(
      join(root, 'node_modules/libpg-query/wasm/libpg-query.wasm'),
      join(dist, 'libpg-query.wasm'),
    );
  if (executable && !flags.watch) await chmod(output, 0o755);
  if (name === 'media') await buildStyles();
  if (!flags.watch) console.log(`${join('dist', outfile)} ${await size(output)}`);
}

async function buildStyles() {
  const styles = readdirSync(join(root, 'media')).filter((file) => file.endsWith('.css'));
  await build({
    absWorkingDir: root,
    entryPoints: styles.map((file) => join('media', file)),
    outdir: join(dist, 'media'),
    bundle: true,
    minify: flags.minify ?? false,
    target: browser.target,
    logLevel: 'warning',
  });
}

/** Writes the licence of every package that ended up in a bundle; most licences ask for that. */
async function writeLicences(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
    if (found) packages.add(found[0]);
  }
  const texts = [...packages].sort().map((folder) => {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
    const text = file
      ? readFileSync(join(root, folder, file), 'utf8').trim()
      : `Licence: ${manifest.license}`;
    return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text}\n`;
  });
  await writeFile(join(dist, 'third-party-licenses.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
}

async function size(file) {
  return `${Math.ceil((await stat(file)).size / 1024).toLocaleString('en')} KB`;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
