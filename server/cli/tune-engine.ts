import { setFlagsFromString } from 'node:v8';

// A run of the command line is over before most code that V8 optimises early has earned it. On Node 20 and 2,000
// tables, optimising JavaScript later, and the parser's WASM not at all, takes a third less CPU time and a quarter less
// time. Later versions have a compiler in between (Maglev) and do not know the first of these flags.
if (process.versions.node.startsWith('20.'))
  for (const flag of ['--interrupt-budget=300000', '--liftoff-only']) setFlagsFromString(flag);
