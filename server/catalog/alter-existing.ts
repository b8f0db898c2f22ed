import type { ATAlterConstraint } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import { reportMissingConstraint, reportMissingTrigger } from './missing-object.ts';
import type { Constraint, Index, Table } from './model.ts';
import { putTable, withConstraint } from './put-table.ts';
import { refuse } from './refuse.ts';

/** The constraint that a subcommand names; null, and reported, where there is none or it is of a kind that will not do. */
function namedConstraint(
  draft: Draft,
  table: Table,
  name: string,
  at: SourceRange,
  kinds: { readonly fit: readonly Constraint['kind'][]; readonly words: string },
): Constraint | null {
  const constraint = table.constraints.find((one) => one.name === name);
  if (!constraint) {
    const isNotNull = table.columns.some(({ notNullName }) => notNullName === name);
    if (!isNotNull) reportMissingConstraint(draft, table, name, at);
    return null;
  }
  if (kinds.fit.includes(constraint.kind)) return constraint;
  const message = `constraint "${name}" of relation "${table.name}" is not a ${kinds.words} constraint`;
  refuse(draft, at, '42809', message);
  return null;
}

/** ALTER CONSTRAINT: only of a foreign key can be changed when it is checked. */
export function alterConstraint(
  draft: Draft,
  table: Table,
  change: ATAlterConstraint,
  at: SourceRange,
): void {
  if (!change.alterDeferrability) return;
  const { conname = '', deferrable = false, initdeferred = false } = change;
  const kinds = { fit: ['foreign key'], words: 'foreign key' } as const;
  if (!namedConstraint(draft, table, conname, at, kinds)) return;
  const put = (one: Constraint) => ({ ...one, deferrable, initiallyDeferred: initdeferred });
  putTable(draft, withConstraint(table, conname, put));
}

/** VALIDATE CONSTRAINT. */
export function validateConstraint(draft: Draft, table: Table, name: string, at: SourceRange): void {
  const kinds = { fit: ['foreign key', 'check'], words: 'foreign key or check' } as const;
  if (!namedConstraint(draft, table, name, at, kinds)) return;
  putTable(
    draft,
    withConstraint(table, name, (constraint) => ({ ...constraint, validated: true })),
  );
}

/** Reports a trigger to be switched on or off that the table does not have. */
export function checkNamedTrigger(draft: Draft, table: Table, name: string, at: SourceRange): void {
  if (!table.triggers.some((one) => one.name === name)) reportMissingTrigger(draft, table, name, at);
}

/** What keeps an index from becoming a key (transformIndexConstraint); null for nothing. */
function keyFault(index: Index): { readonly sqlstate: string; readonly message: string } | null {
  const { name } = index;
  if (index.constraint)
    return { sqlstate: '55000', message: `index "${name}" is already associated with a constraint` };
  const wrong = (message: string) => ({ sqlstate: '42809', message });
  if (!index.unique) return wrong(`"${name}" is not a unique index`);
  if (index.keys.some((key) => key.expression !== null)) return wrong(`index "${name}" contains expressions`);
  if (index.predicate !== null) return wrong(`"${name}" is a partial index`);
  const place = index.keys.findIndex((key) => key.descending || key.nullsFirst);
  return place < 0
    ? null
    : wrong(`index "${name}" column number ${place + 1} does not have default sorting behavior`);
}

/** Reports an index that cannot become a PRIMARY KEY or UNIQUE constraint by USING INDEX; true where it did. */
export function isNoKey(draft: Draft, index: Index, at: SourceRange): boolean {
  const fault = keyFault(index);
  if (fault) draft.report({ kind: 'invalid-query', at, ...fault, similar: [] });
  return fault !== null;
}
