import type { Severity } from '../../rules/rule.ts';
import type { SourceRange } from '../../syntax/statement.ts';
import type { DiagramDetail, DiagramDirection, DiagramGrouping } from './view.ts';

export type DiagramKey = 'PK' | 'FK' | 'UK';

export type DiagramChange = 'added' | 'removed' | 'changed';

export interface DiagramFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
}

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
  readonly findings: readonly DiagramFinding[];
  readonly change: DiagramChange | null;
  /** Null for a view's column. */
  readonly nameRange: SourceRange | null;
}

export type DiagramTableKind = 'table' | 'partitioned table' | 'foreign table' | 'view' | 'materialized view';

/** A box: a table or a view. Partitions have none; their partitioned table stands for them. */
export interface DiagramTable {
  /** `T0`, `T1`, … in the order of the boxes. */
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: DiagramTableKind;
  readonly comment: string | null;
  /** The columns to draw. */
  readonly columns: readonly DiagramColumn[];
  /** How many columns it has, drawn or not. */
  readonly columnCount: number;
  /** How many partitions it stands for. */
  readonly partitions: number;
  /** Ids of the drawn tables that it inherits from. */
  readonly inherits: readonly string[];
  /** Id of its group, null where it has none. */
  readonly group: string | null;
  /** True where the active file defines it, or where all are equal in this. */
  readonly own: boolean;
  readonly findings: readonly DiagramFinding[];
  readonly change: DiagramChange | null;
  /** How many foreign keys lead to or come from tables that are not drawn. */
  readonly moreRelations: number;
  readonly nameRange: SourceRange;
}

/** What a foreign key says, whatever boxes it joins. */
export interface DiagramForeignKey {
  /** Unique within the database, and the same for the same key in the next picture. */
  readonly id: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly parentColumns: readonly string[];
  /** True where a row needs no parent: a column of the key is nullable. */
  readonly parentOptional: boolean;
  /** True where a parent has at most one row: the key's columns are unique. */
  readonly childUnique: boolean;
  /** True where the key's columns are part of the child's primary key. */
  readonly identifying: boolean;
  /** As in SQL: `cascade`, `no action`, … */
  readonly onDelete: string;
  readonly onUpdate: string;
  readonly change: DiagramChange | null;
  /** The constraint as written; null for the relations of an overview. */
  readonly range: SourceRange | null;
}

/** A foreign key between two boxes, or what several between two groups amount to. */
export interface DiagramRelation extends DiagramForeignKey {
  /** Id of the referenced box. */
  readonly parent: string;
  /** Id of the box that has the foreign key. */
  readonly child: string;
  /** How many foreign keys it stands for: 1 but in an overview. */
  readonly count: number;
}

export interface DiagramEnum {
  readonly schema: string;
  readonly name: string;
  readonly labels: readonly string[];
}

/** By what groups were made: as asked, or where that gave fewer than two, by names or by who references whom. */
export type FoundGrouping = DiagramGrouping | 'prefix' | 'neighbourhood';

export interface DiagramGroup {
  /** `G0`, `G1`, … */
  readonly id: string;
  readonly title: string;
  /** 0 to 7. */
  readonly colour: number;
  /** How many tables and views it holds, drawn or not. */
  readonly tableCount: number;
  /** Its tables and views, where it is a box of an overview. */
  readonly members?: readonly { readonly schema: string; readonly name: string }[];
}

/** One line of a comparison's list. */
export interface DiagramDifference {
  readonly change: DiagramChange;
  readonly kind: 'table' | 'column' | 'relation' | 'enum' | 'view';
  readonly name: string;
  /** What is different, in words; empty for what was added or removed as a whole. */
  readonly detail: string;
  readonly table: { readonly schema: string; readonly name: string } | null;
  readonly range: SourceRange | null;
}

/** What a diagram shows of a database. The same content in another place of the source has the same hash. */
export interface DiagramModel {
  readonly detail: DiagramDetail;
  readonly grouping: FoundGrouping;
  readonly direction: DiagramDirection;
  /** True where the view left the direction open. */
  readonly isDirectionFree: boolean;
  /** True where the boxes are groups: `tables` is empty. */
  readonly overview: boolean;
  readonly tables: readonly DiagramTable[];
  readonly relations: readonly DiagramRelation[];
  readonly enums: readonly DiagramEnum[];
  readonly groups: readonly DiagramGroup[];
  /** How many tables and views there are, drawn or not. */
  readonly total: number;
  /** How many of them the view's patterns hide. */
  readonly hiddenCount: number;
  readonly differences: readonly DiagramDifference[] | null;
  readonly hash: string;
}
