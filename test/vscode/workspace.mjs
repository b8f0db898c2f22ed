import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/setup.mjs';

/** Copies the sample shop into a folder of its own, committed to Git so that there are `git:` documents. */
export function makeWorkspace(folder) {
  cpSync(join(root, 'samples', 'shop'), folder, { recursive: true });
  const identity = [
    '-c',
    'user.name=Suite',
    '-c',
    'user.email=suite@localhost',
    '-c',
    'commit.gpgsign=false',
  ];
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all'],
    [...identity, 'commit', '--quiet', '--message', 'Shop'],
  ]) {
    const { status, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args.join(' ')} failed: ${stderr}`);
  }
  return folder;
}
