/** After so many changed names the small map is merged into the large one. */
const mostChanges = 256;

/**
 * Names with how often each is there. Immutable: a change makes a new value, which shares the large map and has a small
 * one of what is different, so that it costs what it changes.
 */
export class CountedNames implements Iterable<string> {
  static readonly empty = new CountedNames(new Map(), new Map());

  private readonly base: ReadonlyMap<string, number>;
  /** The counts of the names whose count is another than in the base. */
  private readonly differing: ReadonlyMap<string, number>;

  private constructor(base: ReadonlyMap<string, number>, differing: ReadonlyMap<string, number>) {
    this.base = base;
    this.differing = differing;
  }

  private count(name: string): number {
    return this.differing.get(name) ?? this.base.get(name) ?? 0;
  }

  has(name: string): boolean {
    return this.count(name) > 0;
  }

  /** Each name once, in no order that means anything. */
  *[Symbol.iterator](): Iterator<string> {
    for (const [name, count] of this.base) if ((this.differing.get(name) ?? count) > 0) yield name;
    for (const [name, count] of this.differing) if (count > 0 && !this.base.has(name)) yield name;
  }

  /** The names with how often each is there, more than zero each; the map must not change afterwards. */
  static of(counts: ReadonlyMap<string, number>): CountedNames {
    return counts.size === 0 ? CountedNames.empty : new CountedNames(counts, CountedNames.empty.differing);
  }

  /** The names after these counts are added; the same value where none becomes another. */
  changed(by: ReadonlyMap<string, number>): CountedNames {
    const counts = new Map<string, number>();
    for (const [name, change] of by) if (change !== 0) counts.set(name, this.count(name) + change);
    if (counts.size === 0) return this;
    const differing = new Map([...this.differing, ...counts]);
    if (differing.size <= mostChanges) return new CountedNames(this.base, differing);
    const base = new Map(this.base);
    for (const [name, count] of differing) {
      if (count > 0) base.set(name, count);
      else base.delete(name);
    }
    return new CountedNames(base, new Map());
  }
}
