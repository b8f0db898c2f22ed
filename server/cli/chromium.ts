import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { UsageError } from './usage.ts';

/** A page of a Chromium that nobody sees. */
export interface HiddenPage {
  /** Runs an expression and gives its value, waiting for a promise. */
  evaluate(expression: string): Promise<unknown>;
}

/** Milliseconds after which a Chromium that does not answer is ended. */
const longest = 120_000;

const flags = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--no-first-run',
  '--disable-gpu',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

/** Opens an empty page in the Chromium of this path, uses it, and ends the program. */
export async function inChromium<Result>(
  program: string,
  use: (page: HiddenPage) => Promise<Result>,
): Promise<Result> {
  const profile = mkdtempSync(join(tmpdir(), 'schema-architect-chromium-'));
  // Chromium refuses to start its sandbox for the superuser, as whom containers run it.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(program, [...flags, ...sandbox, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const timer = setTimeout(() => child.kill('SIGKILL'), longest);
  try {
    return await use(await openPage(child, program));
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
    if (child.pid !== undefined) await ended;
    removeProfile(profile);
  }
}

/** Chromium's helpers write into the profile for a moment longer than it lives; what is left is in the way of nobody. */
function removeProfile(profile: string): void {
  try {
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  } catch {
    // The system clears its folder of temporary files.
  }
}

interface Answer {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** Speaks Chromium's debugging protocol over the two pipes: messages of JSON that end with a zero. */
async function openPage(child: ChildProcess, program: string): Promise<HiddenPage> {
  const [input, output] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  let last = 0;
  const fail = (reason: string) => {
    for (const { reject } of waiting.values()) reject(new UsageError(`${program}: ${reason}`));
    waiting.clear();
  };
  const ended = new Promise<never>((_, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(new UsageError(`${program}: ${error.code === 'ENOENT' ? 'no such program' : error.message}`)),
    );
  });
  ended.catch(() => undefined);
  child.once('close', () => fail('it ended before the picture was drawn'));
  input.on('error', () => fail('it takes no commands; is it a Chromium?'));
  let rest = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) {
      const answer = JSON.parse(message) as Answer;
      waiting.get(answer.id ?? 0)?.resolve(answer);
      waiting.delete(answer.id ?? 0);
    }
  });
  const send = async (method: string, params: object, sessionId?: string) => {
    const id = ++last;
    const answer = new Promise<Answer>((resolve, reject) => waiting.set(id, { resolve, reject }));
    input.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    const { result, error } = await Promise.race([answer, ended]);
    if (error) throw new Error(`${program}: ${error.message}`);
    return result ?? {};
  };
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  return {
    async evaluate(expression) {
      const { result, exceptionDetails } = (await send(
        'Runtime.evaluate',
        { expression, awaitPromise: true, returnByValue: true },
        String(sessionId),
      )) as {
        readonly result?: { readonly value?: unknown };
        readonly exceptionDetails?: {
          readonly exception?: { readonly description?: string };
          readonly text: string;
        };
      };
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result?.value;
    },
  };
}
