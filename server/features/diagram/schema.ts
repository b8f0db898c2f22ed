import type { FinalCatalog } from '../../catalog/catalog.ts';
import type { Oid, Table, View } from '../../catalog/model.ts';
import type { DiagramChange, DiagramColumn, DiagramEnum, DiagramForeignKey } from './model.ts';

/** A table or view with all that a box may show. The same value as long as nothing of it changes. */
export interface SchemaTable {
  readonly oid: Oid;
  readonly relation: Table | View;
  readonly columns: readonly DiagramColumn[];
  /** A fingerprint of everything but places. */
  readonly hash: string;
  /** Null but in a comparison. */
  readonly change: DiagramChange | null;
}

/** A foreign key between two tables that may be drawn: those that stand for partitions, not the partitions. */
export interface SchemaRelation {
  readonly key: DiagramForeignKey;
  readonly parent: Oid;
  readonly child: Oid;
}

/** A database as diagrams show it, before a view picks from it. */
export interface Schema {
  readonly catalog: FinalCatalog;
  /** Tables, then views, each in the order of creation. Neither temporary tables nor partitions. */
  readonly tables: readonly SchemaTable[];
  readonly byOid: ReadonlyMap<Oid, SchemaTable>;
  readonly relations: readonly SchemaRelation[];
  readonly enums: readonly DiagramEnum[];
  /** How many partitions a table stands for; tables without any are not in it. */
  readonly partitions: ReadonlyMap<Oid, number>;
}

/** `schema.name`. */
export function qualifiedName({ relation }: SchemaTable): string {
  return `${relation.schema}.${relation.name}`;
}
