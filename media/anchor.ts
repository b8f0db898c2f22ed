/** A table and where its upper middle stood on the screen. */
export interface Anchor {
  readonly key: string;
  readonly x: number;
  readonly y: number;
}

/**
 * The table that must not move when the picture is drawn again: the one in use (focus, pointer), else the
 * visible one nearest to the stage's middle.
 */
export function findAnchors(stage: HTMLElement, svg: SVGSVGElement): readonly Anchor[] {
  const frame = stage.getBoundingClientRect();
  const middle = { x: frame.left + frame.width / 2, y: frame.top + frame.height / 2 };
  const candidates: (Anchor & { readonly rank: number })[] = [];
  for (const node of svg.querySelectorAll<SVGGElement>('g.node[data-key]')) {
    const box = node.getBoundingClientRect();
    const visible =
      box.right > frame.left && box.left < frame.right && box.bottom > frame.top && box.top < frame.bottom;
    const used = node.matches(':focus, :hover');
    const x = box.left + box.width / 2;
    const distance = Math.hypot(x - middle.x, box.top + box.height / 2 - middle.y);
    const rank = used && visible ? -1 : visible ? distance : 1e6 + distance;
    candidates.push({ key: node.dataset.key ?? '', x, y: box.top, rank });
  }
  return candidates.sort((a, b) => a.rank - b.rank);
}

/** How far the picture has to move so that the first anchor that is still in it stands where it stood. */
export function distanceToAnchor(anchors: readonly Anchor[], svg: SVGSVGElement): { dx: number; dy: number } {
  const nodes = new Map<string, SVGGElement>();
  for (const node of svg.querySelectorAll<SVGGElement>('g.node[data-key]'))
    nodes.set(node.dataset.key ?? '', node);
  for (const anchor of anchors) {
    const node = nodes.get(anchor.key);
    if (node === undefined) continue;
    const box = node.getBoundingClientRect();
    return { dx: anchor.x - (box.left + box.width / 2), dy: anchor.y - box.top };
  }
  return { dx: 0, dy: 0 };
}
