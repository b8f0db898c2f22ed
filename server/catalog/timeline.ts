import type { StatementId } from '../syntax/statement.ts';
import type { Oid } from './model.ts';

/** One entry of a state: a key and its value, undefined for none. */
export type Entry = readonly [key: string, value: unknown];

/**
 * What a statement adds to and takes from the list under a key. Unlike a whole new list it does not depend on the
 * list before, so that of the thousand tables that reference one, a change of one concerns no other.
 */
export class ListChange {
  readonly added: readonly Oid[];
  readonly removed: readonly Oid[];

  constructor(added: readonly Oid[], removed: readonly Oid[]) {
    this.added = added;
    this.removed = removed;
  }

  /** The change of both, this one first. */
  and(later: ListChange): ListChange {
    const taken = new Set(later.removed);
    return new ListChange(
      [...new Set([...this.added.filter((oid) => !taken.has(oid)), ...later.added])],
      [...new Set([...this.removed, ...later.removed])],
    );
  }

  /** The list after this change. */
  applyTo(list: readonly Oid[]): readonly Oid[] {
    if (list.length === 0 && this.removed.length === 0) return this.added;
    const taken = new Set(this.removed);
    return [...new Set([...list.filter((oid) => !taken.has(oid)), ...this.added])];
  }
}

/** The value that a statement left under a key. */
interface Write {
  readonly by: StatementId;
  readonly value: unknown;
}

/** All writes of a key in the order of their statements; nearly every key has one. */
type Log = Write | readonly Write[];

function writesOf(log: Log | undefined): readonly Write[] {
  return log === undefined ? [] : 'by' in log ? [log] : log;
}

/** Lists that were put together, by the log; a log of a finished timeline never changes. */
const folded = new WeakMap<readonly Write[], readonly Oid[]>();

function foldList(writes: readonly Write[], count: number): readonly Oid[] {
  let list: Set<Oid> = new Set();
  for (let at = 0; at < count; at++) {
    const { value } = writes[at]!;
    if (!(value instanceof ListChange)) list = new Set(value as readonly Oid[] | undefined);
    else {
      for (const oid of value.removed) list.delete(oid);
      for (const oid of value.added) list.add(oid);
    }
  }
  return [...list];
}

/** The value after the last write. */
function lastValue(log: Log): unknown {
  if ('by' in log) return log.value instanceof ListChange ? log.value.added : log.value;
  const last = log[log.length - 1]!.value;
  if (!(last instanceof ListChange)) return last;
  const known = folded.get(log);
  if (known) return known;
  const list = foldList(log, log.length);
  folded.set(log, list);
  return list;
}

function noteWriter(writers: Map<StatementId, Set<string>>, by: StatementId, key: string): void {
  const keys = writers.get(by);
  if (keys) keys.add(key);
  else writers.set(by, new Set([key]));
}

const ordered = new WeakMap<ReadonlyMap<StatementId, number>, readonly StatementId[]>();

/** The statements in their order, which is that in which the map was filled. */
function idsInOrder(order: ReadonlyMap<StatementId, number>): readonly StatementId[] {
  const known = ordered.get(order) ?? [...order.keys()];
  ordered.set(order, known);
  return known;
}

/** One state: the values at one statement boundary. */
export interface State {
  get(key: string): unknown;
  /** All entries, in no order that means anything. */
  entries(): Iterable<Entry>;
  /** What takes back all that was written by the one statement and those after it, up to the other. */
  takingBack(since: StatementId, until: StatementId): readonly Entry[];
}

/** Writes before every statement: what a new database holds. */
export const beforeAll: StatementId = 0;

/**
 * The values of all keys at all statement boundaries. A version is immutable once it is finished; the next one takes
 * over its table and leaves it only how the two differ, so that looking back at an old version costs as much as the
 * edits since (Baker's rerooting), and a new version costs its changes.
 */
export class Timeline {
  private table: Map<string, Log> | null;
  private next: Timeline | null = null;
  /** What to put into the next version's table to get this one's, the last first. */
  private undo: [key: string, log: Log | undefined][] = [];
  private undoOfPrevious: [key: string, log: Log | undefined][] | null = null;
  private readonly order: ReadonlyMap<StatementId, number>;
  /** The keys that each statement wrote, and perhaps some that it no longer does; made for the first ROLLBACK. */
  private writers: Map<StatementId, Set<string>> | null = null;

  constructor(table: Map<string, Log>, order: ReadonlyMap<StatementId, number>) {
    this.table = table;
    this.order = order;
  }

  /** The version after this one, to be changed by `replace` until it is finished; null for the order as it was. */
  continue(order: ReadonlyMap<StatementId, number> | null): Timeline {
    const version = new Timeline(this.own(), order ?? this.order);
    version.writers = this.writers;
    this.writers = null;
    this.table = null;
    this.next = version;
    this.undo = [];
    version.undoOfPrevious = this.undo;
    return version;
  }

  /** No change comes any more. */
  finish(): void {
    this.undoOfPrevious = null;
  }

