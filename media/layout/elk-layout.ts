import ELK, { type ElkExtendedEdge, type ElkNode, type ElkPort } from 'elkjs/lib/elk-api.js';
import { Worker as ElkInPlace } from 'elkjs/lib/elk-worker.min.js';
import {
  aspectOf,
  framePadding,
  type Layout,
  type LayoutGraph,
  layerLimit,
  type Point,
  pictureMargin,
} from './layout-graph.ts';
import { orientEdges } from './orient-edges.ts';
import { loopAt } from './route-simple.ts';

/** Between boxes and lines. ELK takes that within a frame from the frame itself. */
const spacing: Readonly<Record<string, string>> = {
  'elk.spacing.nodeNode': '30',
  'elk.spacing.edgeNode': '18',
  'elk.spacing.edgeEdge': '9',
  'elk.spacing.componentComponent': '44',
  'elk.layered.spacing.nodeNodeBetweenLayers': '54',
  'elk.layered.spacing.edgeNodeBetweenLayers': '24',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '9',
};

const options: Readonly<Record<string, string>> = {
  ...spacing,
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.edgeCoords': 'ROOT',
  'elk.json.shapeCoords': 'ROOT',
  'elk.padding': `[top=${pictureMargin},left=${pictureMargin},bottom=${pictureMargin},right=${pictureMargin}]`,
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
  'elk.layered.thoroughness': '12',
  'elk.layered.compaction.postCompaction.strategy': 'EDGE_LENGTH',
};

const wrapped: Readonly<Record<string, string>> = {
  'elk.layered.wrapping.strategy': 'MULTI_EDGE',
  'elk.layered.wrapping.additionalEdgeSpacing': '20',
  'elk.layered.wrapping.correctionFactor': '1.0',
};

/** What a box needs around it for its lines. */
const boxGap = { width: 130, height: 40 };

const elk = new ELK({ workerFactory: () => new ElkInPlace() });

/**
 * Places a few dozen boxes with the Eclipse Layout Kernel, the parents to the left; its lines end on the rows of the
 * boxes. `isWrapped` breaks a picture that is too wide for its room, as a text is broken into lines.
 */
export async function elkLayout(graph: LayoutGraph, isWrapped = false): Promise<Layout> {
  const { from, rank } = orientEdges(graph, layerLimit(graph, boxGap));
  const ports: Map<string, ElkPort>[] = graph.nodes.map(() => new Map());
  const portAt = (node: number, y: number, right: boolean): string => {
    const id = `${node}:${right ? 'r' : 'l'}:${y}`;
    const x = right ? graph.nodes[node]!.width : 0;
    const side = right ? 'EAST' : 'WEST';
    if (!ports[node]!.has(id))
      ports[node]!.set(id, { id, x, y, width: 0, height: 0, layoutOptions: { 'elk.port.side': side } });
    return id;
  };
  const edges: ElkExtendedEdge[] = [];
  for (const [index, { parent, child, parentY, childY }] of graph.edges.entries()) {
    if (from[index] === -1) continue;
    const forward = from[index] === parent;
    const parentPort = portAt(parent, parentY, forward);
    const childPort = portAt(child, childY, !forward);
    const [source, target] = forward ? [parentPort, childPort] : [childPort, parentPort];
    edges.push({ id: String(index), sources: [source], targets: [target] });
  }
  const boxes = graph.nodes.map(
    ({ width, height }, index): ElkNode => ({
      id: `n${index}`,
      width,
      height,
      ports: [...ports[index]!.values()],
      layoutOptions: {
        'elk.portConstraints': 'FIXED_POS',
        'elk.partitioning.partition': String(rank[index]),
      },
    }),
  );
  const frames = graph.groups.map((title, index): ElkNode => {
    const { side, top, bottom } = framePadding;
    return {
      id: `g${index}`,
      children: boxes.filter((_, node) => graph.nodes[node]!.group === index),
      layoutOptions: {
        ...spacing,
        'elk.padding': `[top=${top},left=${side},bottom=${bottom},right=${side}]`,
        'elk.nodeSize.constraints': 'MINIMUM_SIZE',
        'elk.nodeSize.minimum': `(${title + 2 * side},40)`,
      },
    };
  });
  const placed = await elk.layout({
    id: 'root',
    children: [...frames, ...boxes.filter((_, node) => graph.nodes[node]!.group < 0)],
    edges,
    layoutOptions: {
      ...options,
      'elk.aspectRatio': String(aspectOf(graph.room)),
      ...(isWrapped ? wrapped : {}),
      ...(frames.length > 0
        ? { 'elk.hierarchyHandling': 'INCLUDE_CHILDREN' }
        : { 'elk.partitioning.activate': 'true' }),
    },
  });
  return toLayout(graph, from, placed);
}

function toLayout(graph: LayoutGraph, from: readonly number[], placed: ElkNode): Layout {
  const shapes = new Map<string, ElkNode>();
  const lines = new Map<string, readonly Point[]>();
  const collect = (node: ElkNode): void => {
    shapes.set(node.id, node);
    for (const { id, sections } of node.edges ?? []) {
      const section = sections?.[0];
      if (section) lines.set(id, [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]);
    }
    for (const child of node.children ?? []) collect(child);
  };
  collect(placed);
  const nodes = graph.nodes.map((_, index) => {
    const { x = 0, y = 0 } = shapes.get(`n${index}`) ?? {};
    return { x, y };
  });
  return {
    nodes,
    edges: graph.edges.map((edge, index) => {
      const line = lines.get(String(index));
      if (line === undefined)
        return loopAt(nodes[edge.parent]!, graph.nodes[edge.parent]!.width, edge.parentY, edge.childY);
      return from[index] === edge.parent ? line : [...line].reverse();
    }),
    groups: graph.groups.map((_, index) => {
      const { x = 0, y = 0, width = 0, height = 0 } = shapes.get(`g${index}`) ?? {};
      return { x, y, width, height };
    }),
    width: placed.width ?? 0,
    height: placed.height ?? 0,
  };
}
