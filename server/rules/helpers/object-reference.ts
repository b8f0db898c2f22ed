import { columnNames, isTable } from '../../catalog/catalog.ts';
import type { Column, Constraint, Index, Table, View } from '../../catalog/model.ts';
import type { ObjectReference } from '../rule.ts';

/** A table or view as the object of a finding. */
export function relationReference(relation: Table | View): ObjectReference {
  return { kind: relation.kind, schema: relation.schema, name: relation.name };
}

/** A column as the object of a finding. */
export function columnReference(table: Table, column: Column): ObjectReference {
  return { kind: 'column', schema: table.schema, table: table.name, name: column.name };
}

/** A constraint as the object of a finding. */
export function constraintReference(table: Table, constraint: Constraint): ObjectReference {
  return {
    kind: constraint.kind,
    schema: table.schema,
    table: table.name,
    name: constraint.name,
    columns: columnNames(table, constraint.columns),
  };
}

/** An index as the object of a finding; its expressions are left out of the columns. */
export function indexReference(relation: Table | View, index: Index): ObjectReference {
  const numbers = index.keys.flatMap((key) => (key.column === null ? [] : [key.column]));
  const columns = isTable(relation)
    ? columnNames(relation, numbers)
    : numbers.map((number) => relation.columns?.[number - 1]?.name ?? `?${number}`);
  return { kind: 'index', schema: relation.schema, table: relation.name, name: index.name, columns };
}
