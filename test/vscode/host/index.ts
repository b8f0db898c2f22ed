import { writeFileSync } from 'node:fs';
import type { MochaOptions, Test } from 'mocha';

interface Result {
  readonly title: string;
  readonly duration: number;
  readonly error?: string;
}

/** What VS Code calls: runs every file of this folder and writes the results where the runner asked for them. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const options: MochaOptions = { ui: 'bdd', timeout: 30_000, color: false };
  const mocha = new Mocha(options);
  mocha.suite.emit('pre-require', globalThis, 'suite', mocha);
  await import('./findings.ts');
  await import('./documents.ts');
  await import('./server.ts');

  const results: Result[] = [];
  const failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', (test: Test) => results.push({ title: test.fullTitle(), duration: test.duration ?? 0 }))
      .on('fail', (test: Test, error: Error) =>
        results.push({
          title: test.fullTitle(),
          duration: test.duration ?? 0,
          error: error.stack ?? error.message,
        }),
      );
  });
  const file = process.env.SCHEMA_ARCHITECT_RESULTS;
  if (!file) throw new Error('SCHEMA_ARCHITECT_RESULTS names no file.');
  writeFileSync(file, JSON.stringify(results));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
