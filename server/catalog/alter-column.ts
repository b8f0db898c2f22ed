import type { AlterTableCmd } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { childrenOf } from './add-check.ts';
import { checkNewSequence } from './check-sequence.ts';
import { changesBelow, isNotNullElsewhere, nullable } from './column-not-null.ts';
import { insideParentheses } from './constraint-spec.ts';
import { checkIdentityType, createOwnedSequence, isNoDefault, noteTypeUse } from './define-column.ts';
import { usersOfColumnType } from './dependents.ts';
import type { Draft } from './draft.ts';
import { systemColumns } from './expression-names.ts';
import { isFixedByIdentity, isOnlyForIdentity } from './identity-column.ts';
import { isInheritedColumn, isInPartitionKey, isLeftToChildren } from './inheritance.ts';
import { ofUserType, takenDefault } from './kept-default.ts';
import { isMemberOfItself } from './member-of-itself.ts';
import type { Column, Oid, Table } from './model.ts';
import type { Dependent } from './problem.ts';
import { putTable, withColumn } from './put-table.ts';
import { refuse } from './refuse.ts';
import { certainOf } from './report-dependents.ts';
import { resolveType } from './resolve-type.ts';
import { noteSequenceUses, removeSequence } from './sequence-uses.ts';
import { builtinName } from './types.ts';

/** Where one subcommand of ALTER TABLE stands: token indexes. */
export interface Words {
  readonly first: number;
  readonly last: number;
}

/** Subcommands that change nothing of a column that the catalog keeps. */
const columnSettings = new Set([
  'AT_SetStorage',
  'AT_SetStatistics',
  'AT_SetCompression',
  'AT_SetOptions',
  'AT_ResetOptions',
]);

/** Types whose values all have one length (pg_type.typlen). */
const fixedLength = new Set(
  `bool char name int2 int4 int8 float4 float8 oid money uuid date time timetz timestamp timestamptz interval point lseg
  box line circle macaddr macaddr8 tid xid cid pg_lsn`.split(/\s+/),
);

/** Values of one length are never compressed nor moved elsewhere. */
function checkStorageMode(draft: Draft, { name, type }: Column, { def }: AlterTableCmd, words: Words): void {
  const mode = def && 'String' in def ? (def.String.sval ?? '').toLowerCase() : '';
  const isFixed = !type.array && fixedLength.has(builtinName(type.type) ?? '');
  if (!isFixed || mode === 'plain' || mode === 'default') return;
  const message = `column data type ${draft.formatType(type)} can only have storage PLAIN`;
  refuse(draft, draft.source.findName(name, words.first, words.last), '0A000', message);
}

/** What keeps a column's type, and that of the same column of the children. */
function usersOfType(draft: Draft, table: Table, column: Column): Dependent[] {
  const below = draft.children(table.oid).flatMap((child) => {
    const own = child.columns.find((one) => one.name === column.name);
    return own ? usersOfType(draft, child, own) : [];
  });
  return [...usersOfColumnType(draft, table, column), ...below];
}

/** The subcommands that change one column. */
export function alterColumn(
  draft: Draft,
  table: Table,
  command: AlterTableCmd,
  words: Words,
  recurse: boolean,
): void {
  const possible: Readonly<Record<string, (column: Column) => Column>> = columnChanges(
    draft,
    table,
    command,
    words,
    recurse,
  );
  const change = possible[command.subtype ?? ''];
  if ((!change && !columnSettings.has(command.subtype ?? '')) || command.name === undefined) return;
  const column = table.columns.find((one) => one.name === command.name);
  if (!column) {
    if (!systemColumns.has(command.name))
      draft.reportColumn(command.name, table, draft.source.findName(command.name, words.first, words.last));
    return;
  }
  if (command.subtype === 'AT_AlterColumnType') {
    const dependents = certainOf(draft, usersOfType(draft, table, column));
    const at = draft.source.findName(column.name, words.first, words.last);
    if (isInheritedColumn(draft, table, column.name, 'altered', at)) return;
    if (isInPartitionKey(draft, table, column, at, 'alter')) return;
    const message = `type of inherited column "${column.name}" must be changed in child tables too`;
    if (!recurse && isLeftToChildren(draft, table, at, message)) return;
    if (dependents.length > 0)
      return draft.report({
        kind: 'dependent-objects',
        at,
        sqlstate: '0A000',
        action: 'change type',
        dropped: `column ${column.name} of table ${table.name}`,
        dependents,
        isCascadable: false,
      });
  }
  if (isNotNullElsewhere(draft, table, column, command, words, recurse)) return;
  if (!recurse && isOnlyForIdentity(draft, table, column, command, words)) return;
  if (isFixedByIdentity(draft, table, column, command, words)) return;
  if (command.subtype === 'AT_DropExpression' && isNotComputed(draft, table, column, command, words)) return;
  if (command.subtype === 'AT_SetStorage') checkStorageMode(draft, column, command, words);
  if (!change) return;
  const changes = command.subtype === 'AT_DropNotNull' ? nullable : differences(column, change(column));
  const apply = (oid: Oid): void => {
    const current = draft.table(oid);
    const own = current?.columns.find((one) => one.name === column.name);
    if (!current || !own) return;
    const given = oid === table.oid ? changes : changesBelow(draft, current, own, column, changes);
    putTable(
      draft,
      withColumn(current, own.number, (one) => ({ ...one, ...given })),
    );
    if (recurse) for (const child of childrenOf(draft, oid)) apply(child);
  };
  apply(table.oid);
}

