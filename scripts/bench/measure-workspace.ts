import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver';
import { analyse, defaultOptions } from '../../server/features/analyse.ts';
import { toDiagnostics } from '../../server/lsp/diagnostics.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { buildLineIndex } from '../../server/text/line-index.ts';
import { tableNameEnd } from './edits.ts';
import { generateSql } from './generate-sql.ts';
import {
  type EditTimes,
  type Plan,
  peakMemory,
  type ServerProgram,
  startSession,
  timeEdit,
} from './measure-server.ts';

export interface WorkspaceTimes {
  readonly files: number;
  readonly bytes: number;
  /** Milliseconds from starting the server to the first diagnostics of the newest file. */
  readonly coldStart: number;
  /** An edit in the newest file, and one in the oldest. */
  readonly edits: readonly EditTimes[];
  readonly peakMemory: number | null;
}

interface Migration {
  readonly path: string;
  readonly uri: string;
  readonly text: string;
}

/** Writes so many migrations, one stretch of a generated schema each, as Flyway names them. */
function writeMigrations(folder: string, count: number, bytes: number): Migration[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const text = generateSql({ bytes });
  const { statements } = parseScript(text);
  const migrations: Migration[] = [];
  let start = 0;
  for (let at = 1; at <= count; at++) {
    const next = statements[Math.floor((at * statements.length) / count)];
    const end = at === count || !next ? text.length : next.start;
    const path = join(folder, `V${String(at).padStart(4, '0')}__step.sql`);
    const migration = { path, uri: pathToFileURL(path).href, text: text.slice(start, end) };
    writeFileSync(path, migration.text);
    migrations.push(migration);
    start = end;
  }
  return migrations;
}

/** What a server without any memory says of one of the files. */
function fromScratch(migrations: readonly Migration[]): Plan['expected'] {
  return (uri: string, text: string): readonly Diagnostic[] => {
    const files = migrations.map((one) => ({
      name: one.uri,
      script: parseScript(one.uri === uri ? text : one.text),
    }));
    const analysis = analyse(files, defaultOptions);
    const lines = (name: string) => {
      const file = files.find((one) => one.name === name);
      return file ? buildLineIndex(file.script.text) : null;
    };
    const own = files.find((one) => one.name === uri)!;
    return toDiagnostics(
      { uri, version: 1, script: own.script, lines: buildLineIndex(text) },
      analysis,
      lines,
    );
  };
}

/** Opens the newest and the oldest file of a workspace in a fresh server, and times edits in both. */
export async function measureWorkspace(
  program: ServerProgram,
  folder: string,
  count: number,
  bytes: number,
  plan: Plan,
): Promise<WorkspaceTimes> {
  const migrations = writeMigrations(folder, count, bytes);
  const compared: Plan = { ...plan, expected: fromScratch(migrations) };
  const [oldest, newest] = [
    migrations[0]!,
    migrations.findLast(({ text }) => /create table \w/i.test(text))!,
  ];
  const started = performance.now();
  const opened: number[] = [];
  const edits: EditTimes[] = [];
  const session = await startSession(program, newest.uri, compared, { folder, pause: 0 });
  try {
    for (const [name, migration] of [
      ['a character in a name, newest file', newest],
      ['a character in a name, oldest file', oldest],
    ] as const) {
      const { uri, text } = migration;
      const { at } = await session.diagnose(
        1,
        () =>
          session.client.notify('textDocument/didOpen', {
            textDocument: { uri, languageId: 'sql', version: 1, text },
          }),
        uri,
      );
      opened.push(at);
      await session.idle();
      const edit = { name, offset: tableNameEnd(text, 0), old: '', new: 'x' };
      edits.push(await timeEdit(session, uri, text, edit, 2, compared));
    }
    return {
      files: count,
      bytes,
      coldStart: opened[0]! - started,
      edits,
      peakMemory: peakMemory(session.client.pid),
    };
  } finally {
    await session.client.stop();
  }
}
