import { walkTree } from '../../syntax/walk-tree.ts';

/** A node's fields, with the tag that libpg-query gives it: `FuncCall`, `ColumnRef`, … */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A node's fields where it has this tag. */
export function fieldsOf(node: unknown, tag: string): Fields | null {
  if (!isFields(node)) return null;
  const value = node[tag];
  return isFields(value) ? value : null;
}

/** The strings of a list of String nodes; null stands for anything else, such as `*`. */
export function namesOf(list: unknown): (string | null)[] {
  if (!Array.isArray(list)) return [];
  return list.map((item) => {
    const value = fieldsOf(item, 'String')?.sval;
    return typeof value === 'string' ? value : null;
  });
}

/** A reference to a column: its qualifiers and name, and libpg-query's location in bytes. */
export interface ColumnUse {
  readonly names: readonly (string | null)[];
  readonly location: number;
}

export function columnUse(fields: Fields): ColumnUse {
  const { location } = fields;
  return { names: namesOf(fields.fields), location: typeof location === 'number' ? location : 0 };
}

/** All column references of an expression, those in subqueries included. */
export function columnUses(node: unknown): ColumnUse[] {
  const uses: ColumnUse[] = [];
  walkTree(node, (tag, fields) => {
    if (tag === 'ColumnRef') uses.push(columnUse(fields));
  });
  return uses;
}

/** The names of all functions that an expression calls, without schemas. */
export function calledFunctions(node: unknown): string[] {
  const names: string[] = [];
  walkTree(node, (tag, fields) => {
    if (tag === 'FuncCall') names.push(namesOf(fields.funcname).at(-1) ?? '');
  });
  return names;
}

/** The column's name where the expression is nothing but a column, else null. */
export function plainColumn(node: unknown): string | null {
  const fields = fieldsOf(node, 'ColumnRef');
  return fields ? (namesOf(fields.fields).at(-1) ?? null) : null;
}

/** An operator with its operands, else null. */
export function operatorCall(
  node: unknown,
): { kind: string; name: string; left: unknown; right: unknown } | null {
  const fields = fieldsOf(node, 'A_Expr');
  if (!fields) return null;
  return {
    kind: String(fields.kind ?? ''),
    name: namesOf(fields.name).at(-1) ?? '',
    left: fields.lexpr,
    right: fields.rexpr,
  };
}
