import type { AlterTableCmd, AlterTableStmt, ColumnDef } from '@pgsql/types';
import { addCheck, childrenOf } from './add-check.ts';
import { addForeignKey } from './add-foreign-key.ts';
import { addKey } from './add-key.ts';
import { alterColumn, type Words } from './alter-column.ts';
import { alterComposite } from './alter-composite.ts';
import { alterConstraint, checkNamedTrigger, validateConstraint } from './alter-existing.ts';
import { addParent, changePartition, dropParent } from './alter-inheritance.ts';
import { passOf } from './alter-passes.ts';
import { isTable, isView } from './catalog.ts';
import { type ConstraintSpec, tableConstraintSpec } from './constraint-spec.ts';
import { takenColumn } from './create-table.ts';
import { defineColumn } from './define-column.ts';
import { dependentsOfColumn, dependentsOfConstraint, foreignKeysServedBy } from './dependents.ts';
import type { Draft } from './draft.ts';
import { dropColumnCascading } from './drop.ts';
import { dropConstraint } from './drop-parts.ts';
import {
  isInheritedColumn,
  isInheritedConstraint,
  isInPartitionKey,
  isLeftToChildren,
} from './inheritance.ts';
import { reportMissingConstraint } from './missing-object.ts';
import type { Column, Oid, Table, View } from './model.ts';
import { checkClusterOn, checkReplicaIdentity } from './named-index.ts';
import { putTable, withColumn } from './put-table.ts';
import { reportDependents } from './report-dependents.ts';
import { reportTaken } from './report-taken.ts';
import { requireRule } from './rewrite-rule.ts';
import { changeType, isOfType } from './typed-table.ts';

