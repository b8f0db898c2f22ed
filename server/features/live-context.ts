import { isDefinedName, suggestNames } from '../catalog/defined-names.ts';
import type { History } from '../catalog/history.ts';
import { Reader } from '../catalog/reader.ts';
import type { PostgresVersion, RuleContext } from '../rules/rule.ts';
import type { StatementId } from '../syntax/statement.ts';
import { createSourceReader, type Places } from './source-reader.ts';

/** What one check read. */
export interface Reads {
  /** Keys of the final state; `definedNames` where names were suggested. */
  readonly catalog: ReadonlySet<string>;
  readonly source: ReadonlySet<StatementId>;
}

/** Stands among the catalog's keys for all defined names together. */
export const definedNamesKey = 'defined-names';

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

const nothingCatalog: ReadonlySet<string> = new Set();
const nothingSource: ReadonlySet<StatementId> = new Set();

export function createLiveContext(version: PostgresVersion): LiveContext {
  let history: History | null = null;
  let places: Places = { find: () => undefined, statement: () => undefined };
  let isRecording = false;
  let catalogReads: Set<string> | null = null;
  let sourceReads: Set<StatementId> | null = null;
  const noteKey = (key: string) => {
    if (!isRecording) return;
    catalogReads ??= new Set();
    catalogReads.add(key);
  };
  const catalog = new Reader((key) => {
    noteKey(key);
    return history?.final.get(key);
  }, version);
  const source = createSourceReader(
    { find: (id) => places.find(id), statement: (id) => places.statement(id) },
    (id) => {
      if (!isRecording) return;
      sourceReads ??= new Set();
      sourceReads.add(id);
    },
  );
  return {
    context: {
      catalog,
      version,
      source,
      similarNames(kind, name) {
        noteKey(definedNamesKey);
        return history ? suggestNames(history.names, kind, name, version) : [];
      },
      isDefined(kind, name) {
        noteKey(definedNamesKey);
        return history ? isDefinedName(history.names, kind, name) : true;
      },
    },
    aim(newHistory, newPlaces) {
      history = newHistory;
      places = newPlaces;
    },
    record(check) {
      isRecording = true;
      check();
      isRecording = false;
      const reads = { catalog: catalogReads ?? nothingCatalog, source: sourceReads ?? nothingSource };
      catalogReads = null;
      sourceReads = null;
      return reads;
    },
  };
}
