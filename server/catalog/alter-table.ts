import type { AlterTableCmd, AlterTableStmt } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { addColumn, addConstraint } from './add-column.ts';
import { alterColumn, type Words } from './alter-column.ts';
import { alterComposite } from './alter-composite.ts';
import { alterConstraint, checkNamedTrigger, validateConstraint } from './alter-existing.ts';
import { alterIndex } from './alter-index.ts';
import { addParent, changePartition, dropParent } from './alter-inheritance.ts';
import { passOf } from './alter-passes.ts';
import { isTable, isView } from './catalog.ts';
import { tableConstraintSpec } from './constraint-spec.ts';
import { dependentsOfColumn } from './dependents.ts';
import type { Draft } from './draft.ts';
import { dropColumnCascading, dropRelation } from './drop.ts';
import { dropConstraint } from './drop-parts.ts';
import {
  isInheritedColumn,
  isInheritedConstraint,
  isInPartitionKey,
  isLeftToChildren,
} from './inheritance.ts';
import { checkKeysOfChangedTypes } from './keys-of-changed-types.ts';
import { reportMissingConstraint } from './missing-object.ts';
import type { ColumnNumber, Oid, Sequence, Table, View } from './model.ts';
import { checkClusterOn, checkReplicaIdentity } from './named-index.ts';
import { putTable, withColumn } from './put-table.ts';
import { refuse } from './refuse.ts';
import { reportDependents } from './report-dependents.ts';
import { requireRule } from './rewrite-rule.ts';
import { dependentsOfConstraint, foreignKeysServedBy, viewsGroupedBy } from './served-keys.ts';
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
  if (found.kind === 'index') return alterIndex(draft, found, node);
  if (found.kind === 'composite type') return alterComposite(draft, found, node);
  if (isView(found) || found.kind === 'sequence')
    return alterOther(draft, found, node, source.range(at, end));
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
  const changed = new Map<ColumnNumber, SourceRange>();
  for (const { command, words } of commands) {
    applyCommand(draft, found.oid, command, words, relation.inh ?? false);
    const column =
      command.subtype === 'AT_AlterColumnType'
        ? draft.table(found.oid)?.columns.find(({ name }) => name === command.name)
        : undefined;
    if (column) changed.set(column.number, column.typeRange ?? column.nameRange);
  }
  // One command may change both ends of a key.
  if (changed.size > 0) checkKeysOfChangedTypes(draft, found.oid, changed);
}

/** What a view can have changed: the defaults of its columns, which must be there, and its options. A sequence has less. */
function alterOther(draft: Draft, other: View | Sequence, node: AlterTableStmt, at: SourceRange): void {
  for (const one of node.cmds ?? []) {
    if (!('AlterTableCmd' in one)) continue;
    const { name = '', subtype } = one.AlterTableCmd;
    const action =
      actionsOnTables[subtype ?? ''] ??
      (subtype === 'AT_ColumnDefault' && !isView(other) ? 'ALTER COLUMN ... SET DEFAULT' : undefined);
    if (action !== undefined) return refuse(draft, at, '42809', onlyOnTables(draft, other, action));
    if (subtype !== 'AT_ColumnDefault' || !isView(other)) continue;
    if (other.columns && !other.columns.some((column) => column.name === name))
      draft.reportColumn(name, other, draft.source.findName(name, 2));
  }
}

/** The subcommands that only tables have, in PostgreSQL's words for them. */
const actionsOnTables: Readonly<Record<string, string>> = {
  AT_AddColumn: 'ADD COLUMN',
  AT_DropColumn: 'DROP COLUMN',
  AT_AddConstraint: 'ADD CONSTRAINT',
  AT_DropConstraint: 'DROP CONSTRAINT',
  AT_ValidateConstraint: 'VALIDATE CONSTRAINT',
  AT_AlterConstraint: 'ALTER CONSTRAINT',
  AT_SetNotNull: 'ALTER COLUMN ... SET NOT NULL',
  AT_DropNotNull: 'ALTER COLUMN ... DROP NOT NULL',
  AT_AlterColumnType: 'ALTER COLUMN ... SET DATA TYPE',
  AT_AddIdentity: 'ALTER COLUMN ... ADD IDENTITY',
  AT_SetIdentity: 'ALTER COLUMN ... SET',
  AT_DropIdentity: 'ALTER COLUMN ... DROP IDENTITY',
  AT_DropExpression: 'ALTER COLUMN ... DROP EXPRESSION',
  AT_SetExpression: 'ALTER COLUMN ... SET EXPRESSION',
  AT_AttachPartition: 'ATTACH PARTITION',
  AT_DetachPartition: 'DETACH PARTITION',
  AT_AddInherit: 'INHERIT',
  AT_DropInherit: 'NO INHERIT',
  AT_EnableRowSecurity: 'ENABLE ROW SECURITY',
  AT_DisableRowSecurity: 'DISABLE ROW SECURITY',
};

function onlyOnTables(draft: Draft, { name }: View | Sequence, action: string): string {
  return draft.version < 15
    ? `"${name}" is not a table`
    : `ALTER action ${action} cannot be performed on relation "${name}"`;
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
      return dropNamedConstraint(draft, table, command, words, recurse);
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
  const dependents = isCascading ? [] : dependentsOfColumn(draft, table, column, recurse);
  if (reportDependents(draft, `column ${column.name} of table ${table.name}`, at, dependents)) return;
  // Without CASCADE nothing is left that depends on it.
  dropColumnCascading(draft, table, column.number, recurse);
}

function dropNamedConstraint(
  draft: Draft,
  table: Table,
  command: AlterTableCmd,
  words: Words,
  recurse: boolean,
): void {
  const constraint = table.constraints.find((one) => one.name === command.name);
  const at = draft.source.findName(command.name ?? '', words.first, words.last);
  if (constraint) {
    if (isInheritedConstraint(draft, table, constraint.name, at)) return;
    // Asked on 15 and on 18, which allows it.
    const isRefused = !recurse && table.kind === 'partitioned table' && draft.version < 16;
    const alone = 'cannot remove constraint from only the partitioned table when partitions exist';
    if (isRefused && isLeftToChildren(draft, table, at, alone)) return;
    const isCascading = command.behavior === 'DROP_CASCADE';
    const dependents = isCascading ? [] : dependentsOfConstraint(draft, table, constraint);
    if (reportDependents(draft, `${constraint.kind} ${constraint.name}`, at, dependents)) return;
    for (const { owner, name } of isCascading ? foreignKeysServedBy(draft, table, constraint) : [])
      dropConstraint(draft, owner, name);
    for (const view of isCascading ? viewsGroupedBy(draft, table, constraint) : [])
      dropRelation(draft, view.oid);
    return dropConstraint(draft, table.oid, constraint.name, recurse);
  }
  const isNotNull = table.columns.find(
    ({ name, notNullName }) => (notNullName ?? `${table.name}_${name}_not_null`) === command.name,
  );
  if (isNotNull)
    return putTable(
      draft,
      withColumn(table, isNotNull.number, (column) => ({
        ...column,
        notNull: false,
        notNullName: null,
        notNullOnlyHere: false,
      })),
    );
  if (!command.missing_ok) reportMissingConstraint(draft, table, command.name ?? '', at);
}
