// Drives the server over stdio from Neovim, a client that knows nothing of this project.
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireNeovim } from '../../scripts/chromium.mjs';
import { run, stopAllOnSignals } from '../../scripts/processes.mjs';
import { buildBundles, installPackages, root } from '../../scripts/setup.mjs';

stopAllOnSignals();
await installPackages();
if (!process.env.SCHEMA_ARCHITECT_BUILT) await buildBundles('server');

const folder = mkdtempSync(join(tmpdir(), 'schema-architect-neovim-'));
let results = [];
try {
  const file = join(folder, 'results.jsonl');
  const env = {
    ...process.env,
    // Neovim writes its log and state into these.
    HOME: folder,
    XDG_STATE_HOME: folder,
    XDG_CACHE_HOME: folder,
    SCHEMA_ARCHITECT_RESULTS: file,
    SCHEMA_ARCHITECT_NODE: process.execPath,
    SCHEMA_ARCHITECT_SERVER: join(root, 'dist', 'server.js'),
    SCHEMA_ARCHITECT_SAMPLE: join(root, 'samples', 'shop', 'schema.sql'),
    SCHEMA_ARCHITECT_FOLDER: folder,
  };
  const nvim = await requireNeovim();
  const script = join(root, 'test', 'neovim', 'proof.lua');
  const args = ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${script}`];
  const code = await run(nvim, args, { env, timeout: 60_000, stdio: ['ignore', 'inherit', 'inherit'] });
  if (existsSync(file))
    results = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  if (code !== 0 && results.every((result) => !result.error))
    results.push({ title: 'Neovim ends by itself', error: `Its exit code is ${code}.` });
} catch (error) {
  results.push({ title: 'Neovim runs', error: error.message });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

for (const { title, error } of results) console.log(error ? `✗ ${title}\n    ${error}` : `✓ ${title}`);
const failed = results.filter((result) => result.error).length;
const passed = results.length - failed;
console.log(`Neovim: ${passed} passed, ${failed} failed`);
if (process.env.SCHEMA_ARCHITECT_COUNTS)
  appendFileSync(process.env.SCHEMA_ARCHITECT_COUNTS, `${JSON.stringify({ passed, failed })}\n`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
