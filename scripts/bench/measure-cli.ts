import { spawn } from 'node:child_process';
import { median } from './statistics.ts';

/** Runs a program to its end, all its output read, and returns the milliseconds and the number of bytes it wrote. */
async function time(
  command: string,
  args: readonly string[],
  allowed: readonly number[],
): Promise<{ ms: number; bytes: number }> {
  const began = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let bytes = 0;
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < 1000) complaint += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === null || !allowed.includes(code))
    throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${complaint}`);
  return { ms: performance.now() - began, bytes };
}

export interface CommandTimes {
  /** Milliseconds. */
  readonly median: number;
  readonly samples: readonly number[];
  readonly outputBytes: number;
}

/** Times programs in turns, so that a busy moment of the machine hits all of them. */
export async function measureCommands(
  programs: readonly {
    readonly command: string;
    readonly args: readonly string[];
    readonly allowed: readonly number[];
  }[],
  runs: number,
): Promise<CommandTimes[]> {
  const samples = programs.map((): number[] => []);
  const outputs = programs.map(() => 0);
  for (let run = 0; run < runs; run++) {
    for (const [index, { command, args, allowed }] of programs.entries()) {
      const { ms, bytes } = await time(command, args, allowed);
      samples[index]!.push(ms);
      outputs[index] = bytes;
    }
  }
  return samples.map((list, index) => ({
    median: median(list),
    samples: list,
    outputBytes: outputs[index]!,
  }));
}