  /** The place of a statement; -1 for what was there before all. */
  position(id: StatementId): number {
    return this.order.get(id) ?? -1;
  }

  /** Adds a write after all others. Only for a version that continues none. */
  append(key: string, by: StatementId, value: unknown): void {
    const table = this.own();
    const log = table.get(key);
    if (this.writers) noteWriter(this.writers, by, key);
    if (log === undefined) table.set(key, { by, value });
    else if ('by' in log) table.set(key, [log, { by, value }]);
    else {
      folded.delete(log);
      (log as Write[]).push({ by, value });
    }
  }

  /** Puts a statement's write in the place of its last one; `entry` null takes it away. */
  replace(key: string, by: StatementId, entry: { readonly value: unknown } | null): void {
    const table = this.own();
    const log = table.get(key);
    this.undoOfPrevious?.push([key, log]);
    if (this.writers && entry) noteWriter(this.writers, by, key);
    const place = this.position(by);
    const writes: Write[] = [];
    let isPut = entry === null;
    for (const write of writesOf(log)) {
      if (write.by === by) continue;
      if (!isPut && entry && this.position(write.by) > place) {
        writes.push({ by, value: entry.value });
        isPut = true;
      }
      writes.push(write);
    }
    if (!isPut && entry) writes.push({ by, value: entry.value });
    if (writes.length === 0) table.delete(key);
    else table.set(key, writes.length === 1 ? writes[0]! : writes);
  }

  /** The value of a key before the statement in this place. */
  valueBefore(key: string, place: number): unknown {
    const log = this.own().get(key);
    if (log === undefined) return undefined;
    if ('by' in log) return this.position(log.by) < place ? lastValue(log) : undefined;
    if (this.position(log[log.length - 1]!.by) < place) return lastValue(log);
    const count = this.countBefore(log, place);
    const last = count === 0 ? undefined : log[count - 1]!.value;
    return last instanceof ListChange ? foldList(log, count) : last;
  }

  /** The value of a key after all statements. */
  finalValue(key: string): unknown {
    const log = this.own().get(key);
    return log === undefined ? undefined : lastValue(log);
  }

  /** The place of the first statement after this place that gives the key a value of its own. */
  nextWrite(key: string, place: number): number {
    for (const { by, value } of writesOf(this.own().get(key))) {
      if (this.position(by) > place && !(value instanceof ListChange)) return this.position(by);
    }
    return Number.POSITIVE_INFINITY;
  }

  /** The state before the statement in this place; by default after all. */
  state(place = Number.POSITIVE_INFINITY): State {
    const get =
      place === Number.POSITIVE_INFINITY
        ? (key: string) => this.finalValue(key)
        : (key: string) => this.valueBefore(key, place);
    const keys = () => [...this.own().keys()];
    return {
      get,
      *entries() {
        for (const key of keys()) {
          const value = get(key);
          if (value !== undefined) yield [key, value];
        }
      },
      takingBack: (since, until) => this.takingBack(this.position(since), this.position(until)),
    };
  }

  /** The values before the first place of all keys that were written between the two. */
  private takingBack(first: number, end: number): readonly Entry[] {
    const table = this.own();
    if (!this.writers) {
      this.writers = new Map();
      for (const [key, log] of table) for (const { by } of writesOf(log)) noteWriter(this.writers, by, key);
    }
    const keys = new Set<string>();
    for (const id of idsInOrder(this.order).slice(Math.max(0, first), end))
      for (const key of this.writers.get(id) ?? []) keys.add(key);
    const entries: Entry[] = [];
    for (const key of keys) {
      const isConcerned = writesOf(table.get(key)).some(({ by }) => {
        const at = this.position(by);
        return at >= first && at < end;
      });
      if (isConcerned) entries.push([key, this.valueBefore(key, first)]);
    }
    return entries;
  }

  /** How many of a log's writes come before the place. */
  private countBefore(log: readonly Write[], place: number): number {
    let low = 0;
    let high = log.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.position(log[middle]!.by) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private own(): Map<string, Log> {
    return this.table ?? this.takeTable();
  }

  /** Moves the table to this version and turns the path to it around. */
  private takeTable(): Map<string, Log> {
    const path: Timeline[] = [];
    let holder: Timeline = this;
    while (!holder.table) {
      path.push(holder);
      if (!holder.next) throw new Error('a timeline without a table');
      holder = holder.next;
    }
    const { table } = holder;
    for (const version of path.reverse()) {
      const redo: [string, Log | undefined][] = [];
      for (let at = version.undo.length - 1; at >= 0; at--) {
        const [key, log] = version.undo[at]!;
        redo.push([key, table.get(key)]);
        if (log === undefined) table.delete(key);
        else table.set(key, log);
      }
      holder.table = null;
      holder.writers = null;
      holder.next = version;
      holder.undo = redo;
      version.next = null;
      version.undo = [];
      holder = version;
    }
    this.table = table;
    return table;
  }
}
