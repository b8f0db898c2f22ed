import type { Constraint as ConstraintNode, RangeVar } from '@pgsql/types';
import type { SourceRange, Statement } from '../syntax/statement.ts';
import { childrenOf, numbersInChild } from './add-check.ts';
import { namedColumns } from './add-key.ts';
import { columnNames, columnOf, isTable } from './catalog.ts';
import { chooseConstraintName, countConstraintName, isConstraintTaken } from './constraint-names.ts';
import {
  type ConstraintSpec,
  columnsRange,
  constraintNameRange,
  constraintRange,
  insideParentheses,
} from './constraint-spec.ts';
import type { Draft } from './draft.ts';
import { canReference } from './fk-types.ts';
import { keys } from './keys.ts';
import type { ColumnNumber, ForeignKey, Oid, ReferentialAction, Table } from './model.ts';
import { joinColumnNames } from './names.ts';
import { putTable } from './put-table.ts';
import { refuse } from './refuse.ts';
import { strings } from './types.ts';

const actions: Readonly<Record<string, ReferentialAction>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

/** Adds a foreign key. One whose target is not known stays, with no target. */
export function addForeignKey(draft: Draft, oid: Oid, spec: ConstraintSpec, recurse = true): void {
  const table = draft.table(oid);
  const { node } = spec;
  if (!table || !node.pktable) return;
  const places = placesOf(draft, spec, node.pktable);
  const at = { nameRange: places.nameRange ?? places.range };
  if (node.conname !== undefined && isConstraintTaken(draft, table, node.conname, at)) return;
  const names = spec.inline ? [spec.inline.column] : strings(node.fk_attrs);
  const columns = namedColumns(draft, table, names, spec);
  if (!columns) return;
  const targetName = { schema: node.pktable.schemaname ?? null, name: node.pktable.relname ?? '' };
  const target = draft.relation(targetName.schema, targetName.name);
  if (!target) draft.reportRelation(targetName, places.targetRange, 'table');
  else if (!isTable(target) || target.kind === 'foreign table')
    refuse(draft, places.targetRange, '42809', `referenced relation "${target.name}" is not a table`);
  if (isTable(target)) checkPersistence(draft, table, target, places.targetRange);
  const resolved = isTable(target)
    ? resolveTarget(draft, table, columns, target, spec, places.targetRange, places.targetColumnsRange)
    : null;
  const foreignKey: ForeignKey = {
    kind: 'foreign key',
    name: node.conname ?? chooseConstraintName(draft, table, joinColumnNames(names), 'fkey'),
    named: node.conname !== undefined,
    deferrable: spec.deferrable,
    initiallyDeferred: spec.initiallyDeferred,
    // NOT VALID inside CREATE TABLE is ignored; the caller passes the node without it.
    validated: !(node.skip_validation ?? false),
    enforced: spec.enforced,
    inherited: false,
    inline: spec.inline !== null,
    comment: null,
    range: places.range,
    columnsRange: places.columnsRange,
    nameRange: places.nameRange,
    columns,
    target: isTable(target) ? target.oid : null,
    targetName,
    targetColumns: resolved ?? [],
    onDelete: actions[node.fk_del_action ?? 'a'] ?? 'no action',
    onUpdate: actions[node.fk_upd_action ?? 'a'] ?? 'no action',
    onDeleteWritten: places.onDeleteRange !== null,
    onDeleteRange: places.onDeleteRange,
    setColumns: node.fk_del_set_cols ? setColumnsOf(draft, table, columns, spec) : null,
    match: node.fk_matchtype === 'f' ? 'full' : 'simple',
    targetRange: places.targetRange,
    targetColumnsRange: places.targetColumnsRange,
  };
  putForeignKey(draft, table, foreignKey, recurse);
}

