import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver';
import { buildLineIndex, toPosition } from '../../server/text/line-index.ts';
import { type LspClient, startLspClient } from '../../test/support/lsp-client.ts';
import { type BenchEdit, benchEdits } from './edits.ts';
import { median, percentile } from './statistics.ts';

export interface ServerProgram {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

export interface Plan {
  /** Timed edits of each kind. */
  readonly edits: number;
  readonly mode: 'push' | 'pull';
  /** Milliseconds of silence after which nothing more is expected of a version. */
  readonly settle: number;
  /** Milliseconds until a server is given up on. */
  readonly timeout: number;
  /** What the diagnostics of a text must be; null where nothing is known of the server. */
  readonly expected: ((uri: string, text: string) => readonly Diagnostic[]) | null;
}

export interface EditTimes {
  readonly edit: string;
  /** Milliseconds from sending the edit to the last diagnostics of its version; null for a server that gave none. */
  readonly median: number | null;
  readonly p95: number | null;
  readonly samples: readonly number[];
  /** How many diagnostics there were with the edit. */
  readonly diagnostics: number;
  readonly failure: string | null;
}

export interface ServerTimes {
  readonly mode: 'push' | 'pull';
  readonly openMs: number | null;
  readonly openDiagnostics: number;
  readonly edits: readonly EditTimes[];
  /** VmHWM of the server's process, in MiB; null where the system does not tell. */
  readonly peakMemory: number | null;
}

interface Diagnosed {
  readonly at: number;
  readonly diagnostics: readonly Diagnostic[];
}

const warmUps = 2;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A session with a server, about one document unless another is named. */
export interface Session {
  readonly client: LspClient;
  readonly mode: 'push' | 'pull';
  /** Sends something about a version and waits for its last diagnostics. */
  diagnose(version: number, send: () => void, uri?: string): Promise<Diagnosed>;
  idle(): Promise<void>;
}

/** Starts a server, with a workspace folder or without, and gives it the time to settle in milliseconds. */
export async function startSession(
  program: ServerProgram,
  document: string,
  plan: Plan,
  { folder, pause: settling }: { readonly folder: string | null; readonly pause: number } = {
    folder: null,
    pause: 300,
  },
): Promise<Session> {
  const root = folder === null ? null : pathToFileURL(folder).href;
  const client = startLspClient(program.command, program.args);
  const { capabilities } = await client.request<{ capabilities: { diagnosticProvider?: unknown } }>(
    'initialize',
    {
      processId: process.pid,
      clientInfo: { name: 'bench' },
      rootUri: root,
      workspaceFolders: root === null ? null : [{ uri: root, name: 'bench' }],
      capabilities: {
        workspace: { workspaceFolders: true },
        general: { positionEncodings: ['utf-16'] },
        textDocument: {
          synchronization: {},
          publishDiagnostics: { versionSupport: true, relatedInformation: true },
          ...(plan.mode === 'pull' ? { diagnostic: { relatedInformation: true } } : {}),
        },
      },
    },
  );
  client.notify('initialized', {});
  await pause(settling);
  const mode = plan.mode === 'pull' && capabilities.diagnosticProvider ? 'pull' : 'push';
  const idle = async () => {
    while (performance.now() - client.lastTraffic() < plan.settle) await pause(10);
  };
  const push = async (version: number, send: () => void, uri = document): Promise<Diagnosed> => {
    const from = client.notifications.length;
    send();
    const fits = (index: number) => {
      const { method, params } = client.notifications[index]!;
      const published = params as { uri?: string; version?: number | null };
      return (
        method === 'textDocument/publishDiagnostics' &&
        published.uri === uri &&
        (published.version ?? version) === version
      );
    };
    await client.waitFor((one) => {
      const index = client.notifications.indexOf(one, from);
      return index >= 0 && fits(index);
    }, plan.timeout);
    await idle();
    const answers = client.notifications.filter((_one, index) => index >= from && fits(index));
    // Without versions the first answer is taken: a later one may belong to anything.
    const hasVersions = answers.every(
      ({ params }) => (params as { version?: number | null }).version != null,
    );
    const answer = hasVersions ? answers.at(-1) : answers[0];
    if (!answer) throw new Error('the server took back its diagnostics');
    return { at: answer.at, diagnostics: (answer.params as { diagnostics: Diagnostic[] }).diagnostics };
  };
  const pull = async (_version: number, send: () => void, uri = document): Promise<Diagnosed> => {
    send();
    const { result, at } = await client.timedRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return { at, diagnostics: result.items };
  };
  return { client, mode, idle, diagnose: mode === 'pull' ? pull : push };
}

/** The peaks of a process and of those that it started, in MiB: the peers start their server from a small script. */
export function peakMemory(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const own = Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return children.reduce((sum, child) => sum + (peakMemory(Number(child)) ?? 0), own);
  } catch {
    return null;
  }
}

