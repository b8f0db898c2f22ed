import type { Node } from '@pgsql/types';

/** Whether a statement is a CREATE TABLE. */
export function createsTable(tree: Node | null): boolean {
  return tree !== null && ('CreateStmt' in tree || 'CreateTableAsStmt' in tree);
}
