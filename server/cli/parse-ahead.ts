import { join } from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { longestStatement, toParserText, useAnswersAhead } from '../syntax/parser.ts';
import type { RawAnswer } from '../syntax/postgres-wasm.ts';
import type { Script } from '../syntax/script.ts';

export interface WorkerSetup {
  readonly port: MessagePort;
  /** How many answers have been posted. */
  readonly posted: Int32Array;
}

export interface AheadRequest {
  readonly texts: readonly string[];
}

/** Characters of SQL below which a second thread costs more than it saves. */
const worthAThread = 150_000;
/** Milliseconds without an answer after which the thread is given up. */
const longestWait = 5_000;

/**
 * Starts a second thread that will parse the statements of the scripts in their order, while this one splits,
 * applies and checks them: PostgreSQL's parser is a third of the work. Null where it would not pay.
 */
export function startParsingAhead(characters: number): ((scripts: readonly Script[]) => void) | null {
  // Only the bundle has the worker beside it; scripts run this without.
  if (characters < worthAThread || typeof __dirname === 'undefined') return null;
  const { port1, port2 } = new MessageChannel();
  const posted = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(join(__dirname, 'parser-worker.js'), {
    workerData: { port: port2, posted } satisfies WorkerSetup,
    transferList: [port2],
  });
  worker.unref();
  port1.unref();
  // A thread that cannot be had is no fault: this one then parses everything.
  worker.on('error', () => useAnswersAhead(null));
  return (scripts) => {
    const texts = new Set<string>();
    for (const { statements } of scripts)
      for (const { statement } of statements) {
        if (statement.kind === 'sql' && statement.text.length <= longestStatement)
          texts.add(toParserText(statement.text));
      }
    port1.postMessage({ texts: [...texts] } satisfies AheadRequest);
    useAnswersAhead(receiveAnswers([...texts], port1, posted));
  };
}

/** Hands out the answers as they arrive; where the asked one is still on its way, waits for it. */
function receiveAnswers(
  texts: readonly string[],
  port: MessagePort,
  posted: Int32Array,
): (text: string) => RawAnswer | undefined {
  const waiting = new Set(texts);
  const answers = new Map<string, RawAnswer | null>();
  let received = 0;
  let batches = 0;
  const receive = (): boolean => {
    const message = receiveMessageOnPort(port) as { message: (RawAnswer | null)[] } | undefined;
    if (!message) return false;
    batches++;
    for (const answer of message.message) {
      const text = texts[received++] ?? '';
      answers.set(text, answer);
      waiting.delete(text);
    }
    return true;
  };
  return (text) => {
    while (waiting.has(text)) {
      if (receive()) continue;
      if (Atomics.wait(posted, 0, batches, longestWait) === 'timed-out') {
        waiting.clear();
      }
    }
    const answer = answers.get(text);
    // Each is asked for once as a rule; kept, they would be ten times the SQL.
    answers.delete(text);
    return answer ?? undefined;
  };
}
