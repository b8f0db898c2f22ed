import { workerData } from 'node:worker_threads';
import { toParserText } from '../syntax/parser.ts';
import { loadPostgres, parseRaw, type RawAnswer } from '../syntax/postgres-wasm.ts';
import type { AheadAnswers, AheadRequest, WorkerSetup } from './parse-ahead.ts';

/** An answer is posted for so many statements at a time. */
const batch = 24;
/** So many statements ahead of the main thread it waits: unread answers are ten times the SQL. */
const furthest = 300;
/** Milliseconds for which it waits. Waking it for each statement would cost the main thread more than what it needs. */
const pause = 10;

const { port, position } = workerData as WorkerSetup;
const ready = loadPostgres();

function answer(text: string): RawAnswer | null {
  try {
    return parseRaw(toParserText(text));
  } catch {
    // The main thread asks its own parser, and deals with what that throws.
    return null;
  }
}

port.on('message', async ({ texts }: AheadRequest) => {
  await ready;
  let first = 0;
  while (first < texts.length) {
    // The main thread needs what comes next at once; it is answered for what comes after that.
    const reached = Atomics.load(position, 0);
    first = Math.max(first, reached);
    if (first > reached + furthest) {
      Atomics.wait(position, 0, reached, pause);
      continue;
    }
    const answers = texts.slice(first, first + batch).map(answer);
    port.postMessage({ first, answers } satisfies AheadAnswers);
    first += batch;
  }
  port.close();
});
