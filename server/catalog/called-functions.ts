import type { Node } from '@pgsql/types';
import { walkTree } from '../syntax/walk-tree.ts';
import type { Draft } from './draft.ts';
import { strings } from './types.ts';
import { noteUnseenEffects } from './unseen-effects.ts';

const changing = /\b(?:create|alter|drop|execute)\b/i;

/** Notes what the functions that a SELECT or CALL runs may define, such as one that makes a table's partitions. */
export function noteCalls(draft: Draft, tree: Node): void {
  // The call of a CALL has no tag of its own.
  const queried = 'CallStmt' in tree ? { FuncCall: tree.CallStmt.funccall ?? {} } : tree;
  walkTree(queried, (tag, fields) => {
    if (tag !== 'FuncCall') return;
    const names = strings(fields.funcname as Node[] | undefined);
    const schema = names.length > 1 ? (names.at(-2) ?? null) : null;
    for (const { body } of draft.functions(schema, names.at(-1) ?? ''))
      if (body !== null && changing.test(body)) noteUnseenEffects(draft, body);
  });
}

/** Whether a statement about a table has an expression with a function of the user's, which DROP has to know. */
export function callsInTable(draft: Draft, tree: Node): boolean {
  if (!('CreateStmt' in tree || 'AlterTableStmt' in tree || 'IndexStmt' in tree)) return false;
  let found = false;
  walkTree(tree, (tag, fields) => {
    if (tag !== 'FuncCall' || found) return;
    const names = strings(fields.funcname as Node[] | undefined);
    const schema = names.length > 1 ? (names.at(-2) ?? null) : null;
    if (draft.functions(schema, names.at(-1) ?? '').length > 0) found = true;
  });
  return found;
}
