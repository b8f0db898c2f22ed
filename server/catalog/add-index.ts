import type { IndexElem, Node } from '@pgsql/types';
import { childrenOf, numbersInChild } from './add-check.ts';
import { columnNames, isTable, isView } from './catalog.ts';
import { chooseRelationName } from './constraint-names.ts';
import type { Draft } from './draft.ts';
import { systemColumns } from './expression-names.ts';
import { attachIndex, fittingIndex } from './index-parts.ts';
import { keys } from './keys.ts';
import type { Index, IndexKey, Oid, Table, View } from './model.ts';
import { figureColumnName, indexColumnNames, joinColumnNames } from './names.ts';
import { plainColumn } from './plain-column.ts';
import type { Source } from './source.ts';
import { strings } from './types.ts';

export type Indexed = Table | View;

/** Puts an index on its table and its name among the relations. */
export function putIndex(draft: Draft, owner: Indexed, index: Index): void {
  draft.putObject({ ...owner, indexes: [...owner.indexes, index] });
  draft.put(keys.relation(owner.schema, index.name), index.oid);
  draft.putObject({
    kind: 'index',
    oid: index.oid,
    schema: owner.schema,
    name: index.name,
    table: owner.oid,
  });
}

/** Reports a relation of that name in the schema; true where there is one. */
export function isRelationTaken(
  draft: Draft,
  schema: string,
  name: string,
  at: Index['range'],
  what: string,
  table: Oid | null = null,
): boolean {
  const oid = draft.get(keys.relation(schema, name)) as Oid | undefined;
  if (oid === undefined) return false;
  const first = draft.object(oid);
  const owner = first?.kind === 'index' ? draft.object(first.table) : undefined;
  const firstIndex =
    owner && 'indexes' in owner ? owner.indexes.find((index) => index.oid === oid) : undefined;
  const firstRange = firstIndex
    ? (firstIndex.nameRange ?? firstIndex.range)
    : first && 'nameRange' in first
      ? first.nameRange
      : null;
  draft.report({
    kind: 'duplicate-object',
    what: 'relation',
    at,
    sqlstate: '42P07',
    name,
    first: firstRange,
    firstKind: first?.kind ?? 'relation',
    suggestion: what === 'table' ? null : chooseRelationName(draft, schema, name, null, '', false),
    table,
  });
  // Which of two definitions counts is open where a DO block makes or drops the first.
  const isOpen =
    draft.get(keys.damaged(name)) === true ||
    draft.get(keys.unseenDrops) === true ||
    (first && 'statement' in first && draft.get(keys.guarded(first.statement)) === true);
  if (isOpen && isTable(first)) draft.putObject({ ...first, complete: false });
  else if (isOpen && isView(first)) draft.putObject({ ...first, columns: null });
  return true;
}

/** The stretches of tokens between the commas of a parenthesised list. */
export function listElements(source: Source, open: number): { first: number; last: number }[] {
  const result: { first: number; last: number }[] = [];
  const close = source.closing(open);
  for (let first = open + 1; first < close; ) {
    const last = Math.min(source.elementEnd(first), close - 1);
    result.push({ first, last });
    first = last + 2;
  }
  return result;
}

/** One key of an index; null when its column does not exist. */
export function indexKey(
  draft: Draft,
  owner: Indexed,
  element: IndexElem,
  at: { first: number; last: number },
): IndexKey | null {
  const { source } = draft;
  const descending = element.ordering === 'SORTBY_DESC';
  const common = {
    operatorClass: element.opclass ? strings(element.opclass).join('.') : null,
    collation: element.collation ? strings(element.collation).join('.') : null,
    descending,
    nullsFirst:
      element.nulls_ordering === 'SORTBY_NULLS_FIRST' ||
      (descending && element.nulls_ordering !== 'SORTBY_NULLS_LAST'),
  };
  if (element.name !== undefined) {
    const column = columnNumber(draft, owner, element.name, at);
    return column === null ? null : { column, expression: null, ...common };
  }
  if (!element.expr) return null;
  const plain = plainColumn(element.expr);
  const named = plain && owner.columns?.some((one) => one.name === plain.name) ? plain : null;
  if (named) {
    const column = columnNumber(draft, owner, named.name, at);
    const collation = named.collation ?? common.collation;
    return column === null ? null : { column, expression: null, ...common, collation };
  }
  const last = source.word(at.first) === '(' ? source.closing(at.first) : expressionEnd(source, at);
  return { column: null, expression: source.expression(element.expr, at.first, last), ...common };
}

