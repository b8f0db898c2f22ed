import { join } from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { longestStatement, toParserText, useAnswersAhead } from '../syntax/parser.ts';
import type { RawAnswer } from '../syntax/postgres-wasm.ts';
import type { Script } from '../syntax/script.ts';

export interface WorkerSetup {
  readonly port: MessagePort;
  /** The index behind the statement that this thread has come to. */
  readonly position: Int32Array;
}

export interface AheadRequest {
  readonly texts: readonly string[];
}

/** The answers to the statements from an index on. */
export interface AheadAnswers {
  readonly first: number;
  readonly answers: readonly (RawAnswer | null)[];
}

/** A second thread that parses. */
export interface ParserThread {
  /** Runs work that parses the statements of these scripts, mostly in their order, with the thread's help. */
  help<T>(scripts: readonly Script[], work: () => T): T;
}

/** Characters of SQL below which a second thread costs more than it saves. */
const worthAThread = 150_000;

/**
 * Starts a second thread that parses statements while this one applies and checks those before them: PostgreSQL's
 * parser is a third of the work. It serves one call of `help`. Null where it would not pay.
 */
export function startParserThread(characters: number): ParserThread | null {
  // Only the bundle has the worker beside it; scripts run this without.
  if (characters < worthAThread || typeof __dirname === 'undefined') return null;
  const { port1, port2 } = new MessageChannel();
  const position = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(join(__dirname, 'parser-worker.js'), {
    workerData: { port: port2, position } satisfies WorkerSetup,
    transferList: [port2],
    // All that it makes is gone at once.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  worker.unref();
  port1.unref();
  // A thread that cannot be had is no fault: this one then parses everything.
  worker.on('error', () => undefined);
  return {
    help(scripts, work) {
      const texts = textsOf(scripts);
      port1.postMessage({ texts } satisfies AheadRequest);
      useAnswersAhead(receiveAnswers(texts, port1, position));
      try {
        return work();
      } finally {
        useAnswersAhead(null);
        port1.close();
        void worker.terminate();
      }
    },
  };
}

function textsOf(scripts: readonly Script[]): string[] {
  const texts = new Set<string>();
  for (const { statements } of scripts)
    for (const { statement } of statements) {
      if (statement.kind === 'sql' && statement.text.length <= longestStatement)
        texts.add(toParserText(statement.text));
    }
  return [...texts];
}

/** Hands out the answers that have arrived; nobody waits for those that have not. */
function receiveAnswers(
  texts: readonly string[],
  port: MessagePort,
  position: Int32Array,
): (text: string) => RawAnswer | undefined {
  const places = new Map(texts.map((text, at) => [text, at]));
  const arrived: (RawAnswer | null | undefined)[] = new Array(texts.length);
  const receive = () => {
    for (;;) {
      const message = receiveMessageOnPort(port) as { message: AheadAnswers } | undefined;
      if (!message) return;
      const { first, answers } = message.message;
      for (let at = 0; at < answers.length; at++) arrived[first + at] = answers[at]!;
    }
  };
  return (text) => {
    const place = places.get(text);
    if (place === undefined) return undefined;
    Atomics.store(position, 0, place + 1);
    if (arrived[place] === undefined) receive();
    const answer = arrived[place];
    // Each is asked for once as a rule; kept, they would be ten times the SQL.
    arrived[place] = undefined;
    return answer ?? undefined;
  };
}
