import type { AlterTableCmd, AlterTableStmt } from '@pgsql/types';
import type { SourceRange } from '../syntax/statement.ts';
import { passOf } from './alter-passes.ts';
import { isTable } from './catalog.ts';
import { noteTypeUse } from './define-column.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import { isMemberOfItself } from './member-of-itself.ts';
import type { CompositeType, Oid } from './model.ts';
import { newNameRange } from './new-name-range.ts';
import type { Dependent } from './problem.ts';
import { resolveType } from './resolve-type.ts';
import { similarNames } from './similar-names.ts';
import { followRename, followType, hasTables } from './typed-table.ts';

type Attribute = CompositeType['columns'][number];

/** ALTER TYPE … ADD, DROP and ALTER ATTRIBUTE. */
export function alterComposite(draft: Draft, type: CompositeType, node: AlterTableStmt): void {
  let from = 2;
  const commands: { readonly command: AlterTableCmd; readonly at: SourceRange }[] = [];
  for (const one of node.cmds ?? []) {
    if (!('AlterTableCmd' in one)) continue;
    const { name, def } = one.AlterTableCmd;
    const written = name ?? (def && 'ColumnDef' in def ? def.ColumnDef.colname : undefined) ?? '';
    const at = draft.source.findName(written, from);
    commands.push({ command: one.AlterTableCmd, at });
    from = Math.max(from, draft.source.tokenIndex(at.start) + 1);
  }
  commands.sort((a, b) => passOf(a.command) - passOf(b.command));
  let { columns } = type;
  for (const { command, at } of commands)
    columns = changed(draft, { ...type, columns }, command, at) ?? columns;
  const [first] = commands;
  const isCascading = commands.every(({ command }) => command.behavior === 'DROP_CASCADE');
  if (columns !== type.columns && first && hasTables(draft, type, isCascading, first.at)) return;
  draft.putObject({ ...type, columns });
  followType(draft, type, columns);
}

/** The attributes after one command; null where it changes nothing. */
function changed(
  draft: Draft,
  type: CompositeType,
  command: AlterTableCmd,
  at: SourceRange,
): readonly Attribute[] | null {
  const { subtype, name = '', def } = command;
  const { columns } = type;
  const written = def && 'ColumnDef' in def ? def.ColumnDef : undefined;
  const use = written?.typeName && resolveType(draft, written.typeName);
  if (use && isMemberOfItself(draft, type, use, at)) return null;
  if (use) noteTypeUse(draft, use.type, type.oid);
  if (subtype === 'AT_AddColumn') {
    const added = written?.colname ?? '';
    if (columns.some((column) => column.name === added)) reportTaken(draft, type, added, at);
    else if (use) return [...columns, { name: added, type: use }];
    return null;
  }
  if (subtype !== 'AT_DropColumn' && subtype !== 'AT_AlterColumnType') return null;
  if (!columns.some((column) => column.name === name)) {
    if (!command.missing_ok) reportAttribute(draft, type, name, at);
    return null;
  }
  if (subtype === 'AT_DropColumn') return columns.filter((column) => column.name !== name);
  const stored = storedIn(draft, type.oid, new Set());
  if (stored.length > 0)
    draft.report({
      kind: 'dependent-objects',
      at,
      sqlstate: '0A000',
      action: 'change type',
      dropped: `attribute ${name} of type ${type.name}`,
      dependents: stored,
      isCascadable: false,
    });
  else if (use) return columns.map((column) => (column.name === name ? { ...column, type: use } : column));
  return null;
}

/** ALTER TYPE … RENAME ATTRIBUTE. */
export function renameAttribute(
  draft: Draft,
  type: CompositeType,
  oldName: string,
  newName: string,
  cascade: boolean,
): void {
  const { columns } = type;
  const at = draft.source.findName(oldName, 4);
  if (!columns.some((one) => one.name === oldName)) return reportAttribute(draft, type, oldName, at);
  if (columns.some((one) => one.name === newName))
    return reportTaken(draft, type, newName, newNameRange(draft));
  if (hasTables(draft, type, cascade, at)) return;
  followRename(draft, type.oid, oldName, newName);
  draft.putObject({
    ...type,
    columns: columns.map((one) => (one.name === oldName ? { ...one, name: newName } : one)),
  });
}

function reportTaken(draft: Draft, type: CompositeType, name: string, at: SourceRange): void {
  draft.report({
    kind: 'duplicate-object',
    what: 'column',
    at,
    sqlstate: '42701',
    name,
    first: type.nameRange,
    firstKind: 'column',
    suggestion: null,
    table: type.oid,
  });
}

function reportAttribute(draft: Draft, type: CompositeType, column: string, at: SourceRange): void {
  if (draft.get(keys.partial) === true) return;
  draft.report({
    kind: 'unresolved-column',
    at,
    sqlstate: '42703',
    column,
    table: null,
    tableName: type.name,
    similar: similarNames(
      column,
      type.columns.map((one) => one.name),
    ),
  });
}

/** The columns in which rows of the type are kept, also within other types: its attributes' types stay as they are. */
function storedIn(draft: Draft, type: Oid, seen: Set<Oid>): Dependent[] {
  if (seen.has(type)) return [];
  seen.add(type);
  const found: Dependent[] = [];
  for (const oid of (draft.get(keys.dependents(type)) as readonly Oid[] | undefined) ?? []) {
    const user = draft.object(oid);
    if (isTable(user)) {
      for (const column of user.columns)
        if (column.type.type === type)
          found.push({ name: `column ${column.name} of table ${user.name}`, at: column.nameRange });
    } else if (user?.kind === 'domain' ? user.base.type === type : user?.kind === 'composite type')
      found.push(...storedIn(draft, oid, seen));
  }
  return found;
}
