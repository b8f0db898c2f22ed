import type { Node } from '@pgsql/types';
import {
  chooseIndexName,
  elementName,
  indexKey,
  isRelationTaken,
  listElements,
  putIndex,
} from './add-index.ts';
import { isNoKey } from './alter-existing.ts';
import { cloneKey, setNotNullBelow } from './clone-key.ts';
import { countConstraintName, isConstraintTaken } from './constraint-names.ts';
import {
  bodyStart,
  type ConstraintSpec,
  columnsRange,
  constraintNameRange,
  constraintRange,
  insideParentheses,
} from './constraint-spec.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type {
  Column,
  ColumnNumber,
  ExcludeConstraint,
  Index,
  IndexKey,
  KeyConstraint,
  Oid,
  Table,
} from './model.ts';
import { lacksPartitionKey } from './partition-key.ts';
import { primaryKeyOf, reportSecondPrimaryKey, withOtherKey } from './primary-key.ts';
import { putTable } from './put-table.ts';
import { refuse } from './refuse.ts';
import { strings } from './types.ts';

/** Columns named in a constraint, as numbers; null when one does not exist. */
export function namedColumns(
  draft: Draft,
  table: Table,
  names: readonly string[],
  spec: ConstraintSpec,
): ColumnNumber[] | null {
  const { source } = draft;
  const inside = spec.inline ? null : insideParentheses(source, bodyStart(source, spec), spec.last);
  const numbers: ColumnNumber[] = [];
  for (const name of names) {
    const column = table.columns.find((one) => one.name === name);
    if (column) {
      numbers.push(column.number);
      continue;
    }
    const at = source.findName(name, inside?.first ?? spec.first, inside?.last ?? spec.last);
    draft.reportColumn(name, table, at);
  }
  return numbers.length === names.length ? numbers : null;
}

/** Whether the key is a second primary key: of the table, or of a partition that has another one. */
function isSecondPrimaryKey(draft: Draft, table: Table, spec: ConstraintSpec, recurse: boolean): boolean {
  if (spec.node.contype !== 'CONSTR_PRIMARY') return false;
  const columns = spec.inline ? [spec.inline.column] : strings(spec.node.keys);
  const first = primaryKeyOf(table) ? table : recurse ? withOtherKey(draft, table, columns) : undefined;
  const at = bodyStart(draft.source, spec);
  if (first) reportSecondPrimaryKey(draft, first, draft.source.range(at, Math.min(at + 1, spec.last)));
  return first !== undefined;
}

/** Adds a primary key, unique or exclusion constraint with its index. */
export function addKey(draft: Draft, oid: Oid, spec: ConstraintSpec, recurse = true): void {
  const table = draft.table(oid);
  if (!table || isSecondPrimaryKey(draft, table, spec, recurse)) return;
  const { node } = spec;
  const range = constraintRange(draft.source, spec);
  const nameRange = constraintNameRange(draft.source, spec);
  if (node.indexname !== undefined) return useIndex(draft, table, spec);
  if (node.conname !== undefined) {
    if (isRelationTaken(draft, table.schema, node.conname, nameRange ?? range, 'constraint', table.oid))
      return;
    if (isConstraintTaken(draft, table, node.conname, { nameRange: nameRange ?? range })) return;
  }
  const index =
    node.contype === 'CONSTR_EXCLUSION' ? exclusionIndex(draft, table, spec) : keyIndex(draft, table, spec);
  if (!index) return;
  if (lacksPartitionKey(draft, table, index, columnsRange(draft.source, spec))) return;
  const constraint = constraintOf(draft, spec, index);
  putKey(draft, table.oid, constraint, index);
  if (!recurse) return;
  if (constraint.kind === 'primary key') setNotNullBelow(draft, table, constraint.columns);
  cloneKey(draft, table.oid, constraint, index);
}

function keyIndex(draft: Draft, table: Table, spec: ConstraintSpec): Index | null {
  const { node } = spec;
  const names = spec.inline ? [spec.inline.column] : strings(node.keys);
  const columns = namedColumns(draft, table, names, spec);
  const includeNames = strings(node.including);
  const include = namedColumns(draft, table, includeNames, spec);
  if (!columns || !include) return null;
  const primary = node.contype === 'CONSTR_PRIMARY';
  if (new Set(columns).size < columns.length) {
    const twice = names.find((name, at) => names.indexOf(name) < at);
    const message = `column "${twice}" appears twice in ${primary ? 'primary key' : 'unique'} constraint`;
    const at = columnsRange(draft.source, spec);
    refuse(draft, at, '42701', message);
    return null;
  }
  return {
    ...indexOfConstraint(draft, spec),
    name:
      node.conname ?? chooseIndexName(draft, table, [...names, ...includeNames], primary ? 'pkey' : 'key'),
    unique: true,
    primary,
    keys: columns.map(plainKey),
    include,
    nullsNotDistinct: node.nulls_not_distinct ?? false,
  };
}

