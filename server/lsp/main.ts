import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { compileParserSimply } from '../workspace/compile-simply.ts';
import { serve } from './server.ts';

// Every edit leaves garbage behind. Collecting it when the heap has grown by 30 % instead of doubling or more keeps an
// editor's memory at half, for a few milliseconds now and then.
setFlagsFromString('--heap-growing-percent=30');

// From Node 24 on the young objects alone may take 130 MB. The extension starts the server with a limit; another editor
// mostly does not, and later than at the start of the process only their growth can be stopped.
const isLimited = process.execArgv.some((one) => one.startsWith('--max-semi-space-size'));
if (!isLimited && Number.parseInt(process.versions.node, 10) >= 24)
  setFlagsFromString('--semi-space-growth-factor=1');

compileParserSimply();

// Node 20 optimises code of which little is asked, and that takes longer than what it saves. Compiling all code simply at
// once (Sparkplug), and optimising later and with little inlining, makes the first edits an eighth quicker. Later versions
// have a compiler in between (Maglev).
const flags = [
  '--always-sparkplug',
  '--interrupt-budget=150000',
  '--max-inlined-bytecode-size-cumulative=150',
];
if (process.versions.node.startsWith('20.')) for (const flag of flags) setFlagsFromString(flag);

// The transport is in the arguments: --stdio from any editor, --node-ipc from the extension.
serve(createConnection(ProposedFeatures.all));
