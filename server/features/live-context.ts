import type { History } from '../catalog/build-catalog.ts';
import { Reader } from '../catalog/reader.ts';
import type { PostgresVersion, RuleContext } from '../rules/rule.ts';
import type { Statement, StatementId } from '../syntax/statement.ts';
import { createSourceReader, type Places } from './source-reader.ts';

/** What one check read. */
export interface Reads {
  readonly catalog: ReadonlyMap<string, unknown>;
  readonly source: ReadonlyMap<StatementId, Statement | undefined>;
}

/**
 * The one context that all rules of a database get, through all its edits. It reads the newest state, so that a fix
 * which a kept report computes later, when it is asked for, still finds the words where they are then.
 */
export interface LiveContext {
  readonly context: RuleContext;
  /** Makes it read these from now on. */
  aim(history: History, places: Places): void;
  /** Runs a check and notes what it reads. */
  record(check: () => void): Reads;
}

export function createLiveContext(version: PostgresVersion): LiveContext {
  let history: History | null = null;
  let places: Places = { find: () => undefined, statement: () => undefined };
  let catalogReads: Map<string, unknown> | null = null;
  let sourceReads: Map<StatementId, Statement | undefined> | null = null;
  const catalog = new Reader((key) => {
    const value = history?.final.get(key);
    catalogReads?.set(key, value);
    return value;
  });
  const source = createSourceReader(
    { find: (id) => places.find(id), statement: (id) => places.statement(id) },
    (id, statement) => sourceReads?.set(id, statement),
  );
  return {
    context: { catalog, version, source },
    aim(newHistory, newPlaces) {
      history = newHistory;
      places = newPlaces;
    },
    record(check) {
      const reads = {
        catalog: new Map<string, unknown>(),
        source: new Map<StatementId, Statement | undefined>(),
      };
      catalogReads = reads.catalog;
      sourceReads = reads.source;
      check();
      catalogReads = null;
      sourceReads = null;
      return reads;
    },
  };
}
