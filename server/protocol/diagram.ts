/** How much of each table is drawn: every column, only those of its keys, or its name alone. */
export type DiagramDetail = 'full' | 'keys' | 'names';

/** By what the tables are put into groups. */
export type DiagramGrouping = 'none' | 'schema' | 'context' | 'folder';

/** In an overview, where no grouping has two groups: by common beginnings of names, or by who references whom. */
export type PicturedGrouping = DiagramGrouping | 'prefix' | 'neighbourhood';

/** `LR` lets references run from left to right, `TB` from top to bottom. */
export type DiagramDirection = 'LR' | 'TB';

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** With what the schema is compared: a revision of git, the saved file, or the state before a migration. */
export type DiagramComparison =
  | { readonly with: 'revision'; readonly revision: string }
  | { readonly with: 'saved' }
  | { readonly with: 'before'; readonly uri: string };

/** What a person chose to see of a database. The server picks the tables, the view draws what it gets. */
export interface DiagramView {
  readonly scope: 'database' | 'file';
  /** `auto` takes the most that is legible: see the server's `chooseDetail`. */
  readonly detail: DiagramDetail | 'auto';
  /** Only these tables and what is at most `hops` relations from them; null for all. */
  readonly focus: readonly TableName[] | null;
  readonly hops: number;
  /** Drawn with all columns whatever the detail is: the table under the editor's cursor, opened ones. */
  readonly expanded: readonly TableName[];
  /** Globs over `schema.name` and `name` of tables that are not drawn. */
  readonly hidden: readonly string[];
  readonly relations: boolean;
  readonly grouping: DiagramGrouping;
  /** Boxes stand for whole groups; `auto` where the tables are too many for a legible picture. */
  readonly overview: boolean | 'auto';
  readonly direction: DiagramDirection | 'auto';
  readonly comparison: DiagramComparison | null;
}

export type DiagramChange = 'added' | 'removed' | 'changed';

/** A place in a document; positions are the editor's (zero-based, UTF-16). */
export interface PicturedPlace {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** The picture of a database's schema as the server sends it. */
export interface DiagramPicture {
  /** Mermaid's text of exactly these tables and relations. */
  readonly mermaid: string;
  /** Changes exactly when the picture changes: positions in the source do not count. */
  readonly hash: string;
  /** The detail, grouping and direction that were chosen where the view left it open. */
  readonly detail: DiagramDetail;
  readonly grouping: PicturedGrouping;
  readonly direction: DiagramDirection;
  /** True where nobody has chosen the direction, and the page may take another one that fits its shape. */
  readonly isDirectionFree: boolean;
  /** True where the boxes are groups: `groups` are drawn, `tables` is empty. */
  readonly overview: boolean;
  /** Tables and views, in the order of their ids in the mermaid text: `T0`, `T1`, … */
  readonly tables: readonly PicturedTable[];
  readonly relations: readonly PicturedRelation[];
  readonly enums: readonly PicturedEnum[];
  readonly groups: readonly PicturedGroup[];
  /** How many tables and views there are, drawn or not. */
  readonly total: number;
  /** How many of them the view's own patterns hide. */
  readonly hiddenCount: number;
  /** What a comparison found, also where it is not drawn; null without one. */
  readonly differences: readonly PicturedDifference[] | null;
}

export interface PicturedTable extends TableName {
  readonly id: string;
  /** `table`, `partitioned table`, `foreign table`, `view` or `materialized view`. */
  readonly kind: string;
  readonly comment: string | null;
  /** The drawn columns. */
  readonly columns: readonly PicturedColumn[];
  /** How many columns it has, drawn or not. */
  readonly columnCount: number;
  /** How many partitions it stands for. */
  readonly partitions: number;
  /** The tables it inherits from, as drawn ids. */
  readonly inherits: readonly string[];
  /** Id of its group, null where it has none. */
  readonly group: string | null;
  /** True where the active file defines it (or all are equal in this). */
  readonly own: boolean;
  readonly findings: readonly PicturedFinding[];
  readonly change: DiagramChange | null;
  /** How many relations lead to tables that are not drawn. */
  readonly moreRelations: number;
  /** Null for what is no longer in any file (a removed table of a comparison). */
  readonly place: PicturedPlace | null;
}

export interface PicturedColumn {
  readonly name: string;
  /** As PostgreSQL's format_type prints it; null for a view's column whose type is not known. */
  readonly type: string | null;
  readonly notNull: boolean;
  /** In the order PK, FK, UK. */
  readonly keys: readonly ('PK' | 'FK' | 'UK')[];
  readonly comment: string | null;
  /** The labels of its enum type, else null. */
  readonly labels: readonly string[] | null;
  readonly findings: readonly PicturedFinding[];
  readonly change: DiagramChange | null;
  readonly place: PicturedPlace | null;
}

export interface PicturedFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
}

/** A foreign key between two boxes, or what several between two groups amount to. */
export interface PicturedRelation {
  /** Unique within the picture, and the same for the same key in the next one. */
  readonly id: string;
  readonly name: string;
  /** Id of the referenced box. */
  readonly parent: string;
  /** Id of the box that has the foreign key. */
  readonly child: string;
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
  /** How many foreign keys it stands for: 1 but in an overview. */
  readonly count: number;
  readonly change: DiagramChange | null;
  readonly place: PicturedPlace | null;
}

export interface PicturedEnum {
  readonly schema: string;
  readonly name: string;
  readonly labels: readonly string[];
}

export interface PicturedGroup {
  /** `G0`, `G1`, … */
  readonly id: string;
  readonly title: string;
  /** 0 to 7: which of the theme's group colours it has. */
  readonly colour: number;
  /** How many tables and views it holds, drawn or not. */
  readonly tableCount: number;
  /** Its tables and views, where it is a box of an overview. */
  readonly members?: readonly TableName[];
}

/** One line of a comparison's list. */
export interface PicturedDifference {
  readonly change: DiagramChange;
  readonly kind: 'table' | 'column' | 'relation' | 'enum' | 'view';
  /** Qualified: `shop.orders`, `shop.orders.total`, `orders_customer_id_fkey on shop.orders`. */
  readonly name: string;
  /** In words: `integer → bigint`, `now NOT NULL`; empty for what was added or removed as a whole. */
  readonly detail: string;
  readonly table: TableName | null;
  readonly place: PicturedPlace | null;
}
