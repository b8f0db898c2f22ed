/** How much of each table is drawn: every column, only those of its keys, or its name alone. */
export type DiagramDetail = 'full' | 'keys' | 'names';

/** By what the tables are put into groups. */
export type DiagramGrouping = 'none' | 'schema' | 'context' | 'folder';

/** `LR` lets references run from left to right, `TB` from top to bottom. */
export type DiagramDirection = 'LR' | 'TB';

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** What a person chose to see of a database. */
export interface DiagramView {
  readonly scope: 'database' | 'file';
  readonly detail: DiagramDetail | 'auto';
  /** Only these tables and what is at most `hops` relations from them; null for all. */
  readonly focus: readonly TableName[] | null;
  readonly hops: number;
  /** Drawn with all columns whatever the detail is. */
  readonly expanded: readonly TableName[];
  /** Globs over `schema.name` and `name` of tables that are not drawn. */
  readonly hidden: readonly string[];
  readonly relations: boolean;
  readonly grouping: DiagramGrouping;
  readonly overview: boolean | 'auto';
  readonly direction: DiagramDirection | 'auto';
}

export const defaultView: DiagramView = {
  scope: 'database',
  detail: 'auto',
  focus: null,
  hops: 1,
  expanded: [],
  hidden: [],
  relations: true,
  grouping: 'none',
  overview: 'auto',
  direction: 'auto',
};
