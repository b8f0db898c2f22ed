import type { AlterTableStmt, Constraint, CreateStmt, Node, RangeVar } from '@pgsql/types';
import { isTable, isView } from './catalog.ts';
import type { Draft } from './draft.ts';
import { checkStorageParameters, type StorageOwner } from './storage-parameters.ts';

/** The storage parameters of a statement: of tables, their keys, indexes and views. Call it after the statement is applied. */
export function checkStorage(draft: Draft, tree: Node): void {
  if ('CreateStmt' in tree) checkTable(draft, tree.CreateStmt);
  else if ('CreateTableAsStmt' in tree) {
    const { into } = tree.CreateTableAsStmt;
    if (into?.options && into.rel && isMadeHere(draft, into.rel))
      checkStorageParameters(draft, into.options, 'table');
  } else if ('ViewStmt' in tree) checkStorageParameters(draft, tree.ViewStmt.options, 'view');
  else if ('IndexStmt' in tree) {
    const { accessMethod = 'btree', options } = tree.IndexStmt;
    if (options) checkStorageParameters(draft, options, { index: accessMethod });
  } else if ('AlterTableStmt' in tree) checkAltered(draft, tree.AlterTableStmt);
}

/** Of what is there already IF NOT EXISTS reads nothing. */
function isMadeHere(draft: Draft, { schemaname, relname = '' }: RangeVar): boolean {
  const found = draft.relation(schemaname ?? null, relname);
  return !found || !('statement' in found) || found.statement === draft.source.statement.id;
}

function checkTable(draft: Draft, node: CreateStmt): void {
  const keys = keysWithOptions(node);
  if ((!node.options && keys.length === 0) || (node.relation && !isMadeHere(draft, node.relation))) return;
  // An access method of an extension may have parameters of its own.
  if (node.accessMethod === undefined || node.accessMethod === 'heap')
    checkStorageParameters(draft, node.options, node.partspec ? 'partitioned table' : 'table');
  for (const key of keys) checkStorageParameters(draft, key.options, { index: 'btree' });
}

/** The constraints with options of their indexes; identity columns have those of their sequences. */
function keysWithOptions({ tableElts = [], constraints = [] }: CreateStmt): Constraint[] {
  const found: Constraint[] = [];
  const look = (node: Node) => {
    if ('Constraint' in node && node.Constraint.options && node.Constraint.contype !== 'CONSTR_IDENTITY')
      found.push(node.Constraint);
  };
  for (const one of tableElts)
    if ('ColumnDef' in one) one.ColumnDef.constraints?.forEach(look);
    else look(one);
  constraints.forEach(look);
  return found;
}

function checkAltered(draft: Draft, node: AlterTableStmt): void {
  for (const one of node.cmds ?? []) {
    if (!('AlterTableCmd' in one) || one.AlterTableCmd.subtype !== 'AT_SetRelOptions') continue;
    const { def } = one.AlterTableCmd;
    const found = draft.relation(node.relation?.schemaname ?? null, node.relation?.relname ?? '');
    const owner = found && ownerOf(draft, found);
    if (owner && def && 'List' in def) checkStorageParameters(draft, def.List.items, owner);
  }
}

function ownerOf(draft: Draft, found: NonNullable<ReturnType<Draft['relation']>>): StorageOwner | null {
  if (isTable(found)) {
    if (found.kind === 'foreign table') return null;
    return found.kind === 'partitioned table' ? 'partitioned table' : 'table';
  }
  if (isView(found)) return found.kind === 'view' ? 'view' : 'table';
  if (found.kind !== 'index') return null;
  const owner = draft.object(found.table);
  const index = isTable(owner) || isView(owner) ? owner.indexes.find(({ oid }) => oid === found.oid) : null;
  return index ? { index: index.method } : null;
}
