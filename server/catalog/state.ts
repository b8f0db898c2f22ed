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

function set(table: Map<string, unknown>, key: string, value: unknown): void {
  if (value === undefined) table.delete(key);
  else table.set(key, value);
}

/** A class, against our custom: thousands are made with every edit, and closures in each would be most of them. */
class Version implements State {
  private table: Map<string, unknown> | null;
  /** The neighbour that is nearer to the table, and what to change in its values to get this state's. */
  private neighbour: Version | null;
  private changes: readonly Entry[];

  constructor(table: Map<string, unknown> | null, neighbour: Version | null, changes: readonly Entry[]) {
    this.table = table;
    this.neighbour = neighbour;
    this.changes = changes;
  }

  get(key: string): unknown {
    return (this.table ?? this.takeTable()).get(key);
  }

  entries(): Iterable<Entry> {
    return (this.table ?? this.takeTable()).entries();
  }

  with(entries: readonly Entry[]): State {
    return entries.length === 0 ? this : new Version(null, this, entries);
  }

  /** Moves the table to this version and turns the path to it around. */
  private takeTable(): Map<string, unknown> {
    const path: Version[] = [];
    let holder: Version = this;
    while (!holder.table) {
      path.push(holder);
      if (!holder.neighbour) throw new Error('a state without a table');
      holder = holder.neighbour;
    }
    const { table } = holder;
    for (let index = path.length - 1; index >= 0; index--) {
      const next = path[index]!;
      const undo: Entry[] = [];
      for (const [key] of next.changes) undo.push([key, table.get(key)]);
      for (const [key, value] of next.changes) set(table, key, value);
      holder.table = null;
      holder.neighbour = next;
      holder.changes = undo;
      next.neighbour = null;
      next.changes = noChanges;
      holder = next;
    }
    this.table = table;
    return table;
  }
}

const noChanges: readonly Entry[] = [];

/** A state that holds nothing. */
export function emptyState(): State {
  return new Version(new Map(), null, noChanges);
}
