import type { AlterTableStmt, Node } from '@pgsql/types';
import { isQuery } from './analyze/analyze-statement.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { NestedSql } from './nested-sql.ts';
import { noteUnseenEffects } from './unseen-effects.ts';

/** Queries change nothing of the catalog. */
export function isQueryOnly(tree: Node): boolean {
  return isQuery(tree) || 'CallStmt' in tree;
}

/** Statements with a query, in which the block's variables are seen, so that not every name is a column's. */
export function mayUseVariables(tree: Node): boolean {
  return 'CreateTableAsStmt' in tree || 'ExplainStmt' in tree || 'DeclareCursorStmt' in tree;
}

/** A statement that may run or not: what it adds counts as there, all else as possible. */
export function applyPossibly(
  draft: Draft,
  { tree, source }: NestedSql,
  text: string,
  apply: () => void,
): void {
  draft.put(keys.guarded(source.statement.id), true);
  if (isAdding(draft, tree)) draft.within(source, tree, () => applyQuietly(draft, apply));
  else if (!('VariableSetStmt' in tree)) noteUnseenEffects(draft, text);
}

/** What it adds is there afterwards, by this or because it was there before; that it fails does not matter. */
function applyQuietly(draft: Draft, apply: () => void): void {
  const { length } = draft.problems;
  const isPartial = draft.get(keys.partial);
  apply();
  draft.problems.length = length;
  if (draft.get(keys.partial) !== isPartial) draft.put(keys.partial, isPartial);
}

const adding = new Set(
  `CreateStmt CreateTableAsStmt CreateEnumStmt CreateDomainStmt CompositeTypeStmt CreateRangeStmt IndexStmt ViewStmt
  CreateSchemaStmt CreateSeqStmt CreateExtensionStmt CreateFunctionStmt CreateTrigStmt CreatePolicyStmt AlterEnumStmt
  CreatePLangStmt CommentStmt`.split(/\s+/),
);

function isAdding(draft: Draft, tree: Node): boolean {
  if ('AlterTableStmt' in tree) return addsToTable(draft, tree.AlterTableStmt);
  return adding.has(Object.keys(tree)[0] ?? '');
}

const addingCommands = new Set([
  'AT_AddColumn',
  'AT_AddConstraint',
  'AT_EnableRowSecurity',
  'AT_ChangeOwner',
]);

/** Where a column of the name is there, the new one may be another, so that the table is no longer known. */
function addsToTable(draft: Draft, { relation, cmds }: AlterTableStmt): boolean {
  const found = draft.relation(relation?.schemaname ?? null, relation?.relname ?? '');
  const columns = found && 'columns' in found ? (found.columns ?? []) : [];
  return (
    found !== undefined &&
    (cmds ?? []).every((one) => {
      if (!('AlterTableCmd' in one)) return false;
      const { subtype = '', def, missing_ok } = one.AlterTableCmd;
      const added =
        subtype === 'AT_AddColumn' && def && 'ColumnDef' in def ? def.ColumnDef.colname : undefined;
      const isTaken = !missing_ok && columns.some((column) => column.name === added);
      return addingCommands.has(subtype) && !isTaken;
    })
  );
}
