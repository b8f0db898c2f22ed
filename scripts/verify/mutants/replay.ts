import type { PGlite } from '@electric-sql/pglite';
import type { Unit } from './units.ts';

/** PostgreSQL's complaint about a unit. */
export interface Rejection {
  readonly sqlstate: string;
  readonly message: string;
}

export interface Run {
  readonly found: { readonly at: number; readonly rejection: Rejection } | null;
  /** Units before it that were rejected as well, in ways that do not count. */
  readonly notCounted: readonly number[];
}

/** A server that holds the state before any unit of a schema, as long as units are asked for from the last to the first. */
export interface Replay {
  /** Of each unit, what PostgreSQL said to it in the unmutated schema. */
  readonly verdicts: readonly (Rejection | null)[];
  /** Goes to the state before a unit. */
  goTo(index: number): Promise<void>;
  /** Runs units from the state before the unit at `index` up to the first that is newly rejected. */
  run(units: readonly Unit[], index: number): Promise<Run>;
  close(): Promise<void>;
}

/** Units that run in one message where no rejection is expected. */
const unitsAtOnce = 40;

/** After so many units the server is replaced, as its memory holds everything that was rolled back. */
const mostUnits = 25_000;

const dataStatement =
  /^(?:with|select|insert|update|delete|merge|copy|do|call|values|table|execute|refresh)\b/i;

/** What says nothing about the schema: see issue 3. */
export function isCounted({ sqlstate, message }: Rejection, text: string): boolean {
  if (/^(?:25P02|53|57|58|XX)/.test(sqlstate)) return false;
  // We ourselves create the roles that are named before they exist.
  if (/^role ".*" already exists$/.test(message)) return false;
  if (/^create\s+extension\b/i.test(text)) return false;
  return !(/^2[23]/.test(sqlstate) && dataStatement.test(text));
}

async function ask(server: PGlite, sql: string): Promise<Rejection | null> {
  try {
    await server.exec(sql);
    return null;
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    return { sqlstate: code ?? 'XX000', message: message ?? String(error) };
  }
}

/** Asks with a savepoint around it; roles that are named are created when they are missing. */
export async function askSafely(server: PGlite, sql: string): Promise<Rejection | null> {
  await server.exec('savepoint one');
  for (let tries = 0; ; tries++) {
    const rejection = await ask(server, sql);
    if (!rejection) {
      await server.exec('release one');
      return null;
    }
    await server.exec('rollback to one');
    const role = /^role "(.+)" does not exist$/.exec(rejection.message)?.[1];
    if (role === undefined || tries === 5) return rejection;
    await ask(server, `create role "${role.replaceAll('"', '""')}"`);
  }
}

/** Applies a schema in one transaction. `needed` are the units before which `goTo` will be asked for. */
export async function createReplay(
  start: () => Promise<PGlite>,
  base: readonly Unit[],
  needed: ReadonlySet<number>,
): Promise<Replay> {
  const step = Math.max(8, Math.ceil(Math.sqrt(base.length)));
  const verdicts: (Rejection | null)[] = [];
  const rejected = new Set<string>();
  const known = new Set(base.map(({ text }) => text));
  let server = await start();
  let executed = 0;
  /** The segment whose savepoints exist, and the unit that the server stands before. */
  let segment = -1;

  const forward = async (from: number, to: number): Promise<void> => {
    for (let at = from; at < to; at++) {
      const text = base[at]!.text;
      if (at < verdicts.length) {
        if (!verdicts[at]) await askSafely(server, text);
      } else {
        const rejection = await askSafely(server, text);
        verdicts.push(rejection);
        if (rejection) rejected.add(text);
      }
      executed++;
    }
  };
  const load = async (last: number): Promise<void> => {
    await server.exec('begin');
    for (let at = 0; at <= last; at += step) {
      await server.exec(`savepoint segment_${at / step}`);
      await forward(at, Math.min(base.length, at + step));
    }
    segment = -1;
  };
  await load(base.length);

  const fill = async (wanted: number): Promise<void> => {
    await server.exec(`rollback to segment_${wanted}`);
    const end = Math.min(base.length, (wanted + 1) * step);
    const places = [...needed].filter((at) => at >= wanted * step && at <= end).sort((a, b) => a - b);
    let at = wanted * step;
    for (const place of places) {
      await forward(at, place);
      await server.exec(`savepoint unit_${place}`);
      at = place;
    }
    segment = wanted;
  };
  const restart = async (index: number): Promise<void> => {
    await server.close().catch(() => undefined);
    server = await start();
    executed = 0;
    await load(Math.min(base.length - 1, index));
  };
  const goTo = async (index: number): Promise<void> => {
    if (executed > mostUnits) await restart(index);
    const wanted = Math.min(Math.floor(index / step), Math.floor(Math.max(0, base.length - 1) / step));
    if (segment !== wanted) await fill(wanted);
    await server.exec(`rollback to unit_${index}`);
  };

  return {
    verdicts,
    goTo,
    async run(units, index) {
      const notCounted: number[] = [];
      for (let at = index; at < units.length; ) {
        const chunk: Unit[] = [];
        let end = at;
        for (; end < units.length && chunk.length < unitsAtOnce && known.has(units[end]!.text); end++)
          if (!rejected.has(units[end]!.text)) chunk.push(units[end]!);
        if (chunk.length > 1 && (await runChunk(server, chunk))) {
          executed += chunk.length;
          at = end;
          continue;
        }
        end = Math.max(end, at + 1);
        for (; at < end; at++) {
          const { text } = units[at]!;
          if (rejected.has(text)) continue;
          executed++;
          const rejection = await askSafely(server, text);
          if (!rejection) continue;
          if (isCounted(rejection, text)) return { found: { at, rejection }, notCounted };
          notCounted.push(at);
        }
      }
      return { found: null, notCounted };
    },
    close: () => server.close(),
  };
}

async function runChunk(server: PGlite, chunk: readonly Unit[]): Promise<boolean> {
  await server.exec('savepoint chunk');
  const rejection = await ask(server, chunk.map(({ text }) => text).join('\n'));
  await server.exec(rejection ? 'rollback to chunk' : 'release chunk');
  return rejection === null;
}
