import type { PlacedStatement } from './statement.ts';

/** A file's text and the statements in it, in order. Immutable. */
export interface Script {
  readonly text: string;
  readonly statements: readonly PlacedStatement[];
}
