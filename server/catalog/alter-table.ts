import type { AlterTableCmd, AlterTableStmt, ColumnDef } from '@pgsql/types';
import { addCheck, childrenOf } from './add-check.ts';
import { addForeignKey } from './add-foreign-key.ts';
import { addKey } from './add-key.ts';
import { isTable } from './catalog.ts';
import { type ConstraintSpec, tableConstraintSpec } from './constraint-spec.ts';
import { linkParent, takenColumn } from './create-table.ts';
import { createOwnedSequence, defineColumn, isNull, noteTypeUse } from './define-column.ts';
import type { Draft } from './draft.ts';
import { dropColumn, dropConstraint, unlinkChild } from './drop-parts.ts';
import { systemColumns } from './expression-names.ts';
import { keys } from './keys.ts';
import type { Column, Oid, Table } from './model.ts';
import { putTable, withColumn, withConstraint } from './put-table.ts';
import { resolveType } from './resolve-type.ts';

/** Where one subcommand of ALTER TABLE stands: token indexes. */
interface Words {
  readonly first: number;
  readonly last: number;
}

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
    const kinds = { OBJECT_TABLE: 'table', OBJECT_VIEW: 'view', OBJECT_MATVIEW: 'view', OBJECT_INDEX: 'index', OBJECT_SEQUENCE: 'sequence' } as const;
    const what = kinds[node.objtype as keyof typeof kinds] ?? 'relation';
    if (!node.missing_ok && !draft.isSystemRelation(name.schema, name.name)) draft.reportRelation(name, source.range(at, end), what);
    return;
  }
  if (!isTable(found)) return;
  let first = source.word(end + 1) === '*' ? end + 2 : end + 1;
  for (const command of node.cmds ?? []) {
    const last = Math.min(source.elementEnd(first), source.tokens.length - 1);
    if ('AlterTableCmd' in command) applyCommand(draft, found.oid, command.AlterTableCmd, { first, last }, relation.inh ?? false);
    first = last + 2;
  }
}

function applyCommand(draft: Draft, oid: Oid, command: AlterTableCmd, words: Words, recurse: boolean): void {
  const table = draft.table(oid);
  if (!table) return;
  const definition = command.def;
  switch (command.subtype) {
    case 'AT_AddColumn':
      if (definition && 'ColumnDef' in definition) addColumn(draft, table, definition.ColumnDef, command.missing_ok ?? false, recurse);
      return;
    case 'AT_DropColumn':
      return dropNamedColumn(draft, table, command, words, recurse);
    case 'AT_AddConstraint':
      if (definition && 'Constraint' in definition) addConstraint(draft, oid, tableConstraintSpec(definition.Constraint, words.first + 1, words.last), recurse);
      return;
    case 'AT_DropConstraint':
      return dropNamedConstraint(draft, table, command);
    case 'AT_ValidateConstraint':
      return putTable(draft, withConstraint(table, command.name ?? '', (constraint) => ({ ...constraint, validated: true })));
    case 'AT_AlterConstraint':
      if (definition && 'ATAlterConstraint' in definition) {
        const change = definition.ATAlterConstraint;
        putTable(draft, withConstraint(table, change.conname ?? '', (constraint) =>
          change.alterDeferrability ? { ...constraint, deferrable: change.deferrable ?? false, initiallyDeferred: change.initdeferred ?? false } : constraint));
      }
      return;
    case 'AT_AttachPartition':
    case 'AT_DetachPartition':
      return changePartition(draft, table, command);
    case 'AT_AddInherit':
      if (definition && 'RangeVar' in definition) linkParent(draft, oid, definition.RangeVar, false);
      return;
    case 'AT_DropInherit':
      if (definition && 'RangeVar' in definition) {
        const parent = draft.relation(definition.RangeVar.schemaname ?? null, definition.RangeVar.relname ?? '');
        if (isTable(parent)) unlinkChild(draft, parent.oid, oid);
      }
      return;
    case 'AT_EnableRowSecurity':
    case 'AT_DisableRowSecurity':
      return putTable(draft, { ...table, rowSecurity: command.subtype === 'AT_EnableRowSecurity' });
    case 'AT_SetLogged':
    case 'AT_SetUnLogged':
      return putTable(draft, { ...table, persistence: command.subtype === 'AT_SetLogged' ? 'permanent' : 'unlogged' });
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
      if (table && column) putTable(draft, withColumn(table, column.number, (one) => ({ ...one, notNull: true })));
      return;
    }
    default:
  }
}

/** ADD COLUMN, to the table and its children. */
function addColumn(draft: Draft, table: Table, node: ColumnDef, missingOk: boolean, recurse: boolean): void {
  const existing = table.columns.find((column) => column.name === node.colname);
  if (existing) {
    const at = draft.source.tokenIndex(draft.source.offset(node.location));
    if (!missingOk) {
      draft.report({
        kind: 'duplicate-object', what: 'column', at: draft.source.range(at, at), sqlstate: '42701', name: existing.name,
        first: existing.nameRange, firstKind: 'column', suggestion: null, table: table.oid,
      });
    }
    return;
  }
  const number = table.lastColumnNumber + 1;
  const { column, constraints } = defineColumn(draft, table, node, number);
  putTable(draft, { ...draft.table(table.oid)!, columns: [...table.columns, column], lastColumnNumber: number });
  if (recurse) for (const child of childrenOf(draft, table.oid)) inheritColumn(draft, child, column);
  for (const spec of constraints) addConstraint(draft, table.oid, spec, recurse);
}

