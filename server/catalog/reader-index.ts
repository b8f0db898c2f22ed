/**
 * Finds who read a key, so that a change is told to those whom it concerns and to nobody else.
 * Mutable: it belongs to the newest version of what it indexes.
 */
export class ReaderIndex<Key, Who> {
  private readonly readers = new Map<Key, Who | Set<Who>>();

  /** `who` must not itself be a Set. */
  add(reads: Iterable<Key>, who: Who): void {
    for (const key of reads) {
      const known = this.readers.get(key);
      if (known === undefined) this.readers.set(key, who);
      else if (known instanceof Set) known.add(who);
      else if (known !== who) this.readers.set(key, new Set([known, who]));
    }
  }

  remove(reads: Iterable<Key>, who: Who): void {
    for (const key of reads) {
      const known = this.readers.get(key);
      if (known instanceof Set) known.delete(who);
      else if (known === who) this.readers.delete(key);
    }
  }

  *of(key: Key): Iterable<Who> {
    const known = this.readers.get(key);
    if (known instanceof Set) yield* known;
    else if (known !== undefined) yield known;
  }
}
