import { isSameText, numbersInChild } from './add-check.ts';
import type { Draft } from './draft.ts';
import type { Index, IndexKey, Oid, Table } from './model.ts';
import { putTable } from './put-table.ts';

/** An index of a partition that is a part of one of its table's. */
export interface IndexPart {
  readonly table: Table;
  readonly index: Index;
}

/** The indexes of the partitions that are parts of an index. */
export function partsOfIndex(draft: Draft, owner: Oid, oid: Oid): IndexPart[] {
  return draft
    .children(owner)
    .flatMap((table) =>
      table.indexes.filter(({ parent }) => parent === oid).map((index) => ({ table, index })),
    );
}

/** Makes an index of a partition a part of an index of its table. */
export function attachIndex(draft: Draft, { table, index }: IndexPart, parent: Index): void {
  const indexes = table.indexes.map((one) => (one.oid === index.oid ? { ...one, parent: parent.oid } : one));
  putTable(draft, { ...table, indexes });
}

/**
 * The index of a partition that PostgreSQL takes as its part of an index of the partitioned table, instead of making one:
 * the first that is alike and a part of no other.
 */
export function fittingIndex(parent: Table, index: Index, child: Table): Index | undefined {
  return child.indexes.find((own) => own.parent === null && isFitting(parent, index, child, own));
}

/**
 * Whether an index of a partition is like one of its table, as far as it is written alike. Ascending or descending does
 * not count, as in PostgreSQL's CompareIndexInfo.
 */
export function isFitting(parent: Table, index: Index, child: Table, own: Index): boolean {
  if (index.constraint && (!own.constraint || own.primary !== index.primary)) return false;
  const isSameKey = (key: IndexKey, other: IndexKey) => {
    if (key.operatorClass !== other.operatorClass || key.collation !== other.collation) return false;
    if (key.column === null || other.column === null)
      return (
        key.expression !== null && other.expression !== null && isSameText(key.expression, other.expression)
      );
    return numbersInChild(parent, child, [key.column])[0] === other.column;
  };
  const { predicate } = index;
  return (
    own.unique === index.unique &&
    own.exclusion === index.exclusion &&
    own.nullsNotDistinct === index.nullsNotDistinct &&
    own.method === index.method &&
    own.keys.length === index.keys.length &&
    index.keys.every((key, at) => isSameKey(key, own.keys[at]!)) &&
    numbersInChild(parent, child, index.include).join() === own.include.join() &&
    (predicate === null
      ? own.predicate === null
      : own.predicate !== null && isSameText(predicate, own.predicate))
  );
}

/** Whether two indexes differ in more than what the defaults of a type could explain. */
export function isOfOtherKeys(whole: IndexPart, part: IndexPart): boolean {
  const [a, b] = [whole.index, part.index];
  return (
    a.unique !== b.unique ||
    a.method !== b.method ||
    a.keys.length !== b.keys.length ||
    (a.predicate === null) !== (b.predicate === null) ||
    a.keys.some(({ column }, at) => {
      const other = b.keys[at]!.column;
      if (column === null || other === null) return column !== other;
      return numbersInChild(whole.table, part.table, [column])[0] !== other;
    })
  );
}
