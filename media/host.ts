import type { DiagramWords } from '../server/protocol/diagram-words.ts';
import type { DiagramCamera, DiagramTheme, FromDiagramView } from '../server/protocol/messages.ts';

/** What the editor keeps for this view through reloads. */
export interface ViewState {
  /** The document that it showed last. */
  readonly uri: string | null;
  /** Pan and zoom per database, the latest last. */
  readonly views: readonly { readonly database: string; readonly view: DiagramCamera }[];
  /** Databases whose many tables may be drawn without asking again. */
  readonly confirmed: readonly string[];
  /** In whose colours pictures are saved; null for the editor's. */
  readonly theme: DiagramTheme | null;
}

interface EditorApi {
  postMessage(message: FromDiagramView): void;
  /** An older version may have kept less. */
  getState(): Partial<ViewState> | undefined;
  setState(state: ViewState): void;
}

declare function acquireVsCodeApi(): EditorApi;

const api = acquireVsCodeApi();
const rememberedViews = 20;
let state: ViewState = { uri: null, views: [], confirmed: [], theme: null, ...api.getState() };

/** The page's texts, in the user's language. */
export const words: DiagramWords = JSON.parse(document.body.dataset.words ?? '{}');

export function post(message: FromDiagramView): void {
  api.postMessage(message);
}

export function readState(): ViewState {
  return state;
}

/** Keeps what changed. */
export function keepState(change: Partial<ViewState>): void {
  state = { ...state, ...change };
  api.setState(state);
}

export function keepCamera(database: string, view: DiagramCamera): void {
  const others = state.views.filter((entry) => entry.database !== database);
  keepState({ views: [...others, { database, view }].slice(-rememberedViews) });
}

export function cameraOf(database: string): DiagramCamera | null {
  return state.views.find((entry) => entry.database === database)?.view ?? null;
}

/** Fills the places `{0}`, `{1}`, … of a text. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (place, index) => String(values[Number(index)] ?? place));
}
