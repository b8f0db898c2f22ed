import type { TableLikeClause } from '@pgsql/types';
import { numbersInChild, putCheck } from './add-check.ts';
import { indexForChild, putIndex } from './add-index.ts';
import { isTable, isView } from './catalog.ts';
import { copyKey } from './clone-key.ts';
import { plainColumn } from './create-view.ts';
import { createOwnedSequence, noteTypeUse, type TableName } from './define-column.ts';
import type { Draft } from './draft.ts';
import type { Column, Oid, Table } from './model.ts';
import { noteCopiedUses } from './noted-uses.ts';
import { takenColumn } from './parent-columns.ts';
import { noteSequenceUses } from './sequence-uses.ts';

/** Bits of TableLikeOption in PostgreSQL's parsenodes.h. */
export const likeOption = {
  comments: 1,
  constraints: 4,
  defaults: 8,
  generated: 16,
  identity: 32,
  indexes: 64,
} as const;

/** What LIKE names: a table, or the columns of a view or composite type, if all are known. Reported when there is none. */
function likeSource(draft: Draft, clause: TableLikeClause): Pick<Table, 'columns' | 'complete'> | null {
  const relation = clause.relation;
  const found = relation && draft.relation(relation.schemaname ?? null, relation.relname ?? '');
  if (isTable(found)) return found;
  if (isView(found) || found?.kind === 'composite type') {
    const { columns, nameRange } = found;
    const plain = (columns ?? []).map(({ name, type }, at) => plainColumn(name, type, at + 1, nameRange));
    return columns && { columns: plain, complete: columns.every(({ type }) => type !== null) };
  }
  if (relation) {
    const at = draft.source.tokenIndex(draft.source.offset(relation.location));
    draft.reportRelation(
      { schema: relation.schemaname ?? null, name: relation.relname ?? '' },
      draft.source.range(at, draft.source.nameEnd(at)),
      'table',
    );
  }
  return null;
}

/** Copies the columns of a LIKE; false when its table is not known. */
export function likeColumns(
  draft: Draft,
  table: TableName,
  clause: TableLikeClause,
  columns: Map<string, Column>,
): boolean {
  const from = likeSource(draft, clause);
  if (!from) return false;
  const options = clause.options ?? 0;
  const at = draft.source.tokenIndex(draft.source.offset(clause.relation?.location));
  const nameRange = draft.source.range(at, draft.source.nameEnd(at));
  for (const column of from.columns) {
    const before = columns.get(column.name);
    if (before && !before.inherited)
      draft.report({
        kind: 'duplicate-object',
        what: 'column',
        at: nameRange,
        sqlstate: '42701',
        name: column.name,
        first: before.nameRange,
        firstKind: 'column',
        suggestion: null,
        table: null,
      });
    if (before) continue;
    const number = columns.size + 1;
    const generated = column.generated !== null && (options & likeOption.generated) !== 0;
    const identity = column.identity !== null && (options & likeOption.identity) !== 0;
    const taken = takenColumn(draft, column, number, nameRange, false);
    noteTypeUse(draft, column.type.type, table.oid);
    const given = (options & likeOption.defaults) !== 0 ? taken.default : null;
    noteSequenceUses(draft, table.oid, given);
    columns.set(column.name, {
      ...taken,
      default: given,
      generated: generated ? column.generated : null,
      generation: generated ? column.generation : null,
      identity: identity ? column.identity : null,
      ownedSequence: identity ? createOwnedSequence(draft, table, column.name, number, nameRange) : null,
      comment: (options & likeOption.comments) !== 0 ? column.comment : null,
    });
  }
  return from.complete;
}

/** Copies the checks and indexes of a LIKE that asks for them, and notes what is called, after the new table is there. */
export function likeConstraints(draft: Draft, oid: Oid, from: Table, clause: TableLikeClause): void {
  noteCopiedUses(draft, from, oid);
  const options = clause.options ?? 0;
  for (const constraint of from.constraints) {
    const table = draft.table(oid);
    if (!table || constraint.kind !== 'check' || (options & likeOption.constraints) === 0) continue;
    putCheck(draft, table, {
      ...constraint,
      columns: numbersInChild(from, table, constraint.columns),
      inherited: false,
    });
  }
  if ((options & likeOption.indexes) === 0) return;
  for (const index of from.indexes) {
    const table = draft.table(oid);
    if (!table) return;
    const constraint = from.constraints.find((one) => 'index' in one && one.index === index.oid);
    if (constraint && 'index' in constraint) copyKey(draft, from, table, constraint, index);
    else putIndex(draft, table, { ...indexForChild(draft, from, table, index), parent: null });
  }
}
