import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server.ts';

// Every edit leaves garbage behind. Collecting it when the heap has grown by 30 % instead of doubling or more keeps an
// editor's memory at half, for a few milliseconds now and then.
setFlagsFromString('--heap-growing-percent=30');

// The transport is in the arguments: --stdio from any editor, --node-ipc from the extension.
serve(createConnection(ProposedFeatures.all));
