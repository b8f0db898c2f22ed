import { parseStatement } from '../../server/syntax/parse-statement.ts';
import type { Statement } from '../../server/syntax/statement.ts';
import { copyFromNothing } from './copy-from-nothing.ts';
import type { Server } from './server.ts';

/** PostgreSQL's answer to one statement. */
export interface Verdict {
  readonly statement: Statement;
  /** Null where it was accepted. */
  readonly rejection: { readonly sqlstate: string; readonly message: string } | null;
}

/** What concerns databases, not their content: it is skipped and does not reset anything. */
function isSkipped({ kind, text }: Statement): boolean {
  return kind !== 'sql' || /^(?:create|drop|alter)\s+database\b/i.test(text);
}

async function execute(server: Server, text: string): Promise<Verdict['rejection']> {
  try {
    await server.exec(text);
    return null;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { sqlstate: code ?? 'XX000', message };
  }
}

/** What PostgreSQL gets of a statement: placeholders and psql's variables as the words that we read them as. */
function sentText(statement: Statement): string {
  const { text, damages } = parseStatement(statement);
  // What psql does with a command at the end of a statement is not PostgreSQL's.
  return copyFromNothing((damages.length === 0 ? text : statement.text).replace(/\\g\w*\s*$/, ';'));
}

/** Applies statements one by one; missing roles that they name are created, and missing schemas that placeholders name. */
export async function applyStatements(server: Server, statements: readonly Statement[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const statement of statements) {
    if (isSkipped(statement)) continue;
    const text = sentText(statement);
    let rejection = await execute(server, text);
    for (let tries = 0; tries < 5 && rejection; tries++) {
      const [, what, name] = /^(role|schema) "(.+)" does not exist$/.exec(rejection.message) ?? [];
      // A schema that a placeholder names is there before the script, or the tool makes it.
      if (name === undefined || (what === 'schema' && statement.text.includes(name))) break;
      await execute(server, `create ${what} "${name.replaceAll('"', '""')}"`);
      rejection = await execute(server, text);
    }
    verdicts.push({ statement, rejection });
  }
  return verdicts;
}
