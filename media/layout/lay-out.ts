import { elkLayout } from './elk-layout.ts';
import { largeLayout } from './large-layout.ts';
import type { Layout, LayoutGraph } from './layout-graph.ts';

/** ELK draws small pictures best; with more boxes it takes seconds, and its pictures become high and loose. */
const elkLimit = 40;
/** Dense graphs are slow with few boxes, too. */
const elkEdgeLimit = 80;

/** Places the boxes and routes the lines. */
export async function layOut(graph: LayoutGraph): Promise<Layout> {
  const isSmall = graph.nodes.length <= elkLimit && graph.edges.length <= elkEdgeLimit;
  // Rows have their ends at the sides, which ELK handles well only where the layers stand side by side.
  return isSmall && graph.direction === 'LR' ? elkLayout(graph) : largeLayout(graph);
}
