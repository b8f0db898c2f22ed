import { applyStep } from '../../server/catalog/apply-step.ts';
import type { PostgresMajor } from '../../server/catalog/builtins/builtins.ts';
import { keys } from '../../server/catalog/keys.ts';
import { ListChange, type State } from '../../server/catalog/timeline.ts';
import { parseScript } from '../../server/syntax/parse-script.ts';
import { parseStatement } from '../../server/syntax/parse-statement.ts';
import { loadParser } from '../../server/syntax/parser.ts';
import type { Statement } from '../../server/syntax/statement.ts';

await loadParser();

/** One complaint of ours about one statement. */
export interface Complaint {
  readonly statement: Statement;
  readonly sqlstate: string;
  readonly message: string;
  /** The words that are complained about. */
  readonly words: string;
}

/** A database to which statements are applied one after the other. */
export interface Session {
  run(sql: string): Complaint[];
  /** A copy that can be changed without changing this one. */
  copy(): Session;
  readonly state: ReadonlyMap<string, unknown>;
}

function newState(): Map<string, unknown> {
  const schema = (name: string) => ({ kind: 'schema', name, comment: null, nameRange: null });
  return new Map([
    [keys.schema('public'), schema('public')],
    [keys.schema('pg_temp'), schema('pg_temp')],
  ]);
}

let nextId = 1;

export function createSession(
  entries: ReadonlyMap<string, unknown> = newState(),
  version: PostgresMajor = 18,
): Session {
  const map = new Map(entries);
  return {
    state: map,
    copy: () => createSession(map, version),
    run(sql) {
      const found: Complaint[] = [];
      for (const placed of parseScript(sql).statements) {
        const statement = { ...placed.statement, id: nextId++ };
        found.push(...apply(map, statement, version));
      }
      return found;
    },
  };
}

function apply(map: Map<string, unknown>, statement: Statement, version: PostgresMajor): Complaint[] {
  const { damages } = parseStatement(statement);
  if (damages.length > 0)
    return damages.map(({ message }) => ({ statement, sqlstate: '42601', message, words: '' }));
  const state: State = { get: (key) => map.get(key), entries: () => map.entries(), takingBack: () => [] };
  const onCrash = (error: unknown) => {
    throw error;
  };
  const effect = applyStep(
    statement,
    state,
    { version, isExternal: () => false, asked: null, onCrash },
    new Set<string>(),
  );
  for (const [key, value] of effect.entries)
    map.set(
      key,
      value instanceof ListChange ? value.applyTo((map.get(key) as string[] | undefined) ?? []) : value,
    );
  return effect.problems.map((problem) => ({
    statement,
    sqlstate: problem.sqlstate,
    message: 'message' in problem ? problem.message : problem.kind,
    words: statement.text.slice(problem.at.start, problem.at.end),
  }));
}
