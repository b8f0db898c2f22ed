/** Parts of a name: runs of digits (dashes between digits left out) and what is between them. */
function parts(segment: string): { readonly text: string; readonly isVersion: boolean }[] {
  return [...segment.matchAll(/\d+(?:-\d+)*|\D+/g)].map(([part]) => {
    const isVersion = /^\d/.test(part);
    return { text: isVersion ? part.replaceAll('-', '') : part, isVersion };
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Time stamps (8 or more digits) compare as text, counters as numbers. */
function compareVersions(a: string, b: string): number {
  if (a.length >= 8 && b.length >= 8) return compareText(a, b);
  const [x, y] = [BigInt(a), BigInt(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function compareSegments(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [x, y] = [left[index]!, right[index]!];
    const order = x.isVersion && y.isVersion ? compareVersions(x.text, y.text) : compareText(x.text, y.text);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}

/** Compares two paths folder by folder, versions by their value: `V9__x.sql` before `V10__y.sql`. */
export function comparePaths(a: string, b: string): number {
  const [left, right] = [a.split(/[\\/]/), b.split(/[\\/]/)];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const order = compareSegments(left[index]!, right[index]!);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Whether a file undoes a migration, by the custom of golang-migrate, Diesel, refinery and Flyway. */
export function isDownFile(path: string): boolean {
  const segments = path.split(/[\\/]/);
  const name = segments.at(-1) ?? '';
  return (
    /(?:^|[._-])(?:down|undo|rollback|revert)\.sql$/i.test(name) ||
    /^U\d[\d._]*__/.test(name) ||
    /^(?:down|revert)$/i.test(segments.at(-2) ?? '')
  );
}