/** Reports DROP EXPRESSION of a column that has none to lose; true also where IF EXISTS allows it. */
function isNotComputed(
  draft: Draft,
  table: Table,
  { name, generated }: Column,
  { missing_ok }: AlterTableCmd,
  words: Words,
): boolean {
  if (generated === 'stored' || !table.complete) return false;
  const at = draft.source.findName(name, words.first, words.last);
  const kind = draft.version < 18 ? 'stored generated' : 'generated';
  if (generated === 'virtual') {
    const message = 'ALTER TABLE / DROP EXPRESSION is not supported for virtual generated columns';
    refuse(draft, at, '0A000', message);
  } else if (!missing_ok) {
    const message = `column "${name}" of relation "${table.name}" is not a ${kind} column`;
    refuse(draft, at, '55000', message);
  }
  return true;
}

/** Reports a column that cannot become an identity column, whose values come from its sequence alone. */
function isNoIdentityColumn(draft: Draft, table: Table, column: Column, at: SourceRange): boolean {
  const named = `column "${column.name}" of relation "${table.name}"`;
  const message = !column.notNull
    ? `${named} must be declared NOT NULL before identity can be added`
    : column.identity !== null
      ? `${named} is already an identity column`
      : column.default !== null || column.serial
        ? `${named} already has a default value`
        : null;
  if (message === null || !table.complete) return false;
  refuse(draft, at, '55000', message);
  return true;
}

/** What a change set, to be set on the children's column as well. */
function differences(before: Column, after: Column): Partial<Column> {
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) => before[key as keyof Column] !== value),
  );
}

function columnChanges(
  draft: Draft,
  table: Table,
  command: AlterTableCmd,
  words: Words,
  recurse: boolean,
): Record<string, (column: Column) => Column> {
  const { source } = draft;
  const definition = command.def;
  return {
    AT_SetNotNull: (column) => ({
      ...column,
      notNull: true,
      notNullRange: source.range(words.last - 1, words.last),
      // With ONLY it is NO INHERIT.
      notNullOnlyHere: draft.version >= 18 && !column.notNull && !recurse,
    }),
    AT_DropNotNull: (column) => ({ ...column, ...nullable }),
    AT_DropExpression: (column) => ({ ...column, generated: null, generation: null }),
    AT_SetExpression: (column) => {
      const inside = insideParentheses(source, words.first, words.last);
      return definition && inside
        ? { ...column, generation: source.expression(definition, inside.first, inside.last) }
        : column;
    },
    AT_ColumnDefault: (column) => {
      if (!definition || isNoDefault(definition, column.type))
        return { ...column, default: null, serial: false };
      const at = source.find('DEFAULT', words.first, words.last);
      const expression = source.expression(definition, at + 1, words.last);
      noteSequenceUses(draft, table.oid, expression);
      return { ...column, default: expression };
    },
    AT_AlterColumnType: (column) => {
      const type = definition && 'ColumnDef' in definition ? definition.ColumnDef.typeName : undefined;
      if (!type) return column;
      const first = source.tokenIndex(source.offset(type.location));
      const ends = ['USING', 'COLLATE']
        .map((word) => source.find(word, first, words.last))
        .filter((index) => index >= 0);
      const last = Math.min(words.last, ...ends.map((index) => index - 1));
      const use = resolveType(draft, type);
      if (isMemberOfItself(draft, table, use, source.range(first, last))) return column;
      noteTypeUse(draft, use.type, table.oid);
      const given = takenDefault(draft, column);
      if (given !== column.default) noteSequenceUses(draft, table.oid, given);
      return {
        ...column,
        type: use,
        typeRange: source.range(first, last),
        serial: false,
        default: given && ofUserType(draft, column.type, given),
      };
    },
    AT_AddIdentity: (column) => {
      const node = definition && 'Constraint' in definition ? definition.Constraint : undefined;
      const always = node?.generated_when !== 'd';
      const at = source.findName(column.name, words.first, words.last);
      if (isNoIdentityColumn(draft, table, column, at)) return column;
      checkIdentityType(draft, column.type, at);
      checkNewSequence(draft, node?.options, builtinName(column.type.type) ?? '');
      const sequence = createOwnedSequence(
        draft,
        table,
        column.name,
        column.number,
        column.nameRange,
        node?.options,
      );
      return { ...column, identity: always ? 'always' : 'by default', ownedSequence: sequence };
    },
    AT_SetIdentity: (column) => {
      const options = definition && 'List' in definition ? (definition.List.items ?? []) : [];
      const kind = options.flatMap((one) =>
        'DefElem' in one && one.DefElem.defname === 'generated' && one.DefElem.arg ? [one.DefElem.arg] : [],
      )[0];
      if (!kind || !('Integer' in kind)) return column;
      // The kind is a character of pg_attribute.attidentity: a or d.
      return { ...column, identity: kind.Integer.ival === 97 ? 'always' : 'by default' };
    },
    AT_DropIdentity: (column) => {
      if (column.ownedSequence !== null) removeSequence(draft, column.ownedSequence);
      return { ...column, identity: null, ownedSequence: null };
    },
  };
}