function plainKey(column: ColumnNumber): IndexKey {
  return {
    column,
    expression: null,
    operatorClass: null,
    collation: null,
    descending: false,
    nullsFirst: false,
  };
}

function indexOfConstraint(draft: Draft, spec: ConstraintSpec): Index {
  const { source } = draft;
  return {
    oid: draft.newOid(),
    name: '',
    named: spec.node.conname !== undefined,
    unique: false,
    primary: false,
    constraint: true,
    exclusion: false,
    immediate: !spec.deferrable,
    method: spec.node.access_method ?? 'btree',
    keys: [],
    include: [],
    predicate: null,
    nullsNotDistinct: false,
    inherited: false,
    parent: null,
    comment: null,
    range: constraintRange(source, spec),
    nameRange: constraintNameRange(source, spec),
    keysRange: columnsRange(source, spec),
  };
}

function exclusionIndex(draft: Draft, table: Table, spec: ConstraintSpec): Index | null {
  const { source } = draft;
  const elements = (spec.node.exclusions ?? []).map((pair) =>
    'List' in pair ? pair.List.items?.[0] : undefined,
  );
  const open = source.find('(', bodyStart(source, spec), spec.last);
  const places = open < 0 ? [] : listElements(source, open);
  const keyList = elements.map((element, at) =>
    element && 'IndexElem' in element
      ? indexKey(draft, table, element.IndexElem, places[at] ?? { first: spec.first, last: spec.last })
      : null,
  );
  if (keyList.some((key) => key === null)) return null;
  const where = spec.node.where_clause;
  const whereAt = where ? source.find('WHERE', source.closing(open), spec.last) : -1;
  const names = elements.map((element) => (element ? elementName(element as Node) : null));
  return {
    ...indexOfConstraint(draft, spec),
    name: spec.node.conname ?? chooseIndexName(draft, table, names, 'excl'),
    exclusion: true,
    keys: keyList.filter((key): key is IndexKey => key !== null),
    predicate: where ? source.expression(where, whereAt + 1, spec.last) : null,
  };
}

function constraintOf(draft: Draft, spec: ConstraintSpec, index: Index): KeyConstraint | ExcludeConstraint {
  const { source } = draft;
  const columns: ColumnNumber[] = [];
  for (const { column } of index.keys) if (column !== null) columns.push(column);
  const exclude: ExcludeConstraint = {
    kind: 'exclude',
    name: index.name,
    named: spec.node.conname !== undefined,
    deferrable: spec.deferrable,
    initiallyDeferred: spec.initiallyDeferred,
    validated: true,
    enforced: true,
    inherited: false,
    inline: spec.inline !== null,
    comment: null,
    range: constraintRange(source, spec),
    columnsRange: columnsRange(source, spec),
    nameRange: constraintNameRange(source, spec),
    columns,
    index: index.oid,
  };
  if (index.exclusion) return exclude;
  const { include, nullsNotDistinct } = index;
  return { ...exclude, kind: index.primary ? 'primary key' : 'unique', include, nullsNotDistinct };
}

export function putKey(
  draft: Draft,
  oid: Oid,
  constraint: KeyConstraint | ExcludeConstraint,
  index: Index,
): void {
  const table = draft.table(oid);
  if (!table) return;
  putIndex(draft, table, index);
  const indexed = draft.table(oid)!;
  const becomesNotNull = (column: Column) =>
    constraint.kind === 'primary key' && !column.notNull && constraint.columns.includes(column.number);
  putTable(draft, {
    ...indexed,
    constraints: [...indexed.constraints, constraint],
    columns: indexed.columns.some(becomesNotNull)
      ? indexed.columns.map((column) => (becomesNotNull(column) ? { ...column, notNull: true } : column))
      : indexed.columns,
  });
  countConstraintName(draft, table.schema, constraint.name, 1);
}

/** ADD … USING INDEX: an index becomes a constraint, and takes its name. */
function useIndex(draft: Draft, table: Table, spec: ConstraintSpec): void {
  const { node } = spec;
  const { source } = draft;
  const index = table.indexes.find((one) => one.name === node.indexname);
  const at = source.findName(node.indexname ?? '', spec.first, spec.last);
  if (index && isNoKey(draft, index, at)) return;
  if (!index) {
    draft.reportRelation({ schema: null, name: node.indexname ?? '' }, at, 'index');
    return;
  }
  const name = node.conname ?? index.name;
  if (
    name !== index.name &&
    isRelationTaken(
      draft,
      table.schema,
      name,
      constraintNameRange(source, spec) ?? constraintRange(source, spec),
      'constraint',
      table.oid,
    )
  )
    return;
  const primary = node.contype === 'CONSTR_PRIMARY';
  const used: Index = { ...index, name, primary, constraint: true, immediate: !spec.deferrable };
  draft.put(keys.relation(table.schema, index.name), undefined);
  putTable(draft, { ...table, indexes: table.indexes.filter((one) => one !== index) });
  putKey(draft, table.oid, constraintOf(draft, { ...spec, node: { ...node, conname: name } }, used), used);
}
