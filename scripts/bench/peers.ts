import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerProgram } from './measure-server.ts';

const versions = { 'squawk-cli': '2.66.0', '@postgres-language-server/cli': '0.25.5' } as const;

export interface Peer extends ServerProgram {
  /** The arguments that lint a file on the command line. */
  readonly lint: (file: string) => readonly string[];
}

/** The other servers, installed into the folder when they are not there. */
export function installPeers(folder: string): Peer[] {
  const bin = (name: string) => join(folder, 'node_modules', '.bin', name);
  const peers: Peer[] = [
    {
      name: `squawk ${versions['squawk-cli']}`,
      command: bin('squawk'),
      args: ['server'],
      lint: (file) => ['--reporter', 'json', file],
    },
    {
      name: `postgres-language-server ${versions['@postgres-language-server/cli']}`,
      command: bin('postgres-language-server'),
      args: ['lsp-proxy'],
      lint: (file) => ['check', '--max-diagnostics=1000000', file],
    },
  ];
  if (!peers.every(({ command }) => existsSync(command))) {
    console.log('Installing the peers into .cache/peers …');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: versions }));
    const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error(`The peers could not be installed: npm ended with ${status}.`);
  }
  return peers;
}
