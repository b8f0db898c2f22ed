import type { Plugin } from 'esbuild';

export function layoutWorkerSource(options: {
  readonly root: string;
  readonly target: string;
  readonly minify: boolean;
  /** Gets the path of each file that the worker consists of. */
  readonly inputs: Set<string>;
}): Plugin;
