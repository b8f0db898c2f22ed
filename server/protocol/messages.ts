import type { DiagramPicture, DiagramView, PicturedPlace, TableName } from './diagram.ts';

/** Client to server, request: the diagram of a document. Null when it has not been opened or is no SQL. */
export const diagramRequest = 'schemaArchitect/diagram';
export interface DiagramParams {
  readonly uri: string;
  /** What is not given is as in a new view: the whole database, with the detail, grouping and direction that fit. */
  readonly view?: Partial<DiagramView>;
  /** The hash of the picture that the client has: where the new one is the same, it is not sent. */
  readonly known?: string;
}
export interface DiagramResult {
  readonly uri: string;
  /** Names the document's database, the same for all of its files; missing where it is in none. */
  readonly database?: string;
  readonly version: number;
  readonly picture: DiagramPicture;
  /** How many statements do not parse; the view keeps its last good picture while the number is up. */
  readonly damaged: number;
  /** Why the comparison that was asked for is not in the picture. */
  readonly problem?: Wording;
}
/** The answer where the picture is the one that the client has; only places in the source may be others. */
export interface UnchangedDiagram {
  readonly uri: string;
  readonly database?: string;
  readonly version: number;
  readonly damaged: number;
  readonly unchanged: true;
}

export type DiagramAnswer = DiagramResult | UnchangedDiagram | null;

/** Client to server, request: tables and columns by name, at most 50, the best first. */
export const diagramSearchRequest = 'schemaArchitect/diagramSearch';
export interface DiagramSearchParams {
  readonly uri: string;
  readonly text: string;
}
export interface DiagramMatch {
  /** `table`, `view`, …, or `column`. */
  readonly kind: string;
  readonly table: TableName;
  /** Null where it is the table itself. */
  readonly column: string | null;
  /** A column's type. */
  readonly detail: string | null;
  readonly place: PicturedPlace | null;
}

/** Client to server, request: the picture of a view as text. Null when the document is not open. */
export const diagramExportRequest = 'schemaArchitect/diagramExport';
export type DiagramTextFormat = 'mermaid' | 'markdown' | 'dbml' | 'plantuml' | 'json';
export interface DiagramExportParams {
  readonly uri: string;
  readonly view?: Partial<DiagramView>;
  readonly format: DiagramTextFormat;
}

/** Client to server, request: the table whose name or definition is at a position; null for none. */
export const diagramTableAtRequest = 'schemaArchitect/diagramTableAt';
export interface DiagramTableAtParams {
  readonly uri: string;
  readonly position: PicturedPlace['range']['start'];
}

/** Client to server, request: where a table, a column or a relation of the picture stands now; null for nowhere. */
export const diagramPlaceRequest = 'schemaArchitect/diagramPlace';
export interface DiagramPlaceParams {
  readonly uri: string;
  readonly table?: TableName;
  readonly column?: string;
  /** A relation's id. */
  readonly relation?: string;
}

/** Client to server, request: the named views for a document's diagram, from schema-architect.json. */
export const diagramViewsRequest = 'schemaArchitect/diagramViews';
export interface DiagramViewsParams {
  readonly uri: string;
}
export interface NamedDiagramView {
  readonly name: string;
  readonly view: Partial<DiagramView>;
}

/** Client to server, request: the configuration's whole text with this view in it, or without it where it is null. */
export const diagramSaveViewRequest = 'schemaArchitect/diagramSaveView';
export interface DiagramSaveViewParams {
  readonly uri: string;
  readonly name: string;
  readonly view: Partial<DiagramView> | null;
}
export interface SavedDiagramView {
  /** The configuration file, which may not exist yet. */
  readonly uri: string;
  readonly text: string;
}

/** Client to server, request: an edit of the SQL that a person asks for in the diagram. */
export const diagramEditRequest = 'schemaArchitect/diagramEdit';
export type DiagramDeleteAction = 'no action' | 'restrict' | 'cascade' | 'set null';
export type DiagramEdit =
  | { readonly kind: 'rename table'; readonly table: TableName; readonly newName: string }
  | {
      readonly kind: 'rename column';
      readonly table: TableName;
      readonly column: string;
      readonly newName: string;
    }
  | {
      readonly kind: 'add column';
      readonly table: TableName;
      readonly name: string;
      /** With what may follow it: `numeric(10,2) not null`. */
      readonly type: string;
    }
  | {
      readonly kind: 'add foreign key';
      readonly table: TableName;
      readonly column: string;
      readonly parent: TableName;
      readonly parentColumn: string;
      readonly onDelete: DiagramDeleteAction;
    };
export interface DiagramEditParams {
  readonly uri: string;
  readonly edit: DiagramEdit;
}
/** A text in English with `{0}`, `{1}`, … for the values; the client has it in other languages. */
export interface Wording {
  readonly text: string;
  readonly values: readonly string[];
}

/** The edits of the documents, each of the version that is given, or why there are none. */
export type DiagramEditAnswer =
  | { readonly title: Wording; readonly documents: readonly EditedDocument[] }
  | { readonly problem: Wording };
export interface EditedDocument {
  readonly uri: string;
  /** Null where no editor has it open. */
  readonly version: number | null;
  readonly edits: readonly {
    readonly range: PicturedPlace['range'];
    readonly newText: string;
  }[];
}

