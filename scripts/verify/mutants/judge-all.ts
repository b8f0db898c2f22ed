import { fork } from 'node:child_process';
import type { Ground } from './ground.ts';
import { judgeSchema, type SchemaResult } from './judge-schema.ts';
import type { Mutation } from './mutation.ts';
import { serverFor } from './servers.ts';

export type Mutants = ReadonlyMap<Ground, readonly Mutation[]>;

/** Judges the schemas one after the other; those without a mutant are left out. */
export async function judgeAll(
  mutants: Mutants,
  onResult: (result: SchemaResult) => void,
  onProgress: (done: number) => void = () => undefined,
): Promise<void> {
  for (const [ground, mutations] of mutants) {
    if (mutations.length === 0) continue;
    const start = await serverFor(ground.script.statements.map(({ statement }) => statement));
    onResult(await judgeSchema(ground, mutations, start, onProgress));
  }
}

/** The part of the schemas that one of several processes judges: shares of about the same work. */
export function shareOf(mutants: Mutants, part: number, parts: number): Mutants {
  const cost = ([ground, mutations]: [Ground, readonly Mutation[]]) =>
    ground.script.statements.length * (mutations.length + 4);
  const loads = new Array<number>(parts).fill(0);
  const share = new Map<Ground, readonly Mutation[]>();
  for (const entry of [...mutants].sort((a, b) => cost(b) - cost(a))) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least]! += cost(entry);
    if (least === part) share.set(...entry);
  }
  return share;
}

/** Judges in processes of their own: this program with the same arguments, and its part in the environment. */
export async function judgeInProcesses(
  parts: number,
  onResult: (result: SchemaResult) => void,
): Promise<void> {
  const run = (part: number) =>
    new Promise<void>((resolve, reject) => {
      const child = fork(process.argv[1]!, process.argv.slice(2), {
        env: { ...process.env, MUTANTS_PART: `${part}/${parts}` },
      });
      child.on('message', (message) => onResult(message as SchemaResult));
      child.on('error', reject);
      child.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`process ${part} ended with exit code ${code}`)),
      );
    });
  await Promise.all(Array.from({ length: parts }, (_, part) => run(part)));
}
