import type { TransactionStmt } from '@pgsql/types';
import type { StatementId } from '../syntax/statement.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import { dropAtCommit } from './make-way.ts';
import { commitLabels } from './new-labels.ts';
import { refuse } from './refuse.ts';

/** A transaction block that is open. */
export interface Transaction {
  readonly begin: StatementId;
  /** The newest last; a name may stand several times. */
  readonly savepoints: readonly { readonly name: string; readonly statement: StatementId }[];
}

/** BEGIN, COMMIT, ROLLBACK and savepoints: what is rolled back has never been. Only a warning where none is open. */
export function changeTransaction(draft: Draft, node: TransactionStmt): void {
  const open = draft.get(keys.transaction) as Transaction | undefined;
  const own = draft.source.statement.id;
  switch (node.kind) {
    case 'TRANS_STMT_BEGIN':
    case 'TRANS_STMT_START':
      if (!open) draft.put(keys.transaction, { begin: own, savepoints: [] } satisfies Transaction);
      return;
    case 'TRANS_STMT_SAVEPOINT':
      if (open) {
        const savepoints = [...open.savepoints, { name: node.savepoint_name ?? '', statement: own }];
        draft.put(keys.transaction, { ...open, savepoints } satisfies Transaction);
      }
      return;
    case 'TRANS_STMT_RELEASE':
    case 'TRANS_STMT_ROLLBACK_TO':
      return backTo(draft, open, node);
    case 'TRANS_STMT_ROLLBACK':
      if (open) draft.rollBack(open.begin);
      return end(draft, open, node.chain ?? false);
    case 'TRANS_STMT_COMMIT':
    case 'TRANS_STMT_PREPARE':
      dropAtCommit(draft);
      return end(draft, open, node.chain ?? false);
  }
}

/** RELEASE forgets a savepoint and those after it; ROLLBACK TO keeps it and takes back what came after it. */
function backTo(draft: Draft, open: Transaction | undefined, node: TransactionStmt): void {
  const at = open?.savepoints.findLastIndex(({ name }) => name === node.savepoint_name) ?? -1;
  const savepoint = open?.savepoints[at];
  if (open && !savepoint) reportMissingSavepoint(draft, node.savepoint_name ?? '');
  if (!open || !savepoint) return;
  const isRelease = node.kind === 'TRANS_STMT_RELEASE';
  if (!isRelease) draft.rollBack(savepoint.statement);
  const savepoints = open.savepoints.slice(0, isRelease ? at : at + 1);
  draft.put(keys.transaction, { ...open, savepoints } satisfies Transaction);
}

function reportMissingSavepoint(draft: Draft, name: string): void {
  refuse(draft, draft.source.findName(name, 1), '3B001', `savepoint "${name}" does not exist`);
}

/** SET LOCAL holds until here. AND CHAIN begins the next one at once. */
function end(draft: Draft, open: Transaction | undefined, isChained: boolean): void {
  const outer = draft.get(keys.outerPath);
  if (outer !== undefined) {
    draft.put(keys.searchPath, outer);
    draft.put(keys.outerPath, undefined);
  }
  commitLabels(draft);
  const next: Transaction = { begin: draft.source.statement.id, savepoints: [] };
  draft.put(keys.transaction, open && isChained ? next : undefined);
}
