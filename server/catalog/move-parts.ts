import { isTable } from './catalog.ts';
import { countConstraintName } from './constraint-names.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Table, View } from './model.ts';

/** Moves what belongs to a relation into its new schema: indexes, constraints' names and owned sequences. */
export function moveParts(draft: Draft, object: Table | View, schema: string): void {
  for (const index of object.indexes) {
    draft.put(keys.relation(object.schema, index.name), undefined);
    draft.put(keys.relation(schema, index.name), index.oid);
    draft.putObject({ kind: 'index', oid: index.oid, schema, name: index.name, table: object.oid });
  }
  if (!isTable(object)) return;
  for (const constraint of object.constraints) {
    countConstraintName(draft, object.schema, constraint.name, -1);
    countConstraintName(draft, schema, constraint.name, 1);
  }
  for (const column of object.columns) {
    const sequence = column.ownedSequence === null ? undefined : draft.sequence(column.ownedSequence);
    if (!sequence) continue;
    draft.put(keys.relation(sequence.schema, sequence.name), undefined);
    draft.put(keys.relation(schema, sequence.name), sequence.oid);
    draft.putObject({ ...sequence, schema });
  }
}
