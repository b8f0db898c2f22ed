import type { RangeVar, TruncateStmt } from '@pgsql/types';
import { isTable } from './catalog.ts';
import type { Draft } from './draft.ts';
import type { Oid, Table } from './model.ts';
import { refuse } from './refuse.ts';

/** A table with its children and partitions, which are emptied with it. */
function family(draft: Draft, table: Table, found = new Map<Oid, Table>()): ReadonlyMap<Oid, Table> {
  if (found.has(table.oid)) return found;
  found.set(table.oid, table);
  for (const child of draft.children(table.oid)) family(draft, child, found);
  return found;
}

function refersTo(table: Table, target: Oid): boolean {
  return table.constraints.some((one) => one.kind === 'foreign key' && one.target === target);
}

/** TRUNCATE: of tables only, and not of what a table that is left out refers to (heap_truncate_check_FKs). */
export function checkTruncate(draft: Draft, node: TruncateStmt): void {
  const named: { readonly relation: RangeVar; readonly tables: ReadonlyMap<Oid, Table> }[] = [];
  const placeOf = ({ location }: RangeVar) => {
    const at = draft.source.tokenIndex(draft.source.offset(location));
    return draft.source.range(at, draft.source.nameEnd(at));
  };
  for (const one of node.relations ?? []) {
    if (!('RangeVar' in one)) continue;
    const { RangeVar: relation } = one;
    const found = draft.relation(relation.schemaname ?? null, relation.relname ?? '');
    if (isTable(found))
      named.push({ relation, tables: relation.inh ? family(draft, found) : new Map([[found.oid, found]]) });
    else if (found) refuse(draft, placeOf(relation), '42809', `"${found.name}" is not a table`);
  }
  if (node.behavior === 'DROP_CASCADE') return;
  const emptied = new Set(named.flatMap(({ tables }) => [...tables.keys()]));
  for (const { relation, tables } of named)
    for (const [oid, { name }] of tables) {
      const other = draft
        .referencing(oid)
        .find((one) => !emptied.has(one.oid) && one.complete && refersTo(one, oid));
      if (!other) continue;
      const message = `cannot truncate a table referenced in a foreign key constraint: "${other.name}" references "${name}"`;
      return refuse(draft, placeOf(relation), '0A000', message);
    }
}
