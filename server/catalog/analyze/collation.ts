import type { SourceRange } from '../../syntax/statement.ts';
import type { Analysis } from './analysis.ts';
import { report } from './report.ts';
import { baseType, elementOf, formatType, opaque, type TypeId, typeFacts } from './type-facts.ts';

/** Whether COLLATE may stand after a value of a type (pg_type.typcollation); true where it is not known. */
function isCollatable(a: Analysis, type: TypeId): boolean {
  const base = baseType(a, elementOf(a, type) ?? type);
  // Of extensions' types it is not in the data.
  if (base === opaque || base === 'unknown' || base.startsWith('.')) return true;
  return base === 'pg_node_tree' || (typeFacts(a, base).category === 'S' && base !== 'char');
}

/** COLLATE, after an expression, a column, a domain or a key of an index. */
export function requireCollatable(a: Analysis, type: TypeId, at: () => SourceRange): void {
  if (isCollatable(a, type)) return;
  const name = formatType(a, type);
  report(a, '42804', at(), `collations are not supported by type ${name}`, {
    kind: 'type-mismatch',
    expected: 'text',
    actual: name,
  });
}
