/** A half-open stretch of text in UTF-16 code units: `start` is in it, `end` is not. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Replaces the text of a range; `start === end` inserts. */
export interface TextEdit extends Range {
  readonly newText: string;
}

/** Zero-based line and UTF-16 character, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface PositionRange {
  readonly start: Position;
  readonly end: Position;
}