/** What the diagram's page asks to be edited; what is not given, the extension asks the person for. */
export type DiagramEditWish =
  | { readonly kind: 'rename table'; readonly table: TableName }
  | { readonly kind: 'rename column'; readonly table: TableName; readonly column?: string }
  | { readonly kind: 'add column'; readonly table: TableName }
  | {
      readonly kind: 'add foreign key';
      readonly table: TableName;
      readonly column?: string;
      readonly parent?: TableName;
      readonly parentColumn?: string;
    };

/** A code lens' command, which the client carries out: shows a table in the diagram. */
export const showInDiagramCommand = 'schemaArchitect.showInDiagram';
export interface ShowInDiagramArguments extends TableName {
  readonly uri: string;
}

/** Server to client, notification: the analysis of a document's version is done. */
export const analysedNotification = 'schemaArchitect/analysed';
export interface AnalysedParams {
  readonly uri: string;
  readonly version: number;
}

/** Settings under `schemaArchitect`, as workspace/configuration returns them. */
export interface Settings {
  readonly postgresVersion: number;
  /** Rule id to severity, `off` for none. */
  readonly rules: Readonly<Record<string, 'off' | 'error' | 'warning' | 'info' | 'hint'>>;
  readonly codeLens: { readonly enabled: boolean };
}

/** A code action's command, which the client carries out: shows a rule's documentation. */
export const openRuleCommand = 'schemaArchitect.openRule';
export interface OpenRuleArguments {
  readonly rule: string;
}

/** From the extension to the diagram's webview. */
export type ToDiagramView =
  /** `asked` is the number of the view's own question that this answers, 0 where it asked nothing. */
  | {
      readonly type: 'show';
      readonly title: string;
      readonly result: DiagramResult;
      readonly asked?: number;
    }
  /** The picture is the one that was shown last. */
  | {
      readonly type: 'same';
      readonly uri: string;
      readonly version: number;
      readonly damaged: number;
      readonly asked: number;
    }
  | { readonly type: 'empty'; readonly reason: string }
  /** How a database was looked at the last time; comes before the first picture of it. */
  | { readonly type: 'restore'; readonly database: string; readonly kept: KeptDiagram }
  /** A command changes the view, or opens another one: what it does not say is as in a new view then. */
  | { readonly type: 'change'; readonly view: Partial<DiagramView>; readonly isNew?: boolean }
  | { readonly type: 'run'; readonly command: DiagramCommand }
  /** A table that is asked for by name: a code lens, a command. */
  | { readonly type: 'reveal'; readonly table: TableName }
  /** The table under the editor's cursor. */
  | { readonly type: 'cursor'; readonly table: TableName | null }
  | { readonly type: 'matches'; readonly text: string; readonly matches: readonly DiagramMatch[] }
  | { readonly type: 'picture'; readonly format: DiagramPictureFormat; readonly to: DiagramTarget };

/** What the extension's commands let the page do. */
export type DiagramCommand =
  | 'search'
  | 'focus'
  | 'showAll'
  | 'back'
  | 'forward'
  | 'undo'
  | 'redo'
  | 'fit'
  | 'list'
  | 'options'
  | 'keys'
  | 'follow';

/** Pan and zoom: where the picture's origin stands in the page, in CSS pixels, and how large it is drawn. */
export interface DiagramCamera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly fitted: boolean;
}

/** What is remembered of a database's diagram. What is missing is as in a new one. */
export interface KeptDiagram {
  readonly view: Partial<DiagramView>;
  readonly camera: DiagramCamera | null;
  /** Whether the table under the editor's cursor is shown. */
  readonly follow: boolean;
}

/** VS Code's kinds of themes. */
export type DiagramTheme = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

/** What the page draws itself; `png-2x` has two pixels for each of the picture's. */
export type DiagramPictureFormat = 'svg' | 'png-1x' | 'png-2x' | 'png-4x';
export type DiagramTarget = 'file' | 'clipboard';

/** What the page's menus leave to the extension. */
export type DiagramRequestCommand =
  | 'compareHead'
  | 'compareRevision'
  | 'compareSaved'
  | 'compareBefore'
  | 'openView'
  | 'saveView';

/** From the diagram's webview to the extension. */
export type FromDiagramView =
  | { readonly type: 'ready' }
  | {
      readonly type: 'view';
      readonly database: string;
      readonly kept: KeptDiagram;
      /** The same view is not asked for again where only the camera has moved: 0. */
      readonly asked: number;
    }
  | {
      readonly type: 'open';
      readonly uri: string;
      readonly schema: string;
      readonly name: string;
      readonly column?: string;
    }
  | { readonly type: 'openRelation'; readonly uri: string; readonly relation: string }
  | { readonly type: 'openDifference'; readonly uri: string; readonly index: number }
  | { readonly type: 'search'; readonly text: string }
  | {
      readonly type: 'export';
      readonly format: Exclude<DiagramTextFormat, 'json'>;
      readonly to: DiagramTarget;
    }
  /** SVG as its text, PNG as base64. */
  | {
      readonly type: 'drawing';
      readonly format: DiagramPictureFormat;
      readonly to: DiagramTarget;
      readonly content: string;
    }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'edit'; readonly uri: string; readonly wish: DiagramEditWish }
  | { readonly type: 'command'; readonly command: DiagramRequestCommand }
  | { readonly type: 'drawn'; readonly hash: string; readonly tables: number }
  | { readonly type: 'failed'; readonly message: string };
