import type { RangeVar } from '@pgsql/types';
import { isTable, isView } from './catalog.ts';
import type { Draft } from './draft.ts';
import { hasTypeConflict, isNoParent } from './inheritance.ts';
import { takenDefault } from './kept-default.ts';
import type { Column, Oid } from './model.ts';
import { refuse } from './refuse.ts';

/** A column that a table takes over from elsewhere: it has no words of its own here. */
export function takenColumn(
  draft: Draft,
  column: Column,
  number: number,
  nameRange: Column['nameRange'],
  inherited: boolean,
  isPartition = false,
): Column {
  return {
    ...column,
    default: takenDefault(draft, column),
    number,
    inherited,
    nameRange,
    typeRange: null,
    range: null,
    notNullRange: null,
    notNullName: null,
    notNull: column.notNull && !(inherited && column.notNullOnlyHere),
    notNullOnlyHere: false,
    ownedSequence: null,
    serial: false,
    // INHERITS gives away neither; a partition's identity is its table's since PostgreSQL 17.
    identity: isPartition && draft.version >= 17 ? column.identity : null,
  };
}

/** Takes over the columns of a parent; false when it is not known. */
export function takeParentColumns(
  draft: Draft,
  parent: RangeVar,
  columns: Map<string, Column>,
  nameRange: Column['nameRange'],
  isPartition: boolean,
  taken: Set<Oid>,
): boolean {
  const found = draft.relation(parent.schemaname ?? null, parent.relname ?? '');
  const first = draft.source.tokenIndex(draft.source.offset(parent.location));
  const at = draft.source.range(first, draft.source.nameEnd(first));
  if (!isTable(found)) {
    if (!isView(found))
      draft.reportRelation({ schema: parent.schemaname ?? null, name: parent.relname ?? '' }, at, 'table');
    else refuse(draft, at, '42809', `inherited relation "${found.name}" is not a table or foreign table`);
    return false;
  }
  isNoParent(draft, null, found, isPartition, at);
  if (taken.has(found.oid))
    refuse(draft, at, '42P07', `relation "${found.name}" would be inherited from more than once`);
  taken.add(found.oid);
  for (const column of found.columns) {
    const before = columns.get(column.name);
    if (before) {
      hasTypeConflict(draft, column, before, nameRange, 'inherited column');
      if (column.notNull && !column.notNullOnlyHere) columns.set(before.name, { ...before, notNull: true });
    } else
      columns.set(column.name, takenColumn(draft, column, columns.size + 1, nameRange, true, isPartition));
  }
  return found.complete;
}
