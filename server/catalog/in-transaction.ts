import type { Node } from '@pgsql/types';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Transaction } from './transaction.ts';

/** The commands that have a transaction of their own, or several (PreventInTransactionBlock), by their tags. */
const alwaysAlone: Readonly<Record<string, string>> = {
  CreatedbStmt: 'CREATE DATABASE',
  DropdbStmt: 'DROP DATABASE',
  CreateTableSpaceStmt: 'CREATE TABLESPACE',
  DropTableSpaceStmt: 'DROP TABLESPACE',
  AlterSystemStmt: 'ALTER SYSTEM',
};

/** Whether an option of REINDEX is there and not switched off, as by `(CONCURRENTLY false)`. */
function isOn(params: readonly Node[] | undefined, name: string): boolean {
  return (params ?? []).some((one) => {
    if (!('DefElem' in one) || one.DefElem.defname !== name) return false;
    return !/"(?:false|off)"|"ival":0|"boolval":false/i.test(JSON.stringify(one.DefElem.arg ?? ''));
  });
}

/** The command that cannot run inside a transaction block; null for all others. */
function commandOf(tree: Node): string | null {
  for (const tag in tree) if (alwaysAlone[tag]) return alwaysAlone[tag];
  if ('IndexStmt' in tree) return tree.IndexStmt.concurrent ? 'CREATE INDEX CONCURRENTLY' : null;
  if ('DropStmt' in tree) return tree.DropStmt.concurrent ? 'DROP INDEX CONCURRENTLY' : null;
  if ('ReindexStmt' in tree) {
    const { kind, params } = tree.ReindexStmt;
    if (isOn(params, 'concurrently')) return 'REINDEX CONCURRENTLY';
    if (kind === 'REINDEX_OBJECT_SCHEMA') return 'REINDEX SCHEMA';
    if (kind === 'REINDEX_OBJECT_SYSTEM') return 'REINDEX SYSTEM';
    return kind === 'REINDEX_OBJECT_DATABASE' ? 'REINDEX DATABASE' : null;
  }
  if ('VacuumStmt' in tree) return tree.VacuumStmt.is_vacuumcmd ? 'VACUUM' : null;
  if ('ClusterStmt' in tree) return tree.ClusterStmt.relation ? null : 'CLUSTER';
  if ('DiscardStmt' in tree) return tree.DiscardStmt.target === 'DISCARD_ALL' ? 'DISCARD ALL' : null;
  if ('AlterTableStmt' in tree) {
    const isDetach = (tree.AlterTableStmt.cmds ?? []).some(
      (one) =>
        'AlterTableCmd' in one &&
        one.AlterTableCmd.def &&
        'PartitionCmd' in one.AlterTableCmd.def &&
        one.AlterTableCmd.def.PartitionCmd.concurrent,
    );
    return isDetach ? 'ALTER TABLE … DETACH CONCURRENTLY' : null;
  }
  return null;
}

/** Reports a command in the transaction of a BEGIN where PostgreSQL allows none. */
export function checkTransactionBlock(draft: Draft, tree: Node): void {
  const command = commandOf(tree);
  const open = command === null ? undefined : (draft.get(keys.transaction) as Transaction | undefined);
  if (command === null || !open) return;
  const { source } = draft;
  const index = source.find('CONCURRENTLY', 0);
  draft.report({
    kind: 'concurrently-in-transaction',
    at: index < 0 ? source.range(0, 0) : source.range(index, index),
    sqlstate: '25001',
    command,
    begin: open.begin,
  });
}