/** A function call in an index ends with its parenthesis; what follows is COLLATE, a class or an order. */
function expressionEnd(source: Source, at: { first: number; last: number }): number {
  const open = source.find('(', at.first, at.last);
  return open < 0 ? at.last : source.closing(open);
}

/** The number of a column in an index; null, and reported, where there is none. */
export function columnNumber(
  draft: Draft,
  owner: Indexed,
  name: string,
  at: { first: number; last: number },
): number | null {
  if (isView(owner)) {
    const position = owner.columns?.findIndex((column) => column.name === name) ?? -1;
    return position < 0 ? null : position + 1;
  }
  const column = owner.columns.find((one) => one.name === name);
  if (column) return column.number;
  if (!systemColumns.has(name))
    draft.reportColumn(name, owner, draft.source.findName(name, at.first, at.last));
  return null;
}

/** The name that PostgreSQL gives an index: table, columns (INCLUDE ones too), label. */
export function chooseIndexName(
  draft: Draft,
  owner: Indexed,
  names: readonly (string | null)[],
  label: 'pkey' | 'key' | 'excl' | 'idx',
): string {
  const addition = label === 'pkey' ? null : joinColumnNames(indexColumnNames(names));
  return chooseRelationName(draft, owner.schema, owner.name, addition, label, label !== 'idx');
}

export function elementName(node: Node): string | null {
  if (!('IndexElem' in node)) return null;
  return node.IndexElem.name ?? figureColumnName(node.IndexElem.expr);
}

/** Gives each partition its part of a partitioned table's index. */
export function cloneIndex(draft: Draft, parent: Table, index: Index): void {
  if (parent.kind !== 'partitioned table') return;
  for (const oid of childrenOf(draft, parent.oid)) cloneIndexTo(draft, parent, oid, index);
}

/** Gives a partition its part of an index: one that it has, or a copy. */
export function cloneIndexTo(draft: Draft, parent: Table, childOid: Oid, index: Index): void {
  const child = draft.table(childOid);
  if (!child) return;
  const own = fittingIndex(parent, index, child);
  if (own) return attachIndex(draft, { table: child, index: own }, index);
  const copy = indexForChild(draft, parent, child, index);
  putIndex(draft, child, copy);
  cloneIndex(draft, child, copy);
}

/** A partition's copy of an index, named after the partition. */
export function indexForChild(draft: Draft, parent: Table, child: Table, index: Index): Index {
  const keyList = index.keys.map((key) =>
    key.column === null
      ? key
      : { ...key, column: numbersInChild(parent, child, [key.column])[0] ?? key.column },
  );
  const include = numbersInChild(parent, child, index.include);
  const names = [
    ...keyList.map((key) =>
      key.column === null
        ? figureColumnName(key.expression?.node)
        : (columnNames(child, [key.column])[0] ?? null),
    ),
    ...columnNames(child, include),
  ];
  const label = index.primary ? 'pkey' : index.exclusion ? 'excl' : index.constraint ? 'key' : 'idx';
  return {
    ...index,
    oid: draft.newOid(),
    name: chooseIndexName(draft, child, names, label),
    named: false,
    keys: keyList,
    include,
    inherited: true,
    parent: index.oid,
  };
}