/** What a table may refer to must not be gone before it (ATAddForeignKeyConstraint). */
function checkPersistence(draft: Draft, table: Table, target: Table, at: SourceRange): void {
  const allowed =
    table.persistence === 'permanent'
      ? ['permanent']
      : table.persistence === 'unlogged'
        ? ['permanent', 'unlogged']
        : ['temporary'];
  if (allowed.includes(target.persistence)) return;
  const message = `constraints on ${table.persistence} tables may reference only ${allowed.join(' or ')} tables`;
  refuse(draft, at, '42P16', message);
}

/** The columns of SET NULL and SET DEFAULT, which have to be some of the foreign key's. */
function setColumnsOf(
  draft: Draft,
  table: Table,
  columns: readonly ColumnNumber[],
  { node, first, last }: ConstraintSpec,
): ColumnNumber[] {
  const { source } = draft;
  const numbers: ColumnNumber[] = [];
  for (const name of strings(node.fk_del_set_cols)) {
    const column = table.columns.find((one) => one.name === name);
    const at = source.findName(name, Math.max(first, source.find('SET', first, last)), last);
    if (!column) draft.reportColumn(name, table, at);
    else if (columns.includes(column.number)) numbers.push(column.number);
    else {
      const message = `column "${name}" referenced in ON DELETE SET action must be part of foreign key`;
      refuse(draft, at, '42P10', message);
    }
  }
  return numbers;
}

/** Where the parts of a foreign key stand. */
type Places = Pick<
  ForeignKey,
  'range' | 'nameRange' | 'columnsRange' | 'targetRange' | 'targetColumnsRange' | 'onDeleteRange'
>;

const known = new WeakMap<ConstraintNode, { readonly statement: Statement; readonly places: Places }>();

/** Finds the parts of a foreign key; of a statement that is applied anew they stand where they stood. */
function placesOf(draft: Draft, spec: ConstraintSpec, target: RangeVar): Places {
  const { source } = draft;
  const before = draft.isRepeated ? known.get(spec.node) : undefined;
  if (before?.statement === source.statement) return before.places;
  const targetAt = source.tokenIndex(source.offset(target.location));
  const targetEnd = source.nameEnd(targetAt);
  const inside =
    source.word(targetEnd + 1) === '(' ? insideParentheses(source, targetEnd + 1, spec.last) : null;
  const places: Places = {
    range: constraintRange(source, spec),
    nameRange: constraintNameRange(source, spec),
    columnsRange: columnsRange(source, spec),
    targetRange: source.range(targetAt, targetEnd),
    targetColumnsRange: inside && source.range(inside.first, inside.last),
    onDeleteRange: deleteClause(draft, source.find('ON', targetEnd, spec.last), spec.last),
  };
  if (draft.isRepeated) known.set(spec.node, { statement: source.statement, places });
  return places;
}

/** The words ON DELETE and its action. */
function deleteClause(draft: Draft, from: number, last: number): SourceRange | null {
  const { source } = draft;
  for (let on = from; on >= 0; on = source.find('ON', on + 1, last)) {
    if (source.word(on + 1) !== 'DELETE') continue;
    const first = source.word(on + 2);
    let end = first === 'NO' || first === 'SET' ? on + 3 : on + 2;
    if (source.word(end + 1) === '(') end = source.closing(end + 1);
    return source.range(on, end);
  }
  return null;
}

