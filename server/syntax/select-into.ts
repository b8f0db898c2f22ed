import type { IntoClause, Node, SelectStmt } from '@pgsql/types';

/** Takes INTO out of a query; of several that are put together the first one has it. */
function takeInto(select: SelectStmt): { into: IntoClause; rest: SelectStmt } | null {
  const { intoClause, ...rest } = select;
  if (intoClause) return { into: intoClause, rest };
  const first = select.larg && takeInto(select.larg);
  return first ? { into: first.into, rest: { ...select, larg: first.rest } } : null;
}

/** SELECT … INTO as the CREATE TABLE AS that PostgreSQL makes of it; any other tree as it is. */
export function readSelectInto(tree: Node): Node {
  const found = 'SelectStmt' in tree ? takeInto(tree.SelectStmt) : null;
  if (!found) return tree;
  const { into, rest } = found;
  return {
    CreateTableAsStmt: {
      query: { SelectStmt: rest },
      into,
      objtype: 'OBJECT_TABLE',
      is_select_into: true,
    },
  };
}
