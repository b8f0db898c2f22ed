import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isEntered, isListed } from '../workspace/listed-files.ts';
import { forgetRevisions } from './diagram-sources.ts';
import { UsageError } from './usage.ts';

/** Editors write a file in several steps; milliseconds until it is looked at. */
const pause = 150;

/** Runs once, and again whenever a file below the paths changes, until it is interrupted. The exit code. */
export async function watchPaths(paths: readonly string[], run: () => Promise<number>): Promise<number> {
  const watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  const again = () => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(attempt);
    }, pause);
  };
  /** What is wrong while someone types is said and may be right at the next change. */
  const attempt = async () => {
    forgetRevisions();
    try {
      await run();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      process.stderr.write(`schema-architect: ${message}\n`);
    }
  };
  for (const path of paths) watchers.push(watchOne(path, again));
  await attempt();
  process.stderr.write('schema-architect: watching for changes, Ctrl+C ends it\n');
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        if (timer) clearTimeout(timer);
        for (const watcher of watchers) watcher.close();
        void running.then(() => resolve(0));
      });
  });
}

/** A file is watched by its folder: many editors put a new file in the place of the old one. */
function watchOne(path: string, changed: () => void): FSWatcher {
  try {
    if (!statSync(path).isDirectory())
      return watch(dirname(path), (_, name) => {
        if (name === null || name === basename(path)) changed();
      });
    return watch(path, { recursive: true }, (_, name) => {
      const below = (name ?? '').replaceAll('\\', '/');
      const isHidden = below.split('/').some((folder) => !isEntered(`/${folder}`));
      if (name === null || (isListed(`/${below}`) && !isHidden)) changed();
    });
  } catch {
    throw new UsageError(`${path}: no such file or folder`);
  }
}
