/** The picture of one file's schema as the server sends it. Positions are the editor's (zero-based, UTF-16). */
export interface DiagramPicture {
  /** Mermaid's text. */
  readonly mermaid: string;
  /** Changes exactly when the picture changes: positions in the source do not count. */
  readonly hash: string;
  /** In the order of their ids in the mermaid text: `T0`, `T1`, … */
  readonly tables: readonly PicturedTable[];
  readonly relations: number;
}

export interface PicturedTable {
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  /** Where its name stands in the file. */
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}
