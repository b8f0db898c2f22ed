import { type ExtensionContext, window } from 'vscode';
import { registerCommands } from './commands.ts';
import { registerDiagram } from './diagram.ts';
import { createServer, type Server } from './start-client.ts';
import { createStatus } from './status.ts';

let server: Server | null = null;

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel('Schema Architect', { log: true });
  server = createServer(context, output);
  context.subscriptions.push(
    output,
    ...registerCommands(context, server, output),
    ...registerDiagram(context, server.client, output),
    ...createStatus(server.client),
  );
  await server.client.start();
}

export async function deactivate(): Promise<void> {
  const { client } = server ?? {};
  server = null;
  if (client?.isRunning()) await client.stop();
}
