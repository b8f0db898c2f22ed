import { elkLayout } from './elk-layout.ts';
import { largeLayout } from './large-layout.ts';
import type { Layout, LayoutGraph, LayoutWay } from './layout-graph.ts';

/** ELK draws small pictures best; with more boxes it takes seconds, and its pictures become high and loose. */
const elkLimit = 40;
/** Dense graphs are slow with few boxes, too. */
const elkEdgeLimit = 80;
/** Of larger pictures only a part is seen at once, whose shape says little about the whole. */
const triedLimit = 150;

/** ELK's pictures may be so much smaller than others and are still the better ones. */
const elkBonus = 1.12;

/** Places the boxes and routes the lines, in the way in which the picture is largest in the room that it has. */
export async function layOut(graph: LayoutGraph): Promise<Layout> {
  let best: { readonly layout: Layout; readonly size: number } | null = null;
  for (const way of waysFor(graph)) {
    const placed = await attempt(way, graph);
    if (placed === null) continue;
    const layout = { ...placed, way };
    const size = sizeOf(layout, graph) * (way === 'elk' ? elkBonus : 1);
    if (best === null || size > best.size) best = { layout, size };
  }
  return best?.layout ?? largeLayout(graph);
}

/** ELK gives up on a few graphs, with an error of its inside; there are other ways. */
async function attempt(way: LayoutWay, graph: LayoutGraph): Promise<Layout | null> {
  try {
    return await layOutIn(way, graph);
  } catch {
    return null;
  }
}

function waysFor({ nodes, edges, direction, isFree, way }: LayoutGraph): readonly LayoutWay[] {
  const isSmall = nodes.length <= elkLimit && edges.length <= elkEdgeLimit;
  const own: LayoutWay = isSmall && direction === 'LR' ? 'elk' : direction;
  const downwards: readonly LayoutWay[] = ['TB', 'TB centred'];
  const free: readonly LayoutWay[] = isSmall
    ? ['elk', 'elk wrapped', 'LR', ...downwards]
    : ['LR', ...downwards];
  const ways = isFree && nodes.length <= triedLimit ? free : [own];
  return way !== null && ways.includes(way) ? [way] : ways;
}

function layOutIn(way: LayoutWay, graph: LayoutGraph): Layout | Promise<Layout> {
  // Rows have their ends at the sides, which ELK handles well only where the layers stand side by side.
  if (way === 'elk' || way === 'elk wrapped')
    return elkLayout({ ...graph, direction: 'LR' }, way === 'elk wrapped');
  if (way === 'LR') return largeLayout({ ...graph, direction: way });
  return largeLayout({ ...graph, direction: 'TB' }, way === 'TB centred');
}

/** How large the whole picture can be shown, at most as large as it is. */
function sizeOf({ width, height }: Layout, { room }: LayoutGraph): number {
  return Math.min(1, room.width / width, room.height / height);
}
