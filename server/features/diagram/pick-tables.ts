import type { Oid, View } from '../../catalog/model.ts';
import { tableMatcher } from './glob.ts';
import { partitionRoot } from './read-relations.ts';
import type { Schema, SchemaTable } from './schema.ts';
import type { DiagramView, TableName } from './view.ts';

export interface PickedTables {
  readonly tables: readonly SchemaTable[];
  /** How many the view's patterns hide. */
  readonly hiddenCount: number;
}

/** The tables that a view shows. A table that is asked for by name is shown although a pattern hides it. */
export function pickTables(
  schema: Schema,
  view: DiagramView,
  own: ReadonlySet<SchemaTable> | null,
): PickedTables {
  const isHidden = tableMatcher(view.hidden);
  const focused = view.focus === null ? null : findTables(schema, view.focus);
  const near = focused && neighbourhood(schema, focused, view.hops);
  let hiddenCount = 0;
  const tables = schema.tables.filter((table) => {
    const hidden = isHidden(table.relation) && !focused?.has(table.oid);
    if (hidden) hiddenCount++;
    return (
      !hidden &&
      (near === null || near.has(table.oid)) &&
      (view.scope === 'database' || own === null || own.has(table))
    );
  });
  return { tables, hiddenCount };
}

/** The boxes of these names; that of a partition is its table's. */
export function findTables(schema: Schema, names: readonly TableName[]): ReadonlySet<Oid> {
  const wanted = new Set(names.map(({ schema: at, name }) => JSON.stringify([at, name])));
  const found = new Set<Oid>();
  for (const { oid, relation } of schema.tables)
    if (wanted.has(JSON.stringify([relation.schema, relation.name]))) found.add(oid);
  if (found.size < wanted.size)
    for (const table of schema.catalog.tables)
      if (table.partitionOf !== null && wanted.has(JSON.stringify([table.schema, table.name])))
        found.add(partitionRoot(table, schema.catalog).oid);
  return found;
}

/** These tables and what is at most so many steps from them: over foreign keys and inheritance, both ways. */
function neighbourhood(schema: Schema, from: ReadonlySet<Oid>, hops: number): ReadonlySet<Oid> {
  const neighbours = new Map<Oid, Oid[]>();
  const link = (one: Oid, other: Oid) => {
    neighbours.set(one, [...(neighbours.get(one) ?? []), other]);
    neighbours.set(other, [...(neighbours.get(other) ?? []), one]);
  };
  for (const { parent, child } of schema.relations) link(parent, child);
  for (const { oid, relation } of schema.tables)
    if ('inherits' in relation) for (const parent of relation.inherits) link(parent, oid);
  // A view leads to what it reads, but no table leads to the views on it: a picture would be full of reports.
  const reads = (oid: Oid) => (schema.byOid.get(oid)?.relation as View | undefined)?.reads ?? [];
  const near = new Set(from);
  let edge = [...from];
  for (let hop = 0; hop < hops && edge.length > 0; hop++) {
    const next = edge.flatMap((oid) => [...(neighbours.get(oid) ?? []), ...reads(oid)]);
    edge = [...new Set(next)].filter((oid) => !near.has(oid) && schema.byOid.has(oid));
    for (const oid of edge) near.add(oid);
  }
  return near;
}
