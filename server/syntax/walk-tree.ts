/**
 * Visits every tagged node (`FuncCall`, `ColumnRef`, …) of libpg-query's tree, this one included, with its fields.
 * A visitor that returns false does not go deeper.
 */
export function walkTree(
  node: unknown,
  visit: (tag: string, fields: Readonly<Record<string, unknown>>) => unknown,
): void {
  if (Array.isArray(node)) {
    for (const item of node) walkTree(item, visit);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const fields = node as Record<string, unknown>;
  for (const tag in fields) {
    const value = fields[tag];
    if (typeof value !== 'object' || value === null) continue;
    const initial = tag.charCodeAt(0);
    const isTag = initial >= 65 && initial <= 90 && !Array.isArray(value);
    if (isTag && visit(tag, value as Record<string, unknown>) === false) continue;
    walkTree(value, visit);
  }
}
