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
  /** With `{0}` relations that lead to tables that are not drawn. */
  readonly moreRelations: string;
  /** Names the list of the groups' colours. */
  readonly groups: string;
  /** With `{0}` groups. */
  readonly groupsCount: string;
  /** With `{0}` tables. */
  readonly groupTables: string;
  readonly added: string;
  readonly removed: string;
  readonly changed: string;
  readonly zoom: string;
  /** With `{0}` tables. */
  readonly nothingShown: string;
  readonly showAll: string;
  readonly back: string;
  readonly forward: string;
  readonly search: string;
  readonly searchHint: string;
  readonly searchResults: string;
  /** With `{0}` tables and columns. */
  readonly found: string;
  readonly nothingFound: string;
  readonly shown: string;
  /** With `{0}` names of tables. */
  readonly focusedOn: string;
  readonly allTables: string;
  /** With `{0}` relations that a shown table is away from the focused one at most. */
  readonly hops: string;
  readonly fewerHops: string;
  readonly moreHops: string;
  /** With `{0}` shown tables of `{1}`. */
  readonly tablesOf: string;
  readonly compare: string;
  readonly compareHead: string;
  readonly compareRevision: string;
  readonly compareSaved: string;
  readonly compareBefore: string;
  readonly stopComparing: string;
  readonly comparing: string;
  /** With `{0}` a revision of git. */
  readonly comparedWith: string;
  readonly comparedWithSaved: string;
  /** With `{0}` a file. */
  readonly comparedWithBefore: string;
  readonly noDifference: string;
  /** With `{0}` added, `{1}` removed and `{2}` changed objects. */
  readonly differences: string;
  readonly take: string;
  readonly copy: string;
  readonly saveAs: string;
  /** The colours that pictures are saved in. */
  readonly pictureColours: string;
  readonly coloursOfEditor: string;
  readonly coloursLight: string;
  readonly coloursDark: string;
  readonly views: string;
  readonly saveView: string;
  readonly openView: string;
  readonly options: string;
  readonly automatic: string;
  readonly columns: string;
  readonly namesOnly: string;
  readonly grouping: string;
  readonly noGroups: string;
  readonly bySchema: string;
  readonly byContext: string;
  readonly byFolder: string;
  readonly direction: string;
  readonly leftToRight: string;
  readonly topToBottom: string;
  readonly overview: string;
  readonly groupsOnly: string;
  readonly tablesAlways: string;
  readonly relations: string;
  readonly thisFileOnly: string;
  readonly followCursor: string;
  readonly hidden: string;
  readonly hide: string;
  readonly hidePattern: string;
  /** With `{0}` a pattern. */
  readonly hiddenNow: string;
  readonly showAgain: string;
  readonly list: string;
  readonly keys: string;
  readonly goToDefinition: string;
  readonly showInPicture: string;
  readonly focus: string;
  readonly expand: string;
  readonly collapse: string;
  readonly hideTable: string;
  /** With `{0}` a pattern. */
  readonly hideLike: string;
  readonly copyName: string;
  readonly undone: string;
  readonly redone: string;
  /** With `{0}` columns. */
  readonly moreColumns: string;
  readonly foreignKey: string;
  /** How many rows of the child there are for how many of the parent. */
  readonly manyToOne: string;
  readonly manyToOneOrNone: string;
  readonly oneToOne: string;
  readonly oneToOneOrNone: string;
  /** With `{0}` foreign keys between two groups. */
  readonly foreignKeys: string;
  readonly error: string;
  readonly warning: string;
  readonly info: string;
  readonly hint: string;
  readonly table: string;
  readonly column: string;
  readonly relation: string;
  readonly enum: string;
  readonly view: string;
  readonly keyArrows: string;
  readonly keyRows: string;
  readonly keyLines: string;
  readonly keyExpand: string;
  readonly keyMenu: string;
  readonly keySearch: string;
  readonly keyHops: string;
  readonly keyBackForward: string;
  readonly keyUndo: string;
  readonly keyZoom: string;
  readonly keyPan: string;
  readonly keyEscape: string;
  /** With `{0}` findings. */
  readonly moreFindings: string;
  readonly rename: string;
  readonly renameColumn: string;
  /** With `{0}` a column. */
  readonly renameThis: string;
  readonly addColumn: string;
  readonly addForeignKey: string;
  /** With `{0}` a column. */
  readonly addForeignKeyFrom: string;
  /** With `{0}` a column. */
  readonly connecting: string;
  /** With `{0}` and `{1}` columns. */
  readonly connectTo: string;
  readonly keyConnect: string;
  readonly drag: string;
}
