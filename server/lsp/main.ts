import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server.ts';

// The transport is in the arguments: --stdio from any editor, --node-ipc from the extension.
serve(createConnection(ProposedFeatures.all));
