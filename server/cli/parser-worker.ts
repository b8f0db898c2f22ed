import { workerData } from 'node:worker_threads';
import { loadPostgres, parseRaw, type RawAnswer } from '../syntax/postgres-wasm.ts';
import type { AheadRequest, WorkerSetup } from './parse-ahead.ts';

/** An answer is posted for so many statements at a time. */
const batch = 24;

const { port, posted } = workerData as WorkerSetup;
const ready = loadPostgres();

function answer(text: string): RawAnswer | null {
  try {
    return parseRaw(text);
  } catch {
    // The main thread asks its own parser, and deals with what that throws.
    return null;
  }
}

port.on('message', async ({ texts }: AheadRequest) => {
  await ready;
  for (let at = 0; at < texts.length; at += batch) {
    port.postMessage(texts.slice(at, at + batch).map(answer));
    Atomics.add(posted, 0, 1);
    Atomics.notify(posted, 0);
  }
  port.close();
});
