import type { FinalCatalog } from '../../catalog/catalog.ts';
import { columnNames } from '../../catalog/catalog.ts';
import type { Constraint, ForeignKey, Oid, Table } from '../../catalog/model.ts';
import { uniqueSets } from './column-keys.ts';
import type { DiagramForeignKey } from './model.ts';
import type { SchemaRelation } from './schema.ts';

/** The keys of a table by their constraints, and the targets that they were made with. */
interface Kept {
  readonly keys: readonly (readonly [ForeignKey, DiagramForeignKey])[];
  readonly targets: readonly (Table | undefined)[];
}

const kept = new WeakMap<Table, Kept>();

/** The foreign keys between the tables that may be drawn; a partition's own keys are those of its root. */
export function readRelations(catalog: FinalCatalog, drawn: ReadonlyMap<Oid, unknown>): SchemaRelation[] {
  const relations: SchemaRelation[] = [];
  /** Of partitioned tables: their partitions' keys may say the same once more. */
  const seen = new Set<string>();
  for (const table of catalog.tables) {
    if (!table.constraints.some(isForeignKey)) continue;
    const child = partitionRoot(table, catalog).oid;
    if (!drawn.has(child)) continue;
    for (const [constraint, key] of keysOf(table, catalog)) {
      if (table.partitionOf !== null && constraint.inherited) continue;
      const target = constraint.target === null ? undefined : catalog.table(constraint.target);
      const parent = target && partitionRoot(target, catalog).oid;
      if (parent === undefined || !drawn.has(parent)) continue;
      if (table.kind === 'partitioned table' || table.partitionOf !== null) {
        const sameLine = JSON.stringify([child, parent, key.columns]);
        if (table.partitionOf !== null && seen.has(sameLine)) continue;
        seen.add(sameLine);
      }
      relations.push({ key, parent, child });
    }
  }
  return relations;
}

function isForeignKey(constraint: Constraint): constraint is ForeignKey {
  return constraint.kind === 'foreign key';
}

function keysOf(table: Table, catalog: FinalCatalog): Kept['keys'] {
  const constraints = table.constraints.filter(isForeignKey);
  const targets = constraints.map(({ target }) => (target === null ? undefined : catalog.table(target)));
  const known = kept.get(table);
  if (known && targets.every((target, at) => target === known.targets[at])) return known.keys;
  const keys = constraints.flatMap((constraint, at) => {
    const target = targets[at];
    return target ? [[constraint, toKey(table, constraint, target)] as const] : [];
  });
  kept.set(table, { keys, targets });
  return keys;
}

function toKey(table: Table, key: ForeignKey, target: Table): DiagramForeignKey {
  const own = new Set(key.columns);
  const primary = table.constraints.find((constraint) => constraint.kind === 'primary key');
  return {
    id: JSON.stringify([table.schema, table.name, key.name]),
    name: key.name,
    columns: columnNames(table, key.columns),
    parentColumns: columnNames(target, key.targetColumns),
    parentOptional: table.columns.some((column) => own.has(column.number) && !column.notNull),
    childUnique: uniqueSets(table).some((unique) => [...unique].every((column) => own.has(column))),
    identifying: primary !== undefined && key.columns.every((column) => primary.columns.includes(column)),
    onDelete: key.onDelete,
    onUpdate: key.onUpdate,
    change: null,
    range: key.range,
  };
}

/** The topmost partitioned table of a partition, and any other table itself. */
export function partitionRoot(table: Table, catalog: FinalCatalog): Table {
  let root = table;
  for (let depth = 0; root.partitionOf !== null && depth < 64; depth++) {
    const above = catalog.table(root.partitionOf);
    if (above === undefined) break;
    root = above;
  }
  return root;
}
