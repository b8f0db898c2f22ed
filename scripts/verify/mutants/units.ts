import type { Script } from '../../../server/syntax/script.ts';
import type { PlacedStatement, Statement } from '../../../server/syntax/statement.ts';
import { tokenize } from '../../../server/syntax/tokenize.ts';
import { copyFromNothing } from '../copy-from-nothing.ts';

/** What the server gets in one message: a statement, or several where a semicolon is missing between them. */
export interface Unit {
  readonly text: string;
  readonly statements: readonly PlacedStatement[];
}

/** Everything runs in one transaction, and what concerns databases or needs psql does not run at all. */
const skipped =
  /^(?:(?:create|drop|alter)\s+database\b|vacuum\b|(?:begin|commit|end|start\s+transaction|rollback|savepoint|release|abort)\b)/i;

/** A script that takes something back cannot run in the one transaction that mutants share. */
export function hasRollback(script: Script): boolean {
  return script.statements.some(({ statement }) => /^(?:rollback|abort)\b/i.test(statement.text));
}

const sent = new WeakMap<Statement, boolean>();

function hasPsqlVariable(text: string): boolean {
  return /:['"{A-Za-z_]/.test(text) && tokenize(text).some(({ kind }) => kind === 'psql variable');
}

/** Whether the statement is sent to the server at all; only such a one is worth a mutation. */
export function isSent({ statement }: PlacedStatement): boolean {
  const { kind, text } = statement;
  const known = sent.get(statement) ?? (kind === 'sql' && !skipped.test(text) && !hasPsqlVariable(text));
  sent.set(statement, known);
  return known;
}

function toServerText(text: string): string {
  // What psql does with a command at the end of a statement is not PostgreSQL's.
  const sql = copyFromNothing(text.replace(/\\g\w*\s*$/, ';'));
  // CONCURRENTLY is refused in a transaction, and changes nothing else in the verdict.
  return /concurrently/i.test(sql)
    ? sql.replace(/(\bindex|\bpartition\s+\S+)(\s+)concurrently\b/i, '$1$2')
    : sql;
}

/** What has to be sent at a COMMIT, as our one transaction goes on: settings that were local to it end. */
function endOfTransaction(placed: PlacedStatement, locals: Set<string>): Unit[] {
  if (!/^(?:commit|end)\b/i.test(placed.statement.text)) return [];
  const units = [...locals].map((name) => ({ text: `reset ${name};`, statements: [placed] }));
  locals.clear();
  return units;
}

/** The statements of a script as the server gets them. */
export function toUnits(script: Script): Unit[] {
  const units: Unit[] = [];
  const locals = new Set<string>();
  let pending: PlacedStatement[] = [];
  for (const placed of script.statements) {
    if (pending.length === 0 && !isSent(placed)) {
      if (locals.size > 0) units.push(...endOfTransaction(placed, locals));
      continue;
    }
    const local = /^set\s+local\s+(\w+)/i.exec(placed.statement.text)?.[1];
    if (local !== undefined) locals.add(local);
    pending.push(placed);
    if (placed.statement.cutOff) continue;
    const text = pending.map(({ statement }) => toServerText(statement.text)).join('\n');
    units.push({ text: text.endsWith(';') ? text : `${text}\n;`, statements: pending });
    pending = [];
  }
  if (pending.length > 0)
    units.push({ text: pending.map(({ statement }) => statement.text).join('\n'), statements: pending });
  return units;
}
