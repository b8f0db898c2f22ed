/** The diagram view's texts in the user's language; the extension puts them into its page. */
export interface DiagramWords {
  readonly diagram: string;
  readonly loading: string;
  readonly noTables: string;
  readonly noTablesHint: string;
  readonly nothingOpen: string;
  readonly stale: string;
  readonly partial: string;
  readonly drawAnyway: string;
  /** With `{0}` tables and `{1}` seconds. */
  readonly large: string;
  readonly drawAll: string;
  readonly failed: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly actualSize: string;
  readonly fit: string;
  readonly allColumns: string;
  readonly keysOnly: string;
  /** With `{0}` tables and `{2}` relations. */
  readonly counts: string;
  /** With `{0}` tables, `{1}` views and `{2}` relations. */
  readonly countsWithViews: string;
  /** With `{0}` kind, `{1}` name and `{2}` number of columns. */
  readonly tableLabel: string;
}
