import { spawn } from 'node:child_process';

/** What arrived from the server unasked, with the time of its last byte. */
export interface Notification {
  readonly method: string;
  readonly params: unknown;
  readonly at: number;
}

/** A response's error, as JSON-RPC has it. */
export class RequestFailure extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export interface LspClient {
  readonly pid: number;
  readonly notifications: readonly Notification[];
  /** The server's exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** What the server wrote to standard error so far. */
  errorOutput(): string;
  notify(method: string, params: unknown): void;
  request<T>(method: string, params: unknown): Promise<T>;
  /** A request with the moment at which its answer had arrived. */
  timedRequest<T>(method: string, params: unknown): Promise<{ result: T; at: number }>;
  /** A request that can be taken back, as an editor does while its user types on. */
  cancellableRequest<T>(method: string, params: unknown): { answer: Promise<T>; cancel(): void };
  /** Sends text as one message's body, whether it is JSON or not. */
  sendRaw(body: string): void;
  /** The first notification, already here or yet to come, that fits; rejects after the time in milliseconds. */
  waitFor(fits: (notification: Notification) => boolean, timeout?: number): Promise<Notification>;
  /** When the server last sent anything. */
  lastTraffic(): number;
  /** Ends the server as the protocol asks for; kills it when it does not end. */
  stop(): Promise<number | null>;
}

/** Answers to the server's requests, by method; null for every other method. */
export type Answers = Readonly<Record<string, (params: unknown) => unknown>>;

interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

interface Waiting {
  readonly resolve: (value: { result: never; at: number }) => void;
  readonly reject: (reason: Error) => void;
}

/** Cuts a stream into message bodies by their Content-Length. */
function createFraming(receive: (body: Buffer) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let held = 0;
  let needed = -1;
  return (chunk) => {
    chunks.push(chunk);
    held += chunk.length;
    while (needed < 0 || held >= needed) {
      const buffer = Buffer.concat(chunks);
      chunks = [buffer];
      if (needed < 0) {
        const end = buffer.indexOf('\r\n\r\n');
        if (end < 0) return;
        needed = Number(/content-length: *(\d+)/i.exec(buffer.toString('latin1', 0, end))?.[1]);
        chunks = [buffer.subarray(end + 4)];
      } else {
        receive(buffer.subarray(0, needed));
        chunks = [buffer.subarray(needed)];
        needed = -1;
      }
      held = chunks[0]?.length ?? 0;
    }
  };
}

/** Starts a language server and speaks with it over its standard input and output. */
export function startLspClient(command: string, args: readonly string[], answers: Answers = {}): LspClient {
  const child = spawn(command, args, { stdio: 'pipe' });
  const notifications: Notification[] = [];
  const pending = new Map<number, Waiting>();
  const listeners = new Set<(notification: Notification) => void>();
  let lastId = 0;
  let lastAt = performance.now();
  let errorOutput = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errorOutput += chunk.toString();
  });
  child.stdin.on('error', () => {});
  const exited = new Promise<number | null>((resolve) => {
    const end = (code: number | null, reason: string) => {
      for (const { reject } of pending.values())
        reject(new Error(`the server ended: ${reason} ${errorOutput.slice(-1000)}`));
      pending.clear();
      resolve(code);
    };
    child.on('exit', (code, signal) => end(code, String(code ?? signal)));
    child.on('error', (error) => end(null, error.message));
  });
  const sendRaw = (body: string) => {
    const bytes = Buffer.from(body);
    child.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${bytes.length}\r\n\r\n`), bytes]));
  };
  const send = (message: object) => sendRaw(JSON.stringify({ jsonrpc: '2.0', ...message }));

  const receive = (body: Buffer) => {
    const at = performance.now();
    lastAt = at;
    const { id, method, params, result, error }: Message = JSON.parse(body.toString());
    if (method !== undefined && id !== undefined) send({ id, result: answers[method]?.(params) ?? null });
    else if (method !== undefined) {
      const notification = { method, params, at };
      notifications.push(notification);
      for (const listener of [...listeners]) listener(notification);
    } else if (typeof id === 'number') {
      const waiting = pending.get(id);
      pending.delete(id);
      if (error) waiting?.reject(new RequestFailure(error.code, error.message));
      else waiting?.resolve({ result: result as never, at });
    }
  };
  child.stdout.on('data', createFraming(receive));

  const ask = <T>(method: string, params: unknown) => {
    const id = ++lastId;
    const answer = new Promise<{ result: T; at: number }>((resolve, reject) =>
      pending.set(id, { resolve, reject }),
    );
    send({ id, method, params });
    return { id, answer };
  };
  const client: LspClient = {
    pid: child.pid ?? 0,
    notifications,
    exited,
    sendRaw,
    errorOutput: () => errorOutput,
    lastTraffic: () => lastAt,
    notify: (method, params) => send({ method, params }),
    timedRequest: <T>(method: string, params: unknown) => ask<T>(method, params).answer,
    request: <T>(method: string, params: unknown) =>
      ask<T>(method, params).answer.then(({ result }) => result),
    cancellableRequest<T>(method: string, params: unknown) {
      const { id, answer } = ask<T>(method, params);
      return {
        answer: answer.then(({ result }) => result),
        cancel: () => send({ method: '$/cancelRequest', params: { id } }),
      };
    },
    waitFor(fits, timeout = 10_000) {
      const known = notifications.find(fits);
      if (known) return Promise.resolve(known);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(listener);
          reject(
            new Error(`the server sent nothing that fits in ${timeout} ms; ${errorOutput.slice(-1000)}`),
          );
        }, timeout);
        const listener = (notification: Notification) => {
          if (!fits(notification)) return;
          clearTimeout(timer);
          listeners.delete(listener);
          resolve(notification);
        };
        listeners.add(listener);
      });
    },
    async stop() {
      const killer = setTimeout(() => child.kill('SIGKILL'), 3000);
      await client.request('shutdown', null).catch(() => null);
      send({ method: 'exit' });
      const code = await exited;
      clearTimeout(killer);
      return code;
    },
  };
  return client;
}
