import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import type { Diagnostic } from 'vscode-languageserver';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import { toDiagnostics } from '../../server/lsp/diagnostics.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import { buildLineIndex } from '../../server/text/line-index.ts';
import { benchDiagram } from './diagram.ts';
import { generateSql } from './generate-sql.ts';
import { measureCommands } from './measure-cli.ts';
import { measureServer, type Plan, type ServerProgram } from './measure-server.ts';
import { measureWorkspace } from './measure-workspace.ts';
import { installPeers, type Peer } from './peers.ts';
import { commandTable, type SizeResult, sizeTable, workspaceTable } from './report.ts';

const usage = `npm run bench -- [--peers] [--mode push|pull] [--sizes 10,100,1000] [--edits 20] [--runs 5] [--skip-cli]

Times dist/server.js and dist/cli.js on generated SQL. --sizes are kilobytes, --edits timed edits of each kind,
--runs runs of the command line. --peers times squawk and postgres-language-server too.

npm run bench -- --workspace

Times a folder of 1,000 migrations (4 MB).

npm run bench -- --diagram [--stock-large] [--skip-stock] [--only TEXT] [--runs 5]

Times the diagram's drawing in Chromium beside stock mermaid; --stock-large also draws 500 and 1,000 tables with stock
mermaid, which takes minutes. --only takes the pictures whose name contains the text.`;

const { values } = parseArgs({
  options: {
    peers: { type: 'boolean' },
    mode: { type: 'string', default: 'push' },
    sizes: { type: 'string', default: '10,100,1000' },
    edits: { type: 'string', default: '20' },
    runs: { type: 'string', default: '5' },
    'skip-cli': { type: 'boolean' },
    diagram: { type: 'boolean' },
    'stock-large': { type: 'boolean' },
    'skip-stock': { type: 'boolean' },
    only: { type: 'string', default: '' },
    workspace: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

/** Medians in milliseconds that each size may take. */
const targets: Readonly<Record<number, number>> = { 10: 5, 100: 10, 1000: 30 };
const manyTables = 2000;
/** Milliseconds that the command line may take above its floor. */
const allowance = 250;
const cache = join(process.cwd(), '.cache');
const folder = join(cache, 'bench');

/** What a server without any memory says of a text. */
function fromScratch(uri: string, text: string): readonly Diagnostic[] {
  const script = parseScript(text);
  const analysis = analyse([{ name: uri, script }], defaultOptions);
  return toDiagnostics({ uri, version: 1, script, lines: buildLineIndex(text) }, analysis, () => null);
}

async function measureSizes(program: ServerProgram, plan: Plan, isOurs: boolean): Promise<SizeResult[]> {
  const results: SizeResult[] = [];
  for (const kilobytes of values.sizes.split(',').map(Number)) {
    const text = generateSql({ bytes: kilobytes * 1000 });
    const uri = pathToFileURL(join(folder, `bench-${kilobytes}.sql`)).href;
    const times = await measureServer(program, uri, text, plan);
    const label = kilobytes < 1000 ? `${kilobytes} KB` : `${kilobytes / 1000} MB`;
    const result = {
      server: program.name,
      label,
      bytes: Buffer.byteLength(text),
      target: isOurs ? (targets[kilobytes] ?? null) : null,
      times,
    };
    console.log(`${sizeTable(result)}\n`);
    results.push(result);
  }
  return results;
}

/** Bundles the floor as the command line is bundled, so that both start alike. */
async function buildFloor(): Promise<string> {
  const outfile = join(folder, 'floor.cjs');
  const options = {
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  } as const;
  await build({ ...options, entryPoints: ['scripts/bench/floor.ts'], outfile });
  copyFileSync('node_modules/libpg-query/wasm/libpg-query.wasm', join(folder, 'libpg-query.wasm'));
  return outfile;
}

async function measureCommandLine(peers: readonly Peer[]) {
  const text = generateSql({ tables: manyTables });
  const file = join(folder, 'tables.sql');
  const statements = join(folder, 'statements.json');
  writeFileSync(file, text);
  writeFileSync(
    statements,
    JSON.stringify(
      parseScript(text).statements.flatMap(({ statement }) =>
        statement.kind === 'sql' ? [statement.text] : [],
      ),
    ),
  );
  const floor = {
    name: 'floor: Node, WASM, one parse a statement',
    command: process.execPath,
    args: [await buildFloor(), statements],
    allowed: [0],
  };
  const own = {
    name: 'schema-architect lint --format json',
    command: process.execPath,
    args: ['dist/cli.js', 'lint', '--format', 'json', file],
    allowed: [0, 1],
  };
  const others = peers.map(({ name, command, lint }) => ({
    name,
    command,
    args: lint(file),
    allowed: [0, 1],
  }));
  const programs = [floor, own, ...others];
  const times = await measureCommands(programs, Number(values.runs));
  const rows = programs.map(({ name }, index) => ({
    name,
    times: times[index]!,
    allowance: index === 1 ? allowance : null,
  }));
  console.log(`${commandTable(manyTables, times[0]!, rows)}\n`);
  return rows;
}

async function main(): Promise<void> {
  if (values.help) return console.log(usage);
  if (values.mode !== 'push' && values.mode !== 'pull')
    throw new Error(`--mode takes push or pull, not “${values.mode}”`);
  mkdirSync(folder, { recursive: true });
  if (values.diagram) {
    const rows = await benchDiagram({
      runs: Number(values.runs),
      withStock: !values['skip-stock'],
      withLargeStock: values['stock-large'] ?? false,
      only: values.only,
    });
    const file = join(folder, 'diagram.json');
    writeFileSync(file, `${JSON.stringify({ node: process.version, rows }, null, 1)}\n`);
    return console.log(`Every sample is in ${file}`);
  }
  await loadParser();
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; times run from sending an edit to the last diagnostics of its version.\n`,
  );
  const plan: Plan = {
    edits: Number(values.edits),
    mode: values.mode,
    settle: 100,
    timeout: 30_000,
    expected: fromScratch,
  };
  const own: ServerProgram = {
    name: 'schema-architect',
    command: process.execPath,
    args: ['dist/server.js', '--stdio'],
  };
  if (values.workspace) {
    const times = await measureWorkspace(own, join(folder, 'workspace'), 1000, 4e6, plan);
    console.log(workspaceTable(times));
    return;
  }
  const results = await measureSizes(own, plan, true);
  console.log('All compared diagnostics equal those of a lint from scratch.\n');
  const peers = values.peers ? installPeers(join(cache, 'peers')) : [];
  // One of the peers answers only to pulls, the other only pushes.
  for (const peer of peers)
    results.push(...(await measureSizes(peer, { ...plan, mode: 'pull', expected: null }, false)));
  const commands = values['skip-cli'] ? [] : await measureCommandLine(peers);
  const file = join(folder, 'results.json');
  writeFileSync(
    file,
    `${JSON.stringify({ node: process.version, cpus: cpus().length, servers: results, commands }, null, 1)}\n`,
  );
  console.log(`Every sample is in ${file}`);
}

await main();