function inheritColumn(draft: Draft, oid: Oid, column: Column): void {
  const table = draft.table(oid);
  if (!table || table.columns.some((one) => one.name === column.name)) return;
  const number = table.lastColumnNumber + 1;
  putTable(draft, { ...table, columns: [...table.columns, takenColumn(column, number, column.nameRange, true)], lastColumnNumber: number });
  for (const child of childrenOf(draft, oid)) inheritColumn(draft, child, column);
}

function dropNamedColumn(draft: Draft, table: Table, command: AlterTableCmd, words: Words, recurse: boolean): void {
  const column = table.columns.find((one) => one.name === command.name);
  if (!column) {
    if (!command.missing_ok) draft.reportColumn(command.name ?? '', table, draft.source.findName(command.name ?? '', words.first, words.last));
    return;
  }
  dropColumn(draft, table.oid, column.number, recurse);
}

function dropNamedConstraint(draft: Draft, table: Table, command: AlterTableCmd): void {
  const constraint = table.constraints.find((one) => one.name === command.name);
  if (constraint) return dropConstraint(draft, table.oid, constraint.name);
  const isNotNull = table.columns.find((column) => `${table.name}_${column.name}_not_null` === command.name);
  if (isNotNull) return putTable(draft, withColumn(table, isNotNull.number, (column) => ({ ...column, notNull: false })));
}

function changePartition(draft: Draft, table: Table, command: AlterTableCmd): void {
  const definition = command.def;
  const name = definition && 'PartitionCmd' in definition ? definition.PartitionCmd.name : undefined;
  if (!name) return;
  const child = draft.relation(name.schemaname ?? null, name.relname ?? '');
  if (!isTable(child)) {
    const at = draft.source.tokenIndex(draft.source.offset(name.location));
    draft.reportRelation({ schema: name.schemaname ?? null, name: name.relname ?? '' }, draft.source.range(at, draft.source.nameEnd(at)), 'table');
    return;
  }
  if (command.subtype === 'AT_DetachPartition') return unlinkChild(draft, table.oid, child.oid);
  linkParent(draft, child.oid, { relname: table.name, schemaname: table.schema }, true);
}

/** The subcommands that change one column. */
function alterColumn(draft: Draft, table: Table, command: AlterTableCmd, words: Words, recurse: boolean): void {
  const changes: Readonly<Record<string, (column: Column) => Column>> = columnChanges(draft, table, command, words);
  const change = changes[command.subtype ?? ''];
  if (!change || command.name === undefined) return;
  const column = table.columns.find((one) => one.name === command.name);
  if (!column) {
    if (!systemColumns.has(command.name)) draft.reportColumn(command.name, table, draft.source.findName(command.name, words.first, words.last));
    return;
  }
  const changed = change(column);
  const apply = (oid: Oid): void => {
    const current = draft.table(oid);
    const own = current?.columns.find((one) => one.name === column.name);
    if (!current || !own) return;
    putTable(draft, withColumn(current, own.number, (one) => ({ ...one, ...differences(column, changed) })));
    if (recurse) for (const child of childrenOf(draft, oid)) apply(child);
  };
  apply(table.oid);
}

/** What a change set, to be set on the children's column as well. */
function differences(before: Column, after: Column): Partial<Column> {
  return Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key as keyof Column] !== value));
}

function columnChanges(draft: Draft, table: Table, command: AlterTableCmd, words: Words): Record<string, (column: Column) => Column> {
  const { source } = draft;
  const definition = command.def;
  return {
    AT_SetNotNull: (column) => ({ ...column, notNull: true, notNullRange: source.range(words.last - 1, words.last) }),
    AT_DropNotNull: (column) => ({ ...column, notNull: false, notNullRange: null }),
    AT_DropExpression: (column) => ({ ...column, generated: null, generation: null }),
    AT_ColumnDefault: (column) => {
      if (!definition || isNull(definition)) return { ...column, default: null };
      const at = source.find('DEFAULT', words.first, words.last);
      return { ...column, default: source.expression(definition, at + 1, words.last) };
    },
    AT_AlterColumnType: (column) => {
      const type = definition && 'ColumnDef' in definition ? definition.ColumnDef.typeName : undefined;
      if (!type) return column;
      const first = source.tokenIndex(source.offset(type.location));
      const ends = ['USING', 'COLLATE'].map((word) => source.find(word, first, words.last)).filter((index) => index >= 0);
      const last = Math.min(words.last, ...ends.map((index) => index - 1));
      const use = resolveType(draft, type);
      noteTypeUse(draft, use.type, table.oid);
      return { ...column, type: use, typeRange: source.range(first, last), serial: false };
    },
    AT_AddIdentity: (column) => {
      const node = definition && 'Constraint' in definition ? definition.Constraint : undefined;
      const always = node?.generated_when !== 'd';
      const sequence = createOwnedSequence(draft, table, column.name, column.number, column.nameRange, node?.options);
      return { ...column, identity: always ? 'always' : 'by default', ownedSequence: sequence };
    },
    AT_DropIdentity: (column) => {
      const sequence = column.ownedSequence && draft.sequence(column.ownedSequence);
      if (sequence) {
        draft.put(keys.relation(sequence.schema, sequence.name), undefined);
        draft.put(keys.object(sequence.oid), undefined);
      }
      return { ...column, identity: null, ownedSequence: null };
    },
  };
}

