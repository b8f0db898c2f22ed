import type { Oid } from '../../catalog/model.ts';
import { describeRelation } from './describe-change.ts';
import type { DiagramChange, DiagramDifference, DiagramForeignKey } from './model.ts';
import { qualifiedName, type Schema, type SchemaRelation, type SchemaTable } from './schema.ts';

/** What is different in the foreign keys. `pairs` has each table after with what it was before. */
export function compareKeys(before: Schema, after: Schema, pairs: ReadonlyMap<SchemaTable, SchemaTable>) {
  const differences: DiagramDifference[] = [];
  const touched = new Set<Oid>();
  const names = new Map([...pairs].map(([is, was]) => [qualifiedName(was), is.relation]));
  /** The id that a key from before would have now. */
  const idNow = (id: string): string => {
    const [schema, table, name] = JSON.parse(id) as [string, string, string];
    const now = names.get(`${schema}.${table}`);
    return now ? JSON.stringify([now.schema, now.name, name]) : id;
  };
  const targetNow = (oid: Oid) => {
    const { schema, name } = before.byOid.get(oid)!.relation;
    return names.get(`${schema}.${name}`) ?? { schema, name };
  };
  const old = new Map(before.relations.map((relation) => [idNow(relation.key.id), relation]));
  const note = (schema: Schema, { key, child }: SchemaRelation, change: DiagramChange, detail: string) => {
    const { relation } = schema.byOid.get(child)!;
    const { schema: at, name } = relation;
    differences.push({
      change,
      kind: 'relation',
      name: `${key.name} on ${at}.${name}`,
      detail,
      table: { schema: at, name },
      range: key.range,
    });
  };
  const relations = after.relations.map((relation) => {
    const was = old.get(relation.key.id);
    const detail = was
      ? describeRelation(
          { ...was, target: targetNow(was.parent) },
          { ...relation, target: after.byOid.get(relation.parent)!.relation },
        )
      : '';
    if (was && detail === '') return relation;
    const change = was ? 'changed' : 'added';
    note(after, relation, change, detail);
    touched.add(relation.child);
    return { ...relation, key: { ...relation.key, change } satisfies DiagramForeignKey };
  });
  const left = new Set(after.relations.map(({ key }) => key.id));
  const gone = before.relations.filter(({ key }) => !left.has(idNow(key.id)));
  const oids = new Map([...pairs].map(([is, was]) => [was.oid, is.oid]));
  for (const relation of gone) {
    note(before, relation, 'removed', '');
    const child = oids.get(relation.child);
    if (child !== undefined) touched.add(child);
  }
  return { relations, gone, touched, differences };
}
