import { join } from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { longestStatement, useAnswersAhead } from '../syntax/parser.ts';
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
  /** Names the statements that will be parsed, mostly in this order. Once, as soon as they are known. */
  announce(scripts: readonly Script[]): void;
  /** Runs work that parses them, with the thread's help. Once. */
  help<T>(work: () => T): T;
}

/** Characters of SQL below which a second thread costs more than it saves. */
const worthAThread = 150_000;

/**
 * Starts a second thread that parses statements while this one applies and checks those before them: PostgreSQL's
 * parser is a third of the work. Null where it would not pay.
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
  let answers: ReturnType<typeof receiveAnswers> | null = null;
  return {
    announce(scripts) {
      const texts = textsOf(scripts);
      port1.postMessage({ texts } satisfies AheadRequest);
      answers = receiveAnswers(texts, port1, position);
    },
    help(work) {
      useAnswersAhead(answers);
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
  const texts: string[] = [];
  for (const { statements } of scripts)
    for (const { statement } of statements)
      if (statement.kind === 'sql' && statement.text.length <= longestStatement) texts.push(statement.text);
  return texts;
}

/** So many statements after the last one that was asked for are compared before all are searched. */
const nearby = 16;

/** Hands out the answers that have arrived; nobody waits for those that have not. */
function receiveAnswers(
  statements: readonly string[],
  port: MessagePort,
  position: Int32Array,
): (text: string) => RawAnswer | undefined {
  const arrived: (RawAnswer | null | undefined)[] = new Array(statements.length);
  let places: Map<string, number> | null = null;
  let next = 0;
  const find = (text: string): number | undefined => {
    const end = Math.min(statements.length, next + nearby);
    for (let at = next; at < end; at++) if (statements[at] === text) return at;
    if (!places) {
      places = new Map();
      for (const [at, one] of statements.entries()) if (!places.has(one)) places.set(one, at);
    }
    return places.get(text);
  };
  const receive = () => {
    for (;;) {
      const message = receiveMessageOnPort(port) as { message: AheadAnswers } | undefined;
      if (!message) return;
      const { first, answers } = message.message;
      for (let at = 0; at < answers.length; at++) arrived[first + at] = answers[at]!;
    }
  };
  return (text) => {
    const place = find(text);
    if (place === undefined) return undefined;
    if (place >= next) {
      next = place + 1;
      Atomics.store(position, 0, next);
    }
    if (arrived[place] === undefined) receive();
    const answer = arrived[place];
    // Each is asked for once as a rule; kept, they would be ten times the SQL.
    arrived[place] = undefined;
    return answer ?? undefined;
  };
}
