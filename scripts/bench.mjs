// `npm run bench -- [--peers] [--diagram]`: builds what is shipped and times it; scripts/bench/main.ts has the options.
import { run, stopAllOnSignals } from './processes.mjs';
import { installPackages, root } from './setup.mjs';

stopAllOnSignals('Stopping the bench.');
await installPackages();
const parts = process.argv.includes('--diagram') ? ['media', 'layout'] : ['server', 'cli', 'parser-worker'];
const built = await run(process.execPath, ['scripts/build.mjs', '--minify', ...parts], { cwd: root });
if (built !== 0) process.exit(built);
process.exitCode = await run(
  process.execPath,
  ['scripts/run-typescript.mjs', 'scripts/bench/main.ts', ...process.argv.slice(2)],
  { cwd: root },
);
