import { isRelationTaken } from './add-index.ts';
import { isTable } from './catalog.ts';
import { countConstraintName } from './constraint-names.ts';
import type { Draft } from './draft.ts';
import { keys } from './keys.ts';
import type { Oid, Sequence, Table, View } from './model.ts';
import { newNameRange } from './new-name-range.ts';

/** The sequences that a table's columns own. */
function ownedSequences(draft: Draft, { oid, columns }: Table): Sequence[] {
  const noted = (draft.get(keys.dependents(oid)) as readonly Oid[] | undefined) ?? [];
  const all = new Set([...columns.flatMap(({ ownedSequence }) => ownedSequence ?? []), ...noted]);
  return [...all].flatMap((one) => {
    const sequence = draft.sequence(one);
    return sequence?.ownedBy?.table === oid ? [sequence] : [];
  });
}

/** Moves what belongs to a relation into its new schema: indexes, constraints' names and owned sequences. */
export function moveParts(draft: Draft, object: Table | View, schema: string): void {
  const sequences = isTable(object) ? ownedSequences(draft, object) : [];
  const isTaken = ({ name }: { readonly name: string }) =>
    isRelationTaken(draft, schema, name, newNameRange(draft), 'relation', object.oid);
  if (object.indexes.some(isTaken) || sequences.some(isTaken)) return;
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
  for (const sequence of sequences) {
    draft.put(keys.relation(sequence.schema, sequence.name), undefined);
    draft.put(keys.relation(schema, sequence.name), sequence.oid);
    draft.putObject({ ...sequence, schema });
  }
}
