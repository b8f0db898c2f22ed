import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Table } from './model.ts';
import type { Problem, WrittenName } from './problem.ts';
import { similarNames } from './similar-names.ts';

type MissingProblem = Extract<Problem, { kind: 'undefined-object' }>;

/** What SQL that is put together may have made. */
const hiddenParts: ReadonlySet<MissingProblem['what']> = new Set([
  'trigger',
  'policy',
  'rule',
  'index',
  'statistics object',
]);

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
    readonly extension?: string | null;
    /** How the report writes the name. */
    readonly shown?: string;
  },
): void {
  const { candidates, name, shown = name, ...rest } = missing;
  const isUnseen =
    draft.get(keys.partial) === true ||
    draft.get(keys.damaged(name)) === true ||
    (hiddenParts.has(rest.what) && draft.get(keys.unseenParts) === true) ||
    draft.isExternal({ schema: null, name });
  if (!isUnseen)
    draft.report({ kind: 'undefined-object', name: shown, ...rest, similar: similarNames(name, candidates) });
}

/** Reports a constraint that a table does not have. */
export function reportMissingConstraint(draft: Draft, table: Table, name: string, at: SourceRange): void {
  // A NOT NULL has a name of its own since PostgreSQL 18, which keeps to that when its table is renamed.
  if (!/_not_null\d*$/.test(name)) reportMissingPart(draft, table, 'constraint', name, at);
}

/** Reports a trigger that a table does not have. */
export function reportMissingTrigger(draft: Draft, table: Table, name: string, at: SourceRange): void {
  // Foreign keys have triggers of their own.
  if (!name.startsWith('RI_ConstraintTrigger')) reportMissingPart(draft, table, 'trigger', name, at);
}

function reportMissingPart(
  draft: Draft,
  table: Table,
  what: 'constraint' | 'trigger',
  name: string,
  at: SourceRange,
): void {
  if (!table.complete) return;
  const parts = what === 'constraint' ? table.constraints : table.triggers;
  reportMissing(draft, {
    what,
    name,
    table: { schema: table.schema, name: table.name },
    at,
    sqlstate: '42704',
    candidates: parts.map((one) => one.name),
  });
}
