// `npm run bench -- [--peers]`: builds what is shipped and times it; scripts/bench/main.ts has the options.
import { run, stopAllOnSignals } from './processes.mjs';
import { installPackages, root } from './setup.mjs';

stopAllOnSignals('Stopping the bench.');
await installPackages();
const built = await run(process.execPath, ['scripts/build.mjs', '--minify', 'server', 'cli'], { cwd: root });
if (built !== 0) process.exit(built);
process.exitCode = await run(
  process.execPath,
  ['scripts/run-typescript.mjs', 'scripts/bench/main.ts', ...process.argv.slice(2)],
  { cwd: root },
);