/** Thrown where the diagnostics of a version are not those of a lint from scratch. */
export class WrongDiagnostics extends Error {}

function compare(uri: string, text: string, given: readonly Diagnostic[], plan: Plan, what: string): void {
  const expected = plan.expected?.(uri, text);
  if (!expected || JSON.stringify(expected) === JSON.stringify(given)) return;
  const index = expected.findIndex((one, at) => JSON.stringify(one) !== JSON.stringify(given[at]));
  throw new WrongDiagnostics(
    `${what}: ${given.length} diagnostics came, a lint from scratch gives ${expected.length}; the first difference is\n  ${JSON.stringify(given[index])}\n  ${JSON.stringify(expected[index])}`,
  );
}

/** Times one kind of edit, made and taken back in turns. */
export async function timeEdit(
  session: Session,
  uri: string,
  text: string,
  edit: BenchEdit,
  firstVersion: number,
  plan: Plan,
): Promise<EditTimes> {
  const start = toPosition(buildLineIndex(text), edit.offset);
  const toRange = (length: number) => ({
    start,
    end: { line: start.line, character: start.character + length },
  });
  const edited = text.slice(0, edit.offset) + edit.new + text.slice(edit.offset + edit.old.length);
  const samples: number[] = [];
  let withEdit: Diagnosed | null = null;
  let failure: string | null = null;
  // An even number of turns leaves the document as it was.
  const turns = 2 * Math.ceil((warmUps + plan.edits) / 2);
  for (let turn = 0; turn < turns; turn++) {
    const [before, after, whole] = turn % 2 === 0 ? [edit.old, edit.new, edited] : [edit.new, edit.old, text];
    const version = firstVersion + turn;
    await session.idle();
    const sent = performance.now();
    try {
      const diagnosed = await session.diagnose(
        version,
        () =>
          session.client.notify('textDocument/didChange', {
            textDocument: { uri, version },
            contentChanges: [{ range: toRange(before.length), text: after }],
          }),
        uri,
      );
      if (turn >= turns - plan.edits) samples.push(diagnosed.at - sent);
      if (turn % 2 === 0) withEdit = diagnosed;
      if (turn >= turns - 2) compare(uri, whole, diagnosed.diagnostics, plan, edit.name);
    } catch (error) {
      if (error instanceof WrongDiagnostics) throw error;
      failure = error instanceof Error ? error.message : String(error);
      break;
    }
  }
  const times = failure
    ? { median: null, p95: null }
    : { median: median(samples), p95: percentile(samples, 95) };
  return { edit: edit.name, ...times, samples, diagnostics: withEdit?.diagnostics.length ?? 0, failure };
}

/** Opens a generated text in a fresh server and times the edits; the diagnostics are compared. */
export async function measureServer(
  program: ServerProgram,
  uri: string,
  text: string,
  plan: Plan,
): Promise<ServerTimes> {
  const session = await startSession(program, uri, plan);
  try {
    const sent = performance.now();
    const opened = await session
      .diagnose(1, () =>
        session.client.notify('textDocument/didOpen', {
          textDocument: { uri, languageId: 'sql', version: 1, text },
        }),
      )
      .catch(() => null);
    if (opened) compare(uri, text, opened.diagnostics, plan, 'opening');
    const edits: EditTimes[] = [];
    let version = 2;
    // A server that says nothing of the opened text will not speak of its edits either.
    for (const edit of opened ? benchEdits(text) : []) {
      edits.push(await timeEdit(session, uri, text, edit, version, plan));
      version += plan.edits + warmUps + 2;
    }
    return {
      mode: session.mode,
      openMs: opened ? opened.at - sent : null,
      openDiagnostics: opened?.diagnostics.length ?? 0,
      edits,
      peakMemory: peakMemory(session.client.pid),
    };
  } finally {
    await session.client.stop();
  }
}
