import type { SourceRange } from '../../syntax/statement.ts';

export type DiagramKey = 'PK' | 'FK' | 'UK';

export interface DiagramColumn {
  readonly name: string;
  /** As PostgreSQL's format_type prints it; null for a view's column whose type is not known. */
  readonly type: string | null;
  readonly notNull: boolean;
  /** In the order PK, FK, UK. A column is UK when it is unique by itself. */
  readonly keys: readonly DiagramKey[];
  readonly comment: string | null;
  /** The labels of its enum type, else null. */
  readonly labels: readonly string[] | null;
}

/** A box: a table or a view. Partitions have none; their partitioned table stands for them. */
export interface DiagramTable {
  /** `T0`, `T1`, … in the order of the boxes. */
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'partitioned table' | 'foreign table' | 'view' | 'materialized view';
  readonly comment: string | null;
  /** The columns to draw. */
  readonly columns: readonly DiagramColumn[];
  /** How many columns it has, drawn or not. */
  readonly columnCount: number;
  readonly nameRange: SourceRange;
}

/** A foreign key between two boxes. */
export interface DiagramRelation {
  readonly name: string;
  /** Id of the referenced table. */
  readonly parent: string;
  /** Id of the table that has the foreign key. */
  readonly child: string;
  readonly columns: readonly string[];
  readonly parentColumns: readonly string[];
  /** True where a row needs no parent: a column of the key is nullable. */
  readonly parentOptional: boolean;
  /** True where a parent has at most one row: the key's columns are unique. */
  readonly childUnique: boolean;
  /** True where the key's columns are part of the child's primary key. */
  readonly identifying: boolean;
}

export interface DiagramEnum {
  readonly schema: string;
  readonly name: string;
  readonly labels: readonly string[];
}

/** What a diagram shows of a catalog. The same content in another place of the source has the same hash. */
export interface DiagramModel {
  readonly detail: 'full' | 'keys';
  readonly tables: readonly DiagramTable[];
  readonly relations: readonly DiagramRelation[];
  readonly enums: readonly DiagramEnum[];
  readonly hash: string;
}

export interface DiagramFilter {
  /** Keeps the tables for which it is true; all by default. */
  readonly include?: (table: { readonly schema: string; readonly name: string }) => boolean;
  /** `auto`, the default, draws only the keys of more than 60 tables. */
  readonly detail?: 'auto' | 'full' | 'keys';
}
