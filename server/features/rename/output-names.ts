import { createSource } from '../../catalog/source.ts';
import { parseStatement } from '../../syntax/parse-statement.ts';
import type { Statement } from '../../syntax/statement.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Where the columns of a statement's queries stand that give their names to what the query puts out: the offsets of
 * the names. Queries whose names nobody sees, such as those of EXISTS, IN and INSERT, are left out.
 */
export function outputNames(statement: Statement): ReadonlySet<number> {
  const parsed = parseStatement(statement);
  const source = createSource(statement, parsed);
  const found = new Set<number>();

  function visit(node: unknown, isNamed: boolean): void {
    if (Array.isArray(node)) for (const item of node) visit(item, isNamed);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    for (const [tag, value] of Object.entries(node as Fields)) {
      if (tag === 'SelectStmt') visitSelect(value as Fields, isNamed);
      else if (tag === 'larg' || tag === 'rarg') visit(value, isNamed);
      else if (tag === 'InsertStmt' || tag === 'SubLink') visit(value, false);
      else visit(value, true);
    }
  }

  function visitSelect(select: Fields, isNamed: boolean): void {
    for (const [name, value] of Object.entries(select)) {
      if (name === 'targetList' && isNamed) for (const target of value as Fields[]) note(target);
      // The operands of UNION stand without a tag; the first one gives the names.
      if (name === 'larg' || name === 'rarg') visitSelect(value as Fields, isNamed && name === 'larg');
      else visit(value, true);
    }
  }

  function note(target: Fields): void {
    const { name, val } = (target.ResTarget ?? {}) as { name?: string; val?: Fields };
    const ref = val?.ColumnRef as { fields?: readonly object[]; location?: number } | undefined;
    if (name !== undefined || !ref) return;
    const at = source.tokenIndex(source.offset(ref.location)) + 2 * ((ref.fields?.length ?? 1) - 1);
    const token = source.tokens[at];
    if (token) found.add(token.start);
  }

  // What a query by itself puts out is looked at by no other statement.
  const tree = parsed.tree;
  if (tree) visit(tree, !('SelectStmt' in tree));
  return found;
}
