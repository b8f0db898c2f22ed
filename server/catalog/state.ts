/** One entry of a state: a key and its value, undefined for none. */
export type Entry = readonly [key: string, value: unknown];

/**
 * An immutable map from keys to values. Successive states share one hash table: the state that was read last
 * holds it and the others hold only how they differ (Baker's rerooting), so reading along a chain of states costs
 * as much as one plain map, and a branch costs its own changes.
 */
export interface State {
  get(key: string): unknown;
  /** All entries, in no order that means anything. Use them before reading another state. */
  entries(): Iterable<Entry>;
  /** The state with these entries changed; each key at most once. */
  with(entries: readonly Entry[]): State;
}

interface Version extends State {
  table: Map<string, unknown> | null;
  /** The neighbour that is nearer to the table, and what to change in its values to get this state's. */
  neighbour: Version | null;
  changes: readonly Entry[];
}

function set(table: Map<string, unknown>, key: string, value: unknown): void {
  if (value === undefined) table.delete(key);
  else table.set(key, value);
}

/** Moves the table to this version and turns the path to it around. */
function tableOf(version: Version): Map<string, unknown> {
  if (version.table) return version.table;
  const path: Version[] = [];
  for (let at: Version | null = version; at && !at.table; at = at.neighbour) path.push(at);
  let holder = path.at(-1)?.neighbour;
  const table = holder?.table;
  if (!holder || !table) throw new Error('a state without a table');
  for (let index = path.length - 1; index >= 0; index--) {
    const next = path[index]!;
    const undo: Entry[] = next.changes.map(([key]) => [key, table.get(key)]);
    for (const [key, value] of next.changes) set(table, key, value);
    holder.table = null;
    holder.neighbour = next;
    holder.changes = undo;
    next.neighbour = null;
    next.changes = [];
    holder = next;
  }
  version.table = table;
  return table;
}

function createVersion(
  table: Map<string, unknown> | null,
  neighbour: Version | null,
  changes: readonly Entry[],
): Version {
  const version: Version = {
    table,
    neighbour,
    changes,
    get: (key) => tableOf(version).get(key),
    entries: () => tableOf(version).entries(),
    with: (entries) => (entries.length === 0 ? version : createVersion(null, version, entries)),
  };
  return version;
}

/** A state that holds nothing. */
export function emptyState(): State {
  return createVersion(new Map(), null, []);
}
