import type { Statement, StatementId } from '../syntax/statement.ts';
import type { ApplySetup, Effect } from './apply-step.ts';
import type { DefinedNames } from './defined-names.ts';
import type { Splice } from './splice.ts';
import type { State, Timeline } from './timeline.ts';

/** One statement and what it did to the state before it. */
export interface Step {
  readonly statement: Statement;
  readonly effect: Effect;
}

/** What differs between a history and the one that it was made from. */
export interface HistoryChanges {
  /** The identity of the one before: not that itself, or every version would keep all before it alive. */
  readonly from: object;
  /** The keys whose final values are not the same. */
  readonly keys: ReadonlySet<string>;
  /** The statements that are new, gone, edited or applied anew. */
  readonly statements: ReadonlySet<StatementId>;
  /** The statements that created an object whose final value is not the same. */
  readonly creators: ReadonlySet<StatementId>;
  /** What gave way to what. */
  readonly splice: Splice;
  /** The places of the statements that were applied, in order. */
  readonly applied: readonly number[];
}

/** The states of a database at all its statement boundaries. Immutable. */
export interface History extends ApplySetup {
  /** Stands for this history and no other. */
  readonly identity: object;
  readonly steps: readonly Step[];
  readonly timeline: Timeline;
  readonly final: State;
  readonly names: DefinedNames;
  /** The statements that looked at everything before them. */
  readonly readingEverything: ReadonlySet<StatementId>;
  /** Null where it was made from scratch. */
  readonly changes: HistoryChanges | null;
}
