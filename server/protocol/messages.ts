import type { DiagramDetail, DiagramPicture } from './diagram.ts';

/** Client to server, request: the diagram of a document. Null when it has not been opened or is no SQL. */
export const diagramRequest = 'schemaArchitect/diagram';
export interface DiagramParams {
  readonly uri: string;
  /** `auto`, the default, draws only the keys of large schemas. */
  readonly detail?: DiagramDetail | 'auto';
}
export interface DiagramResult {
  readonly uri: string;
  readonly version: number;
  readonly picture: DiagramPicture;
  /** How many statements do not parse; the view keeps its last good picture while the number is up. */
  readonly damaged: number;
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
}

/** A code action's command, which the client carries out: shows a rule's documentation. */
export const openRuleCommand = 'schemaArchitect.openRule';
export interface OpenRuleArguments {
  readonly rule: string;
}

/** From the extension to the diagram's webview. */
export type ToDiagramView =
  | { readonly type: 'show'; readonly title: string; readonly result: DiagramResult }
  | { readonly type: 'empty'; readonly reason: string };

/** From the diagram's webview to the extension. */
export type FromDiagramView =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly uri: string; readonly schema: string; readonly name: string }
  | { readonly type: 'detail'; readonly uri: string; readonly detail: DiagramDetail }
  | { readonly type: 'drawn'; readonly hash: string; readonly tables: number }
  | { readonly type: 'failed'; readonly message: string };
