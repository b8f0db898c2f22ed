import type { Node, TypeName } from '@pgsql/types';
import { walkTree } from '../syntax/walk-tree.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Oid, SqlFunction, Table } from './model.ts';
import { strings } from './types.ts';
import { noteUnseenEffects } from './unseen-effects.ts';
import { expressionsIn } from './using-parts.ts';

const changing = /\b(?:create|alter|drop|execute)\b/i;

/** The functions of the user's that a tree may call, by their names. */
function functionsIn(draft: Draft, tree: Node): readonly SqlFunction[] {
  const found: SqlFunction[] = [];
  walkTree(tree, (tag, fields) => {
    if (tag !== 'FuncCall') return;
    const names = strings(fields.funcname as Node[] | undefined);
    found.push(...draft.functions(names.length > 1 ? (names.at(-2) ?? null) : null, names.at(-1) ?? ''));
  });
  return found;
}

/** Notes what the functions that a SELECT or CALL runs may define, such as one that makes a table's partitions. */
export function noteCalls(draft: Draft, tree: Node): void {
  // The call of a CALL has no tag of its own.
  const queried = 'CallStmt' in tree ? { FuncCall: tree.CallStmt.funccall ?? {} } : tree;
  for (const { body } of functionsIn(draft, queried))
    if (body !== null && changing.test(body)) noteUnseenEffects(draft, body);
}

/** The types of the user's that casts in a tree name. */
function typesIn(draft: Draft, tree: Node): readonly Oid[] {
  const found: Oid[] = [];
  walkTree(tree, (tag, fields) => {
    if (tag !== 'TypeCast') return;
    const names = strings((fields.typeName as TypeName | undefined)?.names);
    const oid = draft.typeOid(names.length > 1 ? (names.at(-2) ?? null) : null, names.at(-1) ?? '');
    if (oid !== undefined && draft.userType(oid)) found.push(oid);
  });
  return found;
}

/** Whether a statement about a table has an expression with a function or type of the user's, which DROP has to know. */
export function hasUsesInTable(draft: Draft, tree: Node): boolean {
  const isMeant = 'CreateStmt' in tree || 'AlterTableStmt' in tree || 'IndexStmt' in tree;
  return isMeant && (functionsIn(draft, tree).length > 0 || typesIn(draft, tree).length > 0);
}

/** Notes that a table which has copied expressions of another one uses the same functions and types, for DROP. */
export function noteCopiedUses(draft: Draft, from: Table, to: Oid): void {
  for (const { node } of expressionsIn(from))
    for (const oid of [...functionsIn(draft, node).map((one) => one.oid), ...typesIn(draft, node)]) {
      const dependents = (draft.get(keys.dependents(oid)) as readonly Oid[] | undefined) ?? [];
      if (dependents.includes(from.oid)) draft.addTo(keys.dependents(oid), to);
    }
}