/** ALTER TABLE, ALTER FOREIGN TABLE; ALTER INDEX, VIEW and SEQUENCE have nothing that the catalog keeps. */
export function alterTable(draft: Draft, node: AlterTableStmt): void {
  const relation = node.relation;
  if (!relation) return;
  const { source } = draft;
  const name = { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
  const at = source.tokenIndex(source.offset(relation.location));
  const end = source.nameEnd(at);
  const found = draft.relation(name.schema, name.name);
  if (!found) {
    const kinds = {
      OBJECT_TABLE: 'table',
      OBJECT_VIEW: 'view',
      OBJECT_MATVIEW: 'view',
      OBJECT_INDEX: 'index',
      OBJECT_SEQUENCE: 'sequence',
    } as const;
    const what = kinds[node.objtype as keyof typeof kinds] ?? 'relation';
    if (!node.missing_ok && !draft.isSystemRelation(name.schema, name.name))
      draft.reportRelation(name, source.range(at, end), what);
    return;
  }
  if (found.kind === 'index') return checkAttached(draft, node);
  if (found.kind === 'composite type') return alterComposite(draft, found, node);
  if (isView(found)) return checkViewColumns(draft, found, node);
  if (!isTable(found)) return;
  let first = source.word(end + 1) === '*' ? end + 2 : end + 1;
  const commands: { readonly command: AlterTableCmd; readonly words: Words }[] = [];
  for (const command of node.cmds ?? []) {
    const last = Math.min(source.elementEnd(first), source.tokens.length - 1);
    if ('AlterTableCmd' in command) commands.push({ command: command.AlterTableCmd, words: { first, last } });
    first = last + 2;
  }
  // The order in which they stand decides only within a pass.
  if (commands.length > 1) commands.sort((a, b) => passOf(a.command) - passOf(b.command));
  for (const { command, words } of commands)
    applyCommand(draft, found.oid, command, words, relation.inh ?? false);
}

/** The columns of a view whose defaults are set. */
function checkViewColumns(draft: Draft, view: View, node: AlterTableStmt): void {
  for (const one of node.cmds ?? []) {
    if (!('AlterTableCmd' in one) || one.AlterTableCmd.subtype !== 'AT_ColumnDefault') continue;
    const { name = '' } = one.AlterTableCmd;
    if (view.columns && !view.columns.some((column) => column.name === name))
      draft.reportColumn(name, view, draft.source.findName(name, 2));
  }
}

/** ALTER INDEX … ATTACH PARTITION names another index. */
function checkAttached(draft: Draft, node: AlterTableStmt): void {
  for (const one of node.cmds ?? []) {
    const definition = 'AlterTableCmd' in one ? one.AlterTableCmd.def : undefined;
    const name = definition && 'PartitionCmd' in definition ? definition.PartitionCmd.name : undefined;
    if (!name || draft.relation(name.schemaname ?? null, name.relname ?? '')) continue;
    const at = draft.source.tokenIndex(draft.source.offset(name.location));
    draft.reportRelation(
      { schema: name.schemaname ?? null, name: name.relname ?? '' },
      draft.source.range(at, draft.source.nameEnd(at)),
      'index',
    );
  }
}

function applyCommand(draft: Draft, oid: Oid, command: AlterTableCmd, words: Words, recurse: boolean): void {
  const table = draft.table(oid);
  if (!table) return;
  const definition = command.def;
  const place = (name = '') => draft.source.findName(name, words.first, words.last);
  switch (command.subtype) {
    case 'AT_AddColumn':
      if (definition && 'ColumnDef' in definition)
        addColumn(draft, table, definition.ColumnDef, command.missing_ok ?? false, recurse);
      return;
    case 'AT_DropColumn':
      return dropNamedColumn(draft, table, command, words, recurse);
    case 'AT_AddConstraint':
      if (definition && 'Constraint' in definition)
        addConstraint(
          draft,
          oid,
          tableConstraintSpec(definition.Constraint, words.first + 1, words.last),
          recurse,
        );
      return;
    case 'AT_DropConstraint':
      return dropNamedConstraint(draft, table, command, words);
    case 'AT_ValidateConstraint':
      return validateConstraint(draft, table, command.name ?? '', place(command.name));
    case 'AT_AlterConstraint':
      if (definition && 'ATAlterConstraint' in definition) {
        const change = definition.ATAlterConstraint;
        alterConstraint(draft, table, change, place(change.conname));
      }
      return;
    case 'AT_AttachPartition':
    case 'AT_DetachPartition':
      return changePartition(draft, table, command);
    case 'AT_AddInherit':
      if (definition && 'RangeVar' in definition) addParent(draft, table, definition.RangeVar);
      return;
    case 'AT_DropInherit':
      if (definition && 'RangeVar' in definition) dropParent(draft, table, definition.RangeVar);
      return;
    case 'AT_EnableRowSecurity':
    case 'AT_DisableRowSecurity':
      return putTable(draft, { ...table, rowSecurity: command.subtype === 'AT_EnableRowSecurity' });
    case 'AT_SetLogged':
    case 'AT_SetUnLogged':
      return putTable(draft, {
        ...table,
        persistence: command.subtype === 'AT_SetLogged' ? 'permanent' : 'unlogged',
      });
    case 'AT_EnableTrig':
    case 'AT_EnableAlwaysTrig':
    case 'AT_EnableReplicaTrig':
    case 'AT_DisableTrig':
      return checkNamedTrigger(draft, table, command.name ?? '', place(command.name));
    case 'AT_EnableRule':
    case 'AT_EnableAlwaysRule':
    case 'AT_EnableReplicaRule':
    case 'AT_DisableRule':
      requireRule(draft, table, command.name ?? '', place(command.name));
      return;
    case 'AT_ClusterOn':
      return checkClusterOn(draft, table, command.name ?? '', place(command.name));
    case 'AT_ReplicaIdentity':
      return checkReplicaIdentity(draft, table, command, place);
    case 'AT_AddOf':
    case 'AT_DropOf':
      return changeType(draft, table, command, draft.source.range(words.first, words.last));
    case 'AT_AlterColumnType':
      if (isOfType(draft, table, place(command.name), 'cannot alter column type of typed table')) return;
      return alterColumn(draft, table, command, words, recurse);
    default:
      return alterColumn(draft, table, command, words, recurse);
  }
}

function addConstraint(draft: Draft, oid: Oid, spec: ConstraintSpec, recurse: boolean): void {
  switch (spec.node.contype) {
    case 'CONSTR_CHECK':
      return addCheck(draft, oid, spec);
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
    case 'CONSTR_EXCLUSION':
      return addKey(draft, oid, spec, recurse);
    case 'CONSTR_FOREIGN':
      return addForeignKey(draft, oid, spec, recurse);
    case 'CONSTR_NOTNULL': {
      const name = spec.node.keys?.[0];
      const table = draft.table(oid);
      const column = table?.columns.find((one) => name && 'String' in name && one.name === name.String.sval);
      if (table && column)
        putTable(
          draft,
          withColumn(table, column.number, (one) => ({
            ...one,
            notNull: true,
            notNullName: spec.node.conname ?? null,
          })),
        );
      return;
    }
    default:
  }
}

/** ADD COLUMN, to the table and its children. */
function addColumn(draft: Draft, table: Table, node: ColumnDef, missingOk: boolean, recurse: boolean): void {
  const existing = table.columns.find((column) => column.name === node.colname);
  const first = draft.source.tokenIndex(draft.source.offset(node.location));
  const at = draft.source.range(first, first);
  if (existing) {
    const { name, nameRange } = existing;
    if (!missingOk)
      reportTaken(draft, { what: 'column', name, at, first: nameRange, table: table.oid, sqlstate: '42701' });
    return;
  }
  if (isOfType(draft, table, at, 'cannot add column to typed table')) return;
  const message = 'column must be added to child tables too';
  if (!recurse && isLeftToChildren(draft, table, at, message)) return;
  const number = table.lastColumnNumber + 1;
  const { column, constraints } = defineColumn(draft, table, node, number);
  putTable(draft, {
    ...draft.table(table.oid)!,
    columns: [...table.columns, column],
    lastColumnNumber: number,
  });
  if (recurse) for (const child of childrenOf(draft, table.oid)) inheritColumn(draft, child, column);
  for (const spec of constraints) addConstraint(draft, table.oid, spec, recurse);
}

function inheritColumn(draft: Draft, oid: Oid, column: Column): void {
  const table = draft.table(oid);
  if (!table || table.columns.some((one) => one.name === column.name)) return;
  const number = table.lastColumnNumber + 1;
  putTable(draft, {
    ...table,
    columns: [...table.columns, takenColumn(draft, column, number, column.nameRange, true)],
    lastColumnNumber: number,
  });
  for (const child of childrenOf(draft, oid)) inheritColumn(draft, child, column);
}

function dropNamedColumn(
  draft: Draft,
  table: Table,
  command: AlterTableCmd,
  words: Words,
  recurse: boolean,
): void {
  const column = table.columns.find((one) => one.name === command.name);
  if (!column) {
    if (!command.missing_ok)
      draft.reportColumn(
        command.name ?? '',
        table,
        draft.source.findName(command.name ?? '', words.first, words.last),
      );
    return;
  }
  const at = draft.source.findName(column.name, words.first, words.last);
  if (isOfType(draft, table, at, 'cannot drop column from typed table')) return;
  if (isInheritedColumn(draft, table, column.name, 'dropped', at)) return;
  if (isInPartitionKey(draft, table, column, at, 'drop')) return;
  const alone = 'cannot drop column from only the partitioned table when partitions exist';
  if (!recurse && table.kind === 'partitioned table' && isLeftToChildren(draft, table, at, alone)) return;
  const isCascading = command.behavior === 'DROP_CASCADE';
  const dependents = isCascading ? [] : dependentsOfColumn(draft, table, column);
  if (reportDependents(draft, `column ${column.name} of table ${table.name}`, at, dependents)) return;
  // Without CASCADE nothing is left that depends on it.
  dropColumnCascading(draft, table, column.number, recurse);
}

function dropNamedConstraint(draft: Draft, table: Table, command: AlterTableCmd, words: Words): void {
  const constraint = table.constraints.find((one) => one.name === command.name);
  const at = draft.source.findName(command.name ?? '', words.first, words.last);
  if (constraint) {
    if (isInheritedConstraint(draft, table, constraint.name, at)) return;
    const isCascading = command.behavior === 'DROP_CASCADE';
    const dependents = isCascading ? [] : dependentsOfConstraint(draft, table, constraint);
    if (reportDependents(draft, `${constraint.kind} ${constraint.name}`, at, dependents)) return;
    for (const { owner, name } of isCascading ? foreignKeysServedBy(draft, table, constraint) : [])
      dropConstraint(draft, owner, name);
    return dropConstraint(draft, table.oid, constraint.name);
  }
  const isNotNull = table.columns.find(
    ({ name, notNullName }) => (notNullName ?? `${table.name}_${name}_not_null`) === command.name,
  );
  if (isNotNull)
    return putTable(
      draft,
      withColumn(table, isNotNull.number, (column) => ({ ...column, notNull: false, notNullName: null })),
    );
  if (!command.missing_ok) reportMissingConstraint(draft, table, command.name ?? '', at);
}
