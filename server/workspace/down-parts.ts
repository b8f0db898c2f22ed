import type { DatabasePart, FilePart, RecognisedDatabase } from './database.ts';

/** A way down and the files before it: the state that it runs on. */
export interface DownCheck {
  /** All parts up to and including the migration that it undoes. */
  readonly before: readonly DatabasePart[];
  readonly down: FilePart;
}

/** Every way down of a database, each after the migrations up to its own. */
export function downChecks(database: Pick<RecognisedDatabase, 'parts'>): readonly DownCheck[] {
  return database.parts.flatMap(({ down, isBorrowed }, at) =>
    down && !isBorrowed ? [{ before: database.parts.slice(0, at + 1), down }] : [],
  );
}
