import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Table } from './model.ts';
import { chooseName } from './names.ts';

/** How many constraints of the schema have this name. */
export function constraintNameCount(draft: Draft, schema: string, name: string): number {
  return (draft.get(keys.constraintName(schema, name)) as number | undefined) ?? 0;
}

export function countConstraintName(draft: Draft, schema: string, name: string, change: 1 | -1): void {
  const count = constraintNameCount(draft, schema, name) + change;
  draft.put(keys.constraintName(schema, name), count > 0 ? count : undefined);
}

/** PostgreSQL's ChooseConstraintName: free among all constraints of the schema. */
export function chooseConstraintName(
  draft: Draft,
  table: Table,
  addition: string | null,
  label: string,
  others: readonly string[] = [],
): string {
  return chooseName(
    table.name,
    addition,
    label,
    (name) => constraintNameCount(draft, table.schema, name) > 0 || others.includes(name),
  );
}

/** PostgreSQL's ChooseRelationName: free among the relations of the schema, and its constraints too for a constraint's index. */
export function chooseRelationName(
  draft: Draft,
  schema: string,
  name1: string,
  name2: string | null,
  label: string,
  isConstraint: boolean,
): string {
  return chooseName(
    name1,
    name2,
    label,
    (name) =>
      !draft.isRelationNameFree(schema, name) ||
      (isConstraint && constraintNameCount(draft, schema, name) > 0),
  );
}

/** Reports a second constraint of one name on a table; true where the name is taken. */
export function isConstraintTaken(
  draft: Draft,
  table: Table,
  name: string,
  at: { nameRange: Table['nameRange'] },
): boolean {
  const first = table.constraints.find((constraint) => constraint.name === name);
  if (!first) return false;
  draft.report({
    kind: 'duplicate-object',
    what: 'constraint',
    at: at.nameRange,
    sqlstate: '42710',
    name,
    first: first.nameRange ?? first.range,
    firstKind: `${first.kind} constraint`,
    suggestion: chooseName(name, null, '', (candidate) =>
      table.constraints.some((one) => one.name === candidate),
    ),
    table: table.oid,
  });
  return true;
}
