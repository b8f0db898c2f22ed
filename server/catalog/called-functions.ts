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
