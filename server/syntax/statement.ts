import type { Range } from '../text/range.ts';

/**
 * Names one statement for as long as it stays in its file: an edit inside it keeps the id,
 * edits before it move it without changing anything that refers to it.
 */
export type StatementId = number;

/** A place in the source: UTF-16 offsets relative to the first character of its statement. */
export interface SourceRange extends Range {
  readonly statement: StatementId;
}

/** `sql` may be broken SQL; `psql` is a meta-command line; `copy data` the rows after COPY … FROM stdin. */
export type StatementKind = 'sql' | 'psql' | 'copy data';

/**
 * One statement as it stands in the file, from its first token up to and including its terminator.
 * White space and comments between statements belong to none. Immutable and shared between versions.
 */
export interface Statement {
  readonly id: StatementId;
  readonly kind: StatementKind;
  readonly text: string;
  /** Whether it ends with its semicolon (or psql's command to send it). The last one of a file need not. */
  readonly terminated: boolean;
  /** True where another statement begins before this one's semicolon. */
  readonly cutOff: boolean;
  /** True where a quote or comment in it is never closed: what closes it may come anywhere later. */
  readonly openQuote: boolean;
}

/** A statement and where it starts in its file. */
export interface PlacedStatement {
  readonly statement: Statement;
  readonly start: number;
}
