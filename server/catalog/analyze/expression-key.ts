import type { Analysis } from './analysis.ts';

const skipped = new Set([
  'location',
  'list_start',
  'list_end',
  'rexpr_list_start',
  'rexpr_list_end',
  'funcformat',
]);

/** Equal for two trees that mean the same: columns by what they refer to, wherever and however they are written. */
export function expressionKey(a: Analysis, node: unknown): string {
  if (Array.isArray(node)) return `[${node.map((one) => expressionKey(a, one)).join()}]`;
  if (typeof node !== 'object' || node === null) return JSON.stringify(node) ?? '';
  const target = a.references.get(node);
  if (target) return columnKey(target.item, target.column);
  const parts: string[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (skipped.has(key)) continue;
    if (key === 'typeName' || key === 'funcname') parts.push(`${key}:${unqualified(a, value)}`);
    else if (key === 'ColumnRef') return expressionKey(a, value);
    else parts.push(`${key}:${expressionKey(a, value)}`);
  }
  return `{${parts.join()}}`;
}

/** `pg_catalog.int4` is `int4`. */
function unqualified(a: Analysis, value: unknown): string {
  return expressionKey(a, value).replaceAll('{String:{sval:"pg_catalog"}},', '');
}

export function columnKey(item: number, column: number): string {
  return `$${item}.${column}`;
}
