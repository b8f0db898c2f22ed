import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server.ts';

// Every edit leaves garbage behind. Collecting it when the heap has grown by 30 % instead of doubling or more keeps an
// editor's memory at half, for a few milliseconds now and then.
setFlagsFromString('--heap-growing-percent=30');

// Node 20 optimises code of which little is asked, and that takes longer than what it saves: opening a file and its first
// edits are a fifth slower so. Later versions have a compiler in between (Maglev) and do not know this flag.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=600000');

// The transport is in the arguments: --stdio from any editor, --node-ipc from the extension.
serve(createConnection(ProposedFeatures.all));
