/** What the direction depends on. */
interface Box {
  readonly id: string;
}
interface Link {
  readonly parent: string;
  readonly child: string;
}

/** Room that a typical table takes in each direction, its gap and the relation's label included, in pixels. */
const room = { across: { width: 480, height: 280 }, down: { width: 400, height: 330 } };

/**
 * Which way the parents' layers follow each other so that the picture comes closest to a square. It looks at
 * tables and relations only, so that typing a column never turns the picture.
 */
export function chooseDirection(tables: readonly Box[], relations: readonly Link[]): 'LR' | 'TB' {
  const layers = countLayers(tables, relations);
  const longest = layers.length;
  const widest = Math.max(0, ...layers);
  const across = Math.max(longest * room.across.width, widest * room.across.height);
  const down = Math.max(widest * room.down.width, longest * room.down.height);
  return across <= down ? 'LR' : 'TB';
}

/** How many tables stand in each layer, when each stands one below the lowest of its parents. */
function countLayers(tables: readonly Box[], relations: readonly Link[]): number[] {
  const children = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const { child, parent } of relations) {
    if (child === parent) continue;
    children.set(parent, [...(children.get(parent) ?? []), child]);
    open.set(child, (open.get(child) ?? 0) + 1);
  }
  const related = tables.map((table) => table.id).filter((id) => children.has(id) || open.has(id));
  const layer = new Map<string, number>(related.map((id) => [id, 0]));
  const ready = related.filter((id) => !open.has(id));
  // Tables in a cycle never become ready and stay in the first layer; an estimate needs no more.
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    for (const child of children.get(id) ?? []) {
      layer.set(child, Math.max(layer.get(child) ?? 0, (layer.get(id) ?? 0) + 1));
      const left = (open.get(child) ?? 0) - 1;
      open.set(child, left);
      if (left === 0) ready.push(child);
    }
  }
  const counts: number[] = [];
  for (const depth of layer.values()) counts[depth] = (counts[depth] ?? 0) + 1;
  return Array.from(counts, (count) => count ?? 0);
}
