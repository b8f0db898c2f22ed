/**
 * Sorts files so that each comes after those that it needs; otherwise the given order stays. Files that need each
 * other in a circle keep the given order among themselves (Tarjan's strongly connected components).
 */
export function dependencyOrder(
  files: readonly string[],
  needs: (file: string) => Iterable<string>,
): readonly string[] {
  const position = new Map(files.map((file, at) => [file, at]));
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const sorted: string[] = [];

  interface Visit {
    readonly file: string;
    readonly rest: Iterator<string>;
  }
  const begin = (file: string): Visit => {
    index.set(file, index.size);
    low.set(file, index.size - 1);
    open.push(file);
    isOpen.add(file);
    const known = [...new Set(needs(file))].filter((one) => one !== file && position.has(one));
    known.sort((a, b) => position.get(a)! - position.get(b)!);
    return { file, rest: known.values() };
  };
  const lower = (file: string, to: number) => low.set(file, Math.min(low.get(file)!, to));
  const close = (file: string) => {
    if (low.get(file) !== index.get(file)) return;
    const circle = open.splice(open.lastIndexOf(file));
    for (const one of circle) isOpen.delete(one);
    sorted.push(...circle.sort((a, b) => position.get(a)! - position.get(b)!));
  };

  for (const file of files) {
    if (index.has(file)) continue;
    // A stack of our own: a chain of thousands of files must not exhaust the real one.
    const visits = [begin(file)];
    while (visits.length > 0) {
      const visit = visits.at(-1)!;
      const next = visit.rest.next();
      if (next.done) {
        visits.pop();
        close(visit.file);
        const parent = visits.at(-1);
        if (parent) lower(parent.file, low.get(visit.file)!);
      } else if (!index.has(next.value)) visits.push(begin(next.value));
      else if (isOpen.has(next.value)) lower(visit.file, index.get(next.value)!);
    }
  }
  return sorted;
}
