import type { Node } from '@pgsql/types';
import { strings } from './types.ts';

/** An expression that is but a column in parentheses, with its COLLATE, is a column as well (ComputeIndexAttrs). */
export function plainColumn(node: Node): { readonly name: string; readonly collation: string | null } | null {
  if ('CollateClause' in node) {
    const inner = node.CollateClause.arg && plainColumn(node.CollateClause.arg);
    const collation = strings(node.CollateClause.collname).join('.');
    return inner ? { ...inner, collation: inner.collation ?? collation } : null;
  }
  const fields = 'ColumnRef' in node ? (node.ColumnRef.fields ?? []) : [];
  const [name] = strings(fields);
  return fields.length === 1 && name !== undefined ? { name, collation: null } : null;
}
