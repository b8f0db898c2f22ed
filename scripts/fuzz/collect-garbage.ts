import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** Collects all garbage; twice, as what only weak references hold goes in the second round. */
export function collectGarbage(): void {
  gc();
  gc();
}
