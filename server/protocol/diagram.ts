/** How much of each table is drawn: every column, or only those of its keys. */
export type DiagramDetail = 'full' | 'keys';

/** The picture of a database's schema as the server sends it. Positions are the editor's (zero-based, UTF-16). */
export interface DiagramPicture {
  /** Mermaid's text. */
  readonly mermaid: string;
  /** Changes exactly when the picture changes: positions in the source do not count. */
  readonly hash: string;
  readonly detail: DiagramDetail;
  /** Tables and views, in the order of their ids in the mermaid text: `T0`, `T1`, … */
  readonly tables: readonly PicturedTable[];
  readonly relations: number;
}

export interface PicturedTable {
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  /** `table`, `partitioned table`, `foreign table`, `view` or `materialized view`. */
  readonly kind: string;
  /** How many columns it has, drawn or not. */
  readonly columns: number;
  /** The document in which it is defined. */
  readonly uri: string;
  /** Where its name stands there. */
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}
