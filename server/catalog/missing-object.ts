import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Table } from './model.ts';
import type { Problem, WrittenName } from './problem.ts';
import { similarNames } from './similar-names.ts';

type MissingProblem = Extract<Problem, { kind: 'undefined-object' }>;

/** Reports a part of a table, or another object, that does not exist, unless it may exist where we cannot see. */
export function reportMissing(
  draft: Draft,
  missing: {
    readonly what: MissingProblem['what'];
    readonly name: string;
    readonly table: WrittenName | null;
    readonly at: SourceRange;
    readonly sqlstate: string;
    readonly candidates: readonly string[];
  },
): void {
  const { candidates, name, ...rest } = missing;
  const isUnseen =
    draft.get(keys.partial) === true ||
    draft.get(keys.damaged(name)) === true ||
    ((rest.what === 'trigger' || rest.what === 'policy') && draft.get(keys.unseenParts) === true) ||
    draft.isExternal({ schema: null, name });
  if (!isUnseen)
    draft.report({ kind: 'undefined-object', name, ...rest, similar: similarNames(name, candidates) });
}

/** Reports a constraint that a table does not have. */
export function reportMissingConstraint(draft: Draft, table: Table, name: string, at: SourceRange): void {
  // A NOT NULL has a name of its own since PostgreSQL 18, which keeps to that when its table is renamed.
  if (!table.complete || /_not_null\d*$/.test(name)) return;
  reportMissing(draft, {
    what: 'constraint',
    name,
    table: { schema: table.schema, name: table.name },
    at,
    sqlstate: '42704',
    candidates: table.constraints.map((one) => one.name),
  });
}