/** The referenced columns, with PostgreSQL's checks; empty where it would reject them. */
function resolveTarget(
  draft: Draft,
  table: Table,
  columns: readonly ColumnNumber[],
  target: Table,
  spec: ConstraintSpec,
  targetRange: Table['nameRange'],
  listRange: Table['nameRange'] | null,
): ColumnNumber[] {
  const written = strings(spec.node.pk_attrs);
  const names = {
    table: { schema: table.schema, name: table.name },
    columns: columnNames(table, columns),
    target: target.oid,
  };
  const reject = (
    reason: 'no key' | 'no primary key' | 'deferrable' | 'column count',
    sqlstate: string,
    targetColumns: readonly string[],
  ) =>
    void (
      target.complete &&
      draft.report({
        kind: 'fk-target-not-unique',
        at: listRange ?? targetRange,
        sqlstate,
        ...names,
        targetColumns,
        reason,
      })
    );
  if (written.length === 0) {
    const primary = target.constraints.find((constraint) => constraint.kind === 'primary key');
    if (!primary) {
      reject('no primary key', '42704', []);
      return [];
    }
    if (primary.columns.length !== columns.length) {
      reject('column count', '42830', columnNames(target, primary.columns));
      return [];
    }
    checkTypes(draft, table, columns, target, primary.columns, spec);
    return [...primary.columns];
  }
  const numbers: ColumnNumber[] = [];
  for (const name of written) {
    const column = target.columns.find((one) => one.name === name);
    if (column) numbers.push(column.number);
    else draft.reportColumn(name, target, findTargetColumn(draft, name, listRange ?? targetRange));
  }
  if (numbers.length < written.length) return [];
  if (numbers.length !== columns.length) {
    reject('column count', '42830', written);
    return [];
  }
  const fitting = target.indexes.filter(
    (index) =>
      index.unique &&
      index.predicate === null &&
      index.keys.length === numbers.length &&
      index.keys.every((key) => key.column !== null && numbers.includes(key.column)),
  );
  if (!fitting.some((index) => index.immediate))
    reject(fitting.length > 0 ? 'deferrable' : 'no key', fitting.length > 0 ? '55000' : '42830', written);
  else checkTypes(draft, table, columns, target, numbers, spec);
  return numbers;
}

function findTargetColumn(draft: Draft, name: string, range: Table['nameRange']): Table['nameRange'] {
  const { source } = draft;
  return source.findName(
    name,
    source.tokenIndex(range.start),
    source.tokenIndex(Math.max(range.start, range.end - 1)),
  );
}

function checkTypes(
  draft: Draft,
  table: Table,
  columns: readonly ColumnNumber[],
  target: Table,
  targetColumns: readonly ColumnNumber[],
  spec: ConstraintSpec,
): void {
  columns.forEach((number, index) => {
    const column = columnOf(table, number);
    const targetColumn = columnOf(target, targetColumns[index] ?? 0);
    if (!column || !targetColumn || canReference(draft, targetColumn.type, column.type) !== false) return;
    const sameStatement = column.typeRange?.statement === draft.source.statement.id;
    draft.report({
      kind: 'fk-type-mismatch',
      at: spec.inline
        ? (column.typeRange ?? constraintRange(draft.source, spec))
        : columnsRange(draft.source, spec),
      sqlstate: '42804',
      table: { schema: table.schema, name: table.name },
      column: column.name,
      columnType: draft.formatType(column.type),
      columnTypeRange: sameStatement ? column.typeRange : null,
      target: target.oid,
      targetColumn: targetColumn.name,
      targetType: draft.formatType(targetColumn.type),
    });
  });
}

/** Puts a foreign key on its table, and on each partition. */
export function putForeignKey(draft: Draft, table: Table, foreignKey: ForeignKey, recurse = true): void {
  putTable(draft, { ...table, constraints: [...table.constraints, foreignKey] });
  countConstraintName(draft, table.schema, foreignKey.name, 1);
  if (foreignKey.target !== null) draft.addTo(keys.referencing(foreignKey.target), table.oid);
  if (table.kind !== 'partitioned table' || !recurse) return;
  for (const childOid of childrenOf(draft, table.oid)) {
    const child = draft.table(childOid);
    if (child) putForeignKey(draft, child, inheritForeignKey(draft, table, child, foreignKey));
  }
}

/** A partition's copy: it keeps the name where the partition has no such constraint. */
export function inheritForeignKey(
  draft: Draft,
  parent: Table,
  child: Table,
  foreignKey: ForeignKey,
): ForeignKey {
  const taken = child.constraints.some((constraint) => constraint.name === foreignKey.name);
  const columns = numbersInChild(parent, child, foreignKey.columns);
  return {
    ...foreignKey,
    columns,
    inherited: true,
    name: taken
      ? chooseConstraintName(draft, child, joinColumnNames(columnNames(child, columns)), 'fkey')
      : foreignKey.name,
  };
}
